"""Members, links and invitations, for the operator."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import linking
from accounts.models import Invitation, TmdbLink, User


@admin.register(User)
class MemberAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "is_staff", "is_active", "linked", "is_private", "last_login", "date_joined")
    list_filter = ("is_staff", "is_superuser", "is_active", "is_private", "tmdb_link__state")
    search_fields = ("username", "email", "tmdb_link__username")
    list_select_related = ("tmdb_link",)
    date_hierarchy = "date_joined"
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (
            "How they read",
            {"fields": ("language", "region", "theme", "time_zone", "providers", "include_adult", "is_private")},
        ),
    )

    @admin.display(description="TMDB", ordering="tmdb_link__username")
    def linked(self, member: User) -> str:
        link = getattr(member, "tmdb_link", None)
        return f"{link.username} ({link.get_state_display()})" if link else ""


@admin.register(TmdbLink)
class TmdbLinkAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Its state; the session is shown nowhere."""

    list_display = ("user", "username", "account_id", "state", "linked_at", "revoked_at")
    list_filter = ("state", "linked_at")
    search_fields = ("user__username", "username", "account_id")
    list_select_related = ("user",)
    fields = readonly_fields = ("user", "username", "account_id", "state", "linked_at", "revoked_at")
    actions = ("remove",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: TmdbLink) -> None:
        linking.link_remove(user=obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[TmdbLink]) -> None:
        for link in queryset.select_related("user"):
            linking.link_remove(user=link.user)

    @admin.action(description="Unlink: end the session at TMDB")
    def remove(self, request: HttpRequest, queryset: QuerySet[TmdbLink]) -> None:
        self.delete_queryset(request, queryset)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "made_by", "for_host", "used", "expires_at", "made_at", "is_open")
    list_filter = ("for_host", "expires_at", "made_at")
    search_fields = ("note", "made_by__username")
    list_select_related = ("made_by",)
    readonly_fields = ("link", "made_by", "uses", "made_at")
    fields = ("note", "max_uses", "expires_at", "for_host", "link", "made_by", "uses", "made_at")

    def save_model(self, request: HttpRequest, obj: Invitation, form: object, change: bool) -> None:
        if not change and isinstance(request.user, User):
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="used")
    def used(self, invitation: Invitation) -> str:
        return f"{invitation.uses} of {invitation.max_uses}"

    @admin.display(description="link")
    def link(self, invitation: Invitation) -> str:
        return invitation.get_absolute_url() if invitation.pk and invitation.is_open else ""
