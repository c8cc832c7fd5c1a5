"""Members, links and invitations, for admins and hosts."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import account_recovery, events, roles, tmdb_link
from accounts.events import Event
from accounts.forms import InvitationAdminForm, MemberForm
from accounts.host_admin import HostAdmin
from accounts.http import is_member, member_of
from accounts.invitations import filter_visible
from accounts.models import Invitation, SessionToRevoke, TmdbLink, User

MAX_LINKS = 20  # handed out at once: each is shown in a message, and a cookie takes some 4 kB of them
DEFAULT_DURATION = timedelta(days=14)  # for which an invitation is good


def _is_admin(request: HttpRequest) -> bool:
    return request.user.is_superuser


def _record_changes(request: HttpRequest, member: User, fields: set[str]) -> None:
    """Record what an admin changed of what a member may do."""
    if {"is_staff", "is_superuser"} & fields:
        events.record(Event.ROLE_CHANGED, member, by=request.user.pk, role=events.role_of(member))
    if "is_active" in fields:
        event = Event.MEMBER_ENABLED if member.is_active else Event.MEMBER_DISABLED
        events.record(event, member, by=request.user.pk)


@admin.register(User)
class MemberAdmin(HostAdmin[User], UserAdmin[User]):
    form = MemberForm
    list_display = ("username", "email", "is_staff", "is_active", "linked", "is_private", "last_login", "date_joined")
    list_filter = ("is_staff", "is_superuser", "is_active", "is_private", "tmdb_link__state")
    search_fields = ("username", "email", "tmdb_link__username")
    list_select_related = ("tmdb_link",)
    date_hierarchy = "date_joined"
    actions = ("hand_out_link", "take_second_factor")
    fieldsets = (
        (None, {"fields": ("username", "password", "email")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser")}),
        (
            "How they read",
            {"fields": ("language", "region", "theme", "time_zone", "providers", "include_adult", "is_private")},
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    host_fieldsets = (
        (None, {"fields": ("username", "email", "is_private")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return all fields to admins; how a member reads, and what they pay for, is no host's business."""
        return super().get_fieldsets(request, obj) if _is_admin(request) else self.host_fieldsets

    @admin.display(description="TMDB", ordering="tmdb_link__username")
    def linked(self, member: User) -> str:
        link = getattr(member, "tmdb_link", None)
        return f"{link.username} ({link.get_state_display()})" if link else ""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if {"is_staff", "is_superuser"} & set(form.changed_data):
            obj.role_changed_at = timezone.now()
        super().save_model(request, obj, form, change)
        _record_changes(request, obj, set(form.changed_data))

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            events.record(Event.PASSWORD_CHANGED, self.get_object(request, id), by=request.user.pk)
        return response

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Protect the only admin, as long as there are other members.

        What is a member's goes with them, also what the admin can otherwise only look at.
        """
        objects, counts, _, protected = super().get_deleted_objects(objs, request)
        if roles.would_leave_no_admin(objs):
            protected = [*protected, "The club would be left without an admin."]
        return objects, counts, set(), protected

    @admin.action(description="Hand out a link that sets a new password")
    def hand_out_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        if queryset.count() > MAX_LINKS:
            messages.error(request, f"Choose {MAX_LINKS} members at most. No link was handed out.")
            return
        for member in self._recoverable_members(request, queryset):
            link = account_recovery.build_password_link(request, member)
            messages.success(request, f"For {member}, good once and for three days: {link}")
            events.record(Event.PASSWORD_LINK_CREATED, member, by=request.user.pk)
            self.log_change(request, member, "A link for a new password was handed out.")

    @admin.action(description="Take away passkeys and second factor")
    def take_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for member in self._recoverable_members(request, queryset):
            number = account_recovery.second_factor_remove(member)
            events.record(Event.AUTHENTICATOR_REMOVED, member, by=request.user.pk, type="all")
            messages.success(request, f"{member} signs in by password alone now." if number else f"{member} had none.")
            self.log_change(request, member, "Passkeys and second factor were taken away.")

    def _recoverable_members(self, request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        """Return the members, or none of them, and say why, if there is one whom the viewer may not help."""
        members = list(queryset)
        helper = member_of(request)
        if any(not roles.may_recover(helper, member) for member in members):
            messages.error(request, "Not for yourself, and for hosts and admins only by an admin.")
            return []
        return members


@admin.register(TmdbLink)
class TmdbLinkAdmin(HostAdmin[TmdbLink]):
    """The state of a link; the session is shown nowhere."""

    list_display = ("user", "username", "account_id", "state", "linked_at", "revoked_at")
    list_filter = ("state", "linked_at")
    search_fields = ("user__username", "username", "account_id")
    list_select_related = ("user",)
    fields = readonly_fields = ("user", "username", "account_id", "state", "linked_at", "revoked_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: TmdbLink) -> None:
        tmdb_link.link_remove(user=obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[TmdbLink]) -> None:
        for link in queryset.select_related("user"):
            tmdb_link.link_remove(user=link.user)


@admin.register(SessionToRevoke)
class SessionToRevokeAdmin(admin.ModelAdmin[SessionToRevoke]):
    """Which sessions wait for their end, and since when."""

    list_display = fields = readonly_fields = ("id", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Invitation)
class InvitationAdmin(HostAdmin[Invitation]):
    form = InvitationAdminForm
    list_display = ("__str__", "created_by", "for_host", "used", "expires_at", "created_at", "open_now")
    list_filter = ("for_host", "expires_at", "created_at")
    search_fields = ("note", "created_by__username")
    list_select_related = ("created_by",)
    fields = ("note", "max_uses", "expires_at", "for_host", "link", "created_by", "uses", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Invitation | None = None) -> tuple[str, ...]:
        """Keep hosts from making hosts, and an invitation that was sent as it was: used, it stays used."""
        fixed = ("max_uses", "expires_at", "for_host") if obj else () if _is_admin(request) else ("for_host",)
        return ("link", "created_by", "uses", "created_at", *fixed)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return filter_visible(member_of(request), super().get_queryset(request))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"expires_at": timezone.now() + DEFAULT_DURATION} | super().get_changeform_initial_data(request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Invitation | None:
        """Return the invitation with its link, under the host by which this site is seen now."""
        invitation = super().get_object(request, object_id, from_field)
        if invitation:
            invitation.full_url = request.build_absolute_uri(invitation.get_absolute_url())
        return invitation

    def save_model(self, request: HttpRequest, obj: Invitation, form: object, change: bool) -> None:
        if not change and is_member(request):
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None) -> HttpResponse:
        messages.info(request, f"Its link: {request.build_absolute_uri(obj.get_absolute_url())}")
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description="used")
    def used(self, invitation: Invitation) -> str:
        return f"{invitation.uses} of {invitation.max_uses}"

    @admin.display(description="open", boolean=True)
    def open_now(self, invitation: Invitation) -> bool:
        return invitation.is_open

    @admin.display(description="link")
    def link(self, invitation: Invitation) -> str:
        return invitation.full_url if invitation.pk and invitation.is_open else ""
