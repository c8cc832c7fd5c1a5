"""The page that tells a member when they were last in step with TMDB, what waits, and what was refused."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest, member_required
from accounts.models import get_link
from catalog.numbers import parse_number
from library.display.sync_status import build_sync_status
from library.models import MergeStrategy, OutboxEntry, Sync
from library.sync import outbox
from library.sync.sync import confirm_merge, sync_request


@never_cache
@member_required
@require_safe
def sync(request: MemberRequest) -> HttpResponse:
    """Show how the sync stands; to htmx without the page around it."""
    status = build_sync_status(request.user)
    template = "library/sync_state.html" if request.htmx else "library/sync.html"
    return render(request, template, {"status": status, "undecided": status.undecided})


@member_required
@require_POST
def sync_start(request: MemberRequest) -> HttpResponse:
    """Sync now, without waiting for a backoff to end."""
    link = get_link(request.user)
    if link and link.is_active:
        outbox.resume(request.user.pk)
        sync_request(request.user)
    return redirect("library:sync")


@member_required
@require_POST
def sync_agree(request: MemberRequest) -> HttpResponse:
    """Take the `choice` of a library.models.MergeStrategy, once the two sides have been compared."""
    strategy = request.POST.get("choice")
    compared = Sync.objects.filter(user=request.user, confirmed_at=None, preview__isnull=False)
    if strategy in MergeStrategy.values and compared.exists():
        confirm_merge(user=request.user, strategy=strategy)
    return redirect("library:sync")


@member_required
@require_POST
def entry_retry(request: MemberRequest) -> HttpResponse:
    """Push again all that waits or was refused, or one entry (`wish`) with what belongs to the same list."""
    entries = OutboxEntry.objects.filter(user=request.user).exclude(state=OutboxEntry.State.DONE)
    if "wish" in request.POST:
        entry = _get_entry(request, request.POST["wish"])
        entries = entries.filter(Q(pk=entry.pk) | Q(list_id=entry.list_id, list_id__isnull=False))
    number = outbox.retry(entries)
    messages.success(request, "Trying again." if number else "Nothing waits.")
    return redirect("library:sync")


@member_required
@require_POST
def entry_drop(request: MemberRequest, entry_id: int) -> HttpResponse:
    """Give up an entry, so that the next sync takes what TMDB has."""
    outbox.drop(OutboxEntry.objects.filter(pk=_get_entry(request, str(entry_id)).pk))
    return redirect("library:sync")


def _get_entry(request: MemberRequest, text: str) -> OutboxEntry:
    entries = OutboxEntry.objects.exclude(state=OutboxEntry.State.DONE)
    return get_object_or_404(entries, pk=parse_number(text), user=request.user)
