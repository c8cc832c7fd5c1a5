"""A member's own pages: settings, taking data away, leaving; and the ways in."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_reset
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import list_usersessions
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import bootstrap_admin, events, export, last_seen, roles
from accounts.adapter import BOOTSTRAP_KEY, INVITATION_KEY
from accounts.events import Event
from accounts.forms import DeleteForm, ProfileForm, ProvidersForm
from accounts.http import MemberRequest, member_required
from accounts.invitations import NotOpen, find_open_invitation
from accounts.models import User, get_link
from catalog.gateway import PAGE_DEADLINE, Unavailable, api, gateway
from catalog.http import Request
from tmdb import Deadline
from tmdb.payload import get_int, get_rows, get_str

View = Callable[[Request, str], HttpResponse]


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Kept.")
        return redirect("accounts:settings")
    context = {"form": form, "link": get_link(request.user), "heading": "Your account"}
    return render(request, "accounts/settings.html", context, status=422 if form.is_bound else 200)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def providers(request: MemberRequest) -> HttpResponse:
    user = request.user
    choices = _list_providers(request)
    listed = {number for number, _ in choices}
    form = ProvidersForm(request.POST or None, initial={"providers": user.providers}, choices=choices)
    if request.method == "POST" and form.is_valid():
        # What the country's list does not have stays chosen: members move, and lists have gaps.
        user.providers = sorted({*form.cleaned_data["providers"], *(set(user.providers) - listed)})
        user.save(update_fields=["providers"])
        messages.success(request, "Kept.")
        return redirect("accounts:settings")
    return render(request, "accounts/providers.html", {"form": form}, status=422 if form.is_bound else 200)


def _list_providers(request: Request) -> list[tuple[int, str]]:
    """Return the id and name of each service in the member's country; none while TMDB can't say."""
    call = api.watch_providers.movies(language="en-US", watch_region=request.locale.region)
    try:
        rows = get_rows(gateway().read(call, Deadline.after(PAGE_DEADLINE)).data, "results")
    except Unavailable:
        return []
    return [(get_int(row, "provider_id"), get_str(row, "provider_name")) for row in rows if get_int(row, "provider_id")]


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: MemberRequest) -> HttpResponse:
    """List where the member is signed in; POST signs out everywhere else."""
    if request.method == "POST":
        return cast(HttpResponse, list_usersessions(request))
    rows = last_seen.list_live_sessions(request.user)
    context = {"sessions": rows, "session_count": len(rows)}
    return render(request, "usersessions/usersession_list.html", context)


@never_cache
@member_required
@require_POST
def session_end(request: MemberRequest, number: int) -> HttpResponse:
    """Sign out on another device."""
    get_object_or_404(UserSession, pk=number, user=request.user).end()
    events.record(Event.SESSION_ENDED, request.user)
    messages.success(request, "Signed out there.")
    return redirect("usersessions_list")


@never_cache
@member_required
@require_safe
def data(request: MemberRequest) -> HttpResponse:
    """Send all that the site holds of the member, as a file."""
    name = f"{request.user.username}-{timezone.now():%Y-%m-%d}.json"
    response = JsonResponse(export.collect_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    events.record(Event.EXPORT_CREATED, request.user)
    return response


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def delete(request: MemberRequest) -> HttpResponse:
    user = request.user
    form = DeleteForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        logout(request)
        user.delete()  # the session at TMDB ends with the link
        messages.success(request, "Your account is gone, and everything of yours here with it.")
        return redirect("catalog:home")
    context = {
        "form": form,
        "link": get_link(user),
        "is_needed": roles.would_leave_no_admin([user]),
        "is_alone": not User.objects.exclude(pk=user.pk).exists(),
        "tmdb_url": django_settings.TMDB_WEB_URL,
    }
    return render(request, "accounts/delete.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: Request) -> HttpResponse:
    """Offer a new password by mail; without mail, a host hands out the link."""
    if django_settings.SENDS_MAIL:
        return cast(HttpResponse, password_reset(request))
    return render(request, "accounts/forgotten.html")


@never_cache
@member_required
@require_safe
def password_set(request: MemberRequest) -> HttpResponse:
    """Refer those without a password to a host: whoever finds a session open must not give themselves one."""
    if request.user.has_usable_password():
        return redirect("account_change_password")
    return render(request, "accounts/no_password.html")


def secret_address(view: View) -> View:
    """Keep a view's address, which is a secret itself, from the sites that its page links to."""

    @wraps(view)
    def wrapped(request: Request, token: str) -> HttpResponse:
        response = view(request, token)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


REASONS = {
    "": "There is no such invitation. Perhaps a part of the link is missing.",
    "expired": "This invitation has expired. Ask whoever sent it for another.",
    "used up": "This invitation has been used. Ask whoever sent it for another.",
}


@never_cache
@secret_address
@require_safe
def join(request: Request, token: str) -> HttpResponse:
    """Remember the invitation, and lead to the form."""
    if request.user.is_authenticated:
        text = "You are a member already. The link is for somebody else: send it on."
        return render(request, "accounts/join.html", {"heading": "You are in", "text": text})
    try:
        find_open_invitation(token)
    except NotOpen as problem:
        context = {"heading": "Not open", "text": REASONS[problem.state]}
        return render(request, "accounts/join.html", context, status=404)
    request.session[INVITATION_KEY] = token
    return redirect("account_signup")


@never_cache
@secret_address
@require_safe
def first(request: Request, token: str) -> HttpResponse:
    """Remember the token of the link that is printed when a site without members starts, and lead to the form."""
    if not bootstrap_admin.is_valid(token):
        text = "This link is good no longer: the site has members, or was started again and printed another."
        return render(request, "accounts/join.html", {"heading": "Not open", "text": text}, status=404)
    request.session[BOOTSTRAP_KEY] = token
    return redirect(reverse("account_signup"))
