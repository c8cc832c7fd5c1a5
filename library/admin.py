"""Ratings, lists and the outbox, for admins. What is changed here goes to TMDB as if the member had done it.

Hosts see the syncs alone, without what they are about (`tmdbsite/hosts.py`).
"""

from typing import Any, TypeVar

from django.contrib import admin, messages
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest

from accounts.host_admin import HostAdmin
from library import services
from library.models import List, ListItem, Mark, OutboxEntry, Rating, Sync, Title
from library.sync import outbox
from library.sync.sync import sync_request

Row = TypeVar("Row", bound=Model)


class ReadOnly(admin.ModelAdmin[Row]):
    """Rows that the site itself writes, only to be looked at and deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


@admin.register(OutboxEntry)
class OutboxEntryAdmin(ReadOnly[OutboxEntry]):
    list_display = ("user", "action", "title", "desired", "state", "attempts", "enqueued_at", "due_at", "problem")
    list_filter = ("state", "action", "enqueued_at")
    search_fields = ("user__username", "title__name", "title__tmdb_id", "problem")
    list_select_related = ("user", "title")
    date_hierarchy = "enqueued_at"
    actions = ("retry", "drop")
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # dropping says what it does

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxEntry]:
        return super().get_queryset(request).select_related("user", "title")

    @admin.action(description="Try again now", permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[OutboxEntry]) -> None:
        number = outbox.retry(queryset)
        self.message_user(request, f"{number} will be tried again.", messages.SUCCESS)

    @admin.action(description="Drop: TMDB is not told, and the next sync takes its word", permissions=["view"])
    def drop(self, request: HttpRequest, queryset: QuerySet[OutboxEntry]) -> None:
        self.message_user(request, f"{outbox.drop(queryset)} dropped.", messages.SUCCESS)


@admin.register(Rating)
class RatingAdmin(ReadOnly[Rating]):
    list_display = ("user", "title", "value", "rated_at", "changed_at")
    list_filter = ("title__kind", "rated_at")
    search_fields = ("user__username", "title__name", "title__tmdb_id")
    list_select_related = ("user", "title")
    date_hierarchy = "rated_at"

    @admin.display(ordering="halves")
    def value(self, obj: Rating) -> str:
        return f"{obj.value:g}"

    def delete_model(self, request: HttpRequest, obj: Rating) -> None:
        services.rating_clear(user=obj.user, title=obj.title)


@admin.register(Mark)
class MarkAdmin(ReadOnly[Mark]):
    list_display = ("user", "title", "kind", "marked_at")
    list_filter = ("kind", "title__kind", "marked_at")
    search_fields = ("user__username", "title__name", "title__tmdb_id")
    list_select_related = ("user", "title")
    date_hierarchy = "marked_at"

    def delete_model(self, request: HttpRequest, obj: Mark) -> None:
        services.mark_set(user=obj.user, title=obj.title, kind=obj.kind, on=False)


class ListItemInline(admin.TabularInline[ListItem, List]):
    model = ListItem
    fields = ("title", "position", "changed_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListItem]:
        return super().get_queryset(request).select_related("title", "list")


@admin.register(List)
class ListAdmin(admin.ModelAdmin[List]):
    list_display = ("name", "user", "films", "audience", "tmdb_id", "changed_at")
    list_filter = ("audience", "changed_at")
    search_fields = ("name", "user__username", "tmdb_id")
    list_select_related = ("user",)
    readonly_fields = ("user", "tmdb_id", "created_at", "changed_at")
    inlines = (ListItemInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[List]:
        return super().get_queryset(request).annotate(number_of_films=Count("items"))

    def delete_model(self, request: HttpRequest, obj: List) -> None:
        services.list_delete(list_=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[List]) -> None:
        for list_ in queryset:
            services.list_delete(list_=list_)

    @admin.display(description="films", ordering="number_of_films")
    def films(self, obj: List) -> int:
        return int(getattr(obj, "number_of_films", 0))


@admin.register(Title)
class TitleAdmin(ReadOnly[Title]):
    list_display = ("__str__", "kind", "tmdb_id", "date", "is_gone", "filled_at")
    list_filter = ("kind", "is_gone", ("filled_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "original_name", "show_name", "tmdb_id")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # it would take everybody's ratings with it


@admin.register(Sync)
class SyncAdmin(HostAdmin[Sync], ReadOnly[Sync]):
    """How each member's sync stands. `counts` is all that hosts see of it."""

    counts = (
        "user",
        "state",
        "waiting",
        "refused",
        "pages",
        "started_at",
        "finished_at",
        "confirmed_at",
        "backoff_until",
    )
    list_filter = ("state", ("confirmed_at", admin.EmptyFieldListFilter), ("backoff_until", admin.EmptyFieldListFilter))
    search_fields = ("user__username",)
    list_select_related = ("user",)
    actions = ("sync_now", "retry")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.counts, *(("backoff_reason", "problem") if _is_admin(request) else ()))

    def get_fields(self, request: HttpRequest, obj: Sync | None = None) -> Any:
        return super().get_fields(request, obj) if _is_admin(request) else self.counts

    def get_readonly_fields(self, request: HttpRequest, obj: Sync | None = None) -> Any:
        return ("waiting", "refused", "pages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sync]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                number_waiting=Count(
                    "user__outbox_entries", filter=Q(user__outbox_entries__state=OutboxEntry.State.WAITING)
                ),
                number_refused=Count(
                    "user__outbox_entries", filter=Q(user__outbox_entries__state=OutboxEntry.State.FAILED)
                ),
            )
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="wait", ordering="number_waiting")
    def waiting(self, obj: Sync) -> int:
        return int(getattr(obj, "number_waiting", 0))

    @admin.display(description="refused", ordering="number_refused")
    def refused(self, obj: Sync) -> int:
        return int(getattr(obj, "number_refused", 0))

    @admin.display(description="pages")
    def pages(self, obj: Sync) -> str:
        return f"{obj.done} of {obj.total}" if obj.total else ""

    @admin.action(description="Sync now", permissions=["view"])
    def sync_now(self, request: HttpRequest, queryset: QuerySet[Sync]) -> None:
        for row in queryset.select_related("user"):
            outbox.resume(row.user_id)
            sync_request(row.user)
        self.message_user(request, "They will be synced.", messages.SUCCESS)

    @admin.action(description="Try again now what waits or was refused", permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Sync]) -> None:
        number = outbox.retry(OutboxEntry.objects.filter(user_id__in=list(queryset.values_list("user_id", flat=True))))
        self.message_user(request, f"{number} will be tried again.", messages.SUCCESS)


def _is_admin(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)
