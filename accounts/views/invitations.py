"""Where hosts make invitations, and see what became of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import InvitationForm
from accounts.http import MemberRequest, member_required
from accounts.invitations import invitation_make, invitations_for
from accounts.models import Invitation

SHOWN = 100


def _host_only(request: MemberRequest) -> None:
    if not request.user.is_staff:
        raise Http404


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: MemberRequest) -> HttpResponse:
    _host_only(request)
    form = InvitationForm(request.POST or None, host=request.user)
    if request.method == "POST" and form.is_valid():
        made = invitation_make(made_by=request.user, **form.cleaned_data)
        messages.success(request, "Made. Send the link to whoever it is for.")
        return redirect(f"{request.path}#invitation-{made.pk}")
    found = invitations_for(request.user, Invitation.objects.select_related("made_by"))[:SHOWN]
    listed = [(one, request.build_absolute_uri(one.get_absolute_url()) if one.is_open else "") for one in found]
    context = {"form": form, "invitations": listed}
    return render(request, "accounts/invitations.html", context, status=422 if form.is_bound else 200)


@never_cache
@member_required
@require_POST
def withdraw(request: MemberRequest, invitation_id: int) -> HttpResponse:
    _host_only(request)
    get_object_or_404(invitations_for(request.user, Invitation.objects.all()), pk=invitation_id).delete()
    messages.success(request, "Withdrawn. Its link leads nowhere now.")
    return redirect("accounts:invitations")
