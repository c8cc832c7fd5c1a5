"""The page on which hosts make invitations, and see what became of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import InvitationForm
from accounts.http import MemberRequest, member_required
from accounts.invitations import filter_visible, invitation_create
from accounts.models import Invitation
from catalog.display import urls

MAX_INVITATIONS = 100  # that the page shows


def _require_host(request: MemberRequest) -> None:
    """Refuse members who are no hosts.

    Raises Http404.
    """
    if not request.user.is_staff:
        raise Http404


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: MemberRequest) -> HttpResponse:
    _require_host(request)
    form = InvitationForm(request.POST or None, host=request.user)
    if request.method == "POST" and form.is_valid():
        invitation = invitation_create(created_by=request.user, **form.cleaned_data)
        messages.success(request, "Made. Send the link to whoever it is for.")
        return redirect(f"{request.path}#invitation-{invitation.pk}")
    rows = filter_visible(request.user, Invitation.objects.select_related("created_by"))[:MAX_INVITATIONS]
    for row in rows:
        row.full_url = urls.absolute(request, row.get_absolute_url()) if row.is_open else ""
    context = {"form": form, "invitations": rows}
    return render(request, "accounts/invitations.html", context, status=422 if form.is_bound else 200)


@never_cache
@member_required
@require_POST
def withdraw(request: MemberRequest, invitation_id: int) -> HttpResponse:
    _require_host(request)
    get_object_or_404(filter_visible(request.user, Invitation.objects.all()), pk=invitation_id).delete()
    messages.success(request, "Withdrawn. Its link leads nowhere now.")
    return redirect("accounts:invitations")
