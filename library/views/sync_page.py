"""The page that tells a member when they were last in step with TMDB, what waits, and what was refused."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import get_link
from catalog.display.numbers import whole_number
from library.models import List, MergeStrategy, OutboxEntry, Sync
from library.publishing import undecided, with_holdings
from library.sync import outbox
from library.sync.sync import confirm_merge, is_running, sync_ask

SHOWN = 50  # wishes of each state


@never_cache
@member_required
@require_safe
def sync(request: MemberRequest) -> HttpResponse:
    """In htmx's requests only how things stand, without the page around it."""
    row = Sync.objects.filter(user=request.user).first()
    context = {
        "link": get_link(request.user),
        "sync": row,
        "is_running": is_running(row),
        "is_asked": bool(row and row.confirmed_at is None),
        "is_paused": bool(row and row.backoff_until and row.backoff_until > timezone.now()),
        "undecided": with_holdings(undecided(request.user)),
        "waiting": _wishes(request, OutboxEntry.State.WAITING),
        "failed": _wishes(request, OutboxEntry.State.FAILED),
    }
    template = "library/sync_state.html" if request.htmx else "library/sync.html"
    return render(request, template, context)


def _wishes(request: MemberRequest, state: str) -> dict[str, Any]:
    found = OutboxEntry.objects.filter(user=request.user, state=state).select_related("title")
    shown, number = list(found[:SHOWN]), found.count()
    names = dict(List.objects.filter(pk__in={one.list_id for one in shown if one.list_id}).values_list("pk", "name"))
    return {
        "rows": [(one, names.get(one.list_id or 0, "")) for one in shown],
        "number": number,
        "more": number - len(shown),
    }


@member_required
@require_POST
def sync_start(request: MemberRequest) -> HttpResponse:
    """Now: who asks does not want to wait for a pause to end."""
    link = get_link(request.user)
    if link and link.is_active:
        outbox.resume(request.user.pk)
        sync_ask(request.user)
    return redirect("library:sync")


@member_required
@require_POST
def sync_agree(request: MemberRequest) -> HttpResponse:
    """What becomes of what was here before the link (library.models.Choice), once the two sides have been compared."""
    choice = request.POST.get("choice")
    asked = Sync.objects.filter(user=request.user, confirmed_at=None, preview__isnull=False)
    if choice in MergeStrategy.values and asked.exists():
        confirm_merge(user=request.user, strategy=choice)
    return redirect("library:sync")


@member_required
@require_POST
def wish_retry(request: MemberRequest) -> HttpResponse:
    """All, or one with what belongs to the same list."""
    found = OutboxEntry.objects.filter(user=request.user).exclude(state=OutboxEntry.State.DONE)
    if "wish" in request.POST:
        one = _wish(request, request.POST["wish"])
        found = found.filter(Q(pk=one.pk) | Q(list_id=one.list_id, list_id__isnull=False))
    number = outbox.retry(found)
    messages.success(request, "Trying again." if number else "Nothing waits.")
    return redirect("library:sync")


@member_required
@require_POST
def wish_drop(request: MemberRequest, wish_id: int) -> HttpResponse:
    """Give up on something; the next sync takes TMDB's word for it."""
    outbox.drop(OutboxEntry.objects.filter(pk=_wish(request, str(wish_id)).pk))
    return redirect("library:sync")


def _wish(request: MemberRequest, number: str) -> OutboxEntry:
    waiting = OutboxEntry.objects.exclude(state=OutboxEntry.State.DONE)
    return get_object_or_404(waiting, pk=whole_number(number), user=request.user)
