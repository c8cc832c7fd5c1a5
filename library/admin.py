"""Ratings, lists and the outbox, for the operator. What is changed here goes to TMDB as if the member had done it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from library import outbox, services
from library.models import Intent, List, ListItem, Mark, Rating, Sync, Title
from library.sync import sync_ask


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Kept by the site itself: to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for one in queryset:
            self.delete_model(request, one)


@admin.register(Intent)
class IntentAdmin(ReadOnly):
    list_display = ("user", "what", "title", "wish", "state", "attempts", "wished_at", "due_at", "trouble")
    list_filter = ("state", "what", "wished_at")
    search_fields = ("user__username", "title__name", "title__tmdb_id", "trouble")
    list_select_related = ("user", "title")
    date_hierarchy = "wished_at"
    actions = ("retry", "drop")
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # dropping says what it does

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intent]:
        found: QuerySet[Intent] = super().get_queryset(request).select_related("user", "title")
        return found

    @admin.action(description="Try again now", permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Intent]) -> None:
        number = outbox.retry(queryset)
        self.message_user(request, f"{number} will be tried again.", messages.SUCCESS)

    @admin.action(description="Drop: TMDB is not told, and the next sync takes its word", permissions=["view"])
    def drop(self, request: HttpRequest, queryset: QuerySet[Intent]) -> None:
        self.message_user(request, f"{outbox.drop(queryset)} dropped.", messages.SUCCESS)


@admin.register(Rating)
class RatingAdmin(ReadOnly):
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
class MarkAdmin(ReadOnly):
    list_display = ("user", "title", "kind", "marked_at")
    list_filter = ("kind", "title__kind", "marked_at")
    search_fields = ("user__username", "title__name", "title__tmdb_id")
    list_select_related = ("user", "title")
    date_hierarchy = "marked_at"

    def delete_model(self, request: HttpRequest, obj: Mark) -> None:
        services.mark_set(user=obj.user, title=obj.title, kind=obj.kind, on=False)


class ListItemInline(admin.TabularInline):  # type: ignore[type-arg]
    model = ListItem
    fields = ("title", "position", "changed_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListItem]:
        found: QuerySet[ListItem] = super().get_queryset(request).select_related("title", "list")
        return found


@admin.register(List)
class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "user", "films", "audience", "tmdb_id", "changed_at")
    list_filter = ("audience", "changed_at")
    search_fields = ("name", "user__username", "tmdb_id")
    list_select_related = ("user",)
    readonly_fields = ("user", "tmdb_id", "created_at", "changed_at")
    inlines = (ListItemInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[List]:
        found: QuerySet[List] = super().get_queryset(request).annotate(number_of_films=Count("items"))
        return found

    def delete_model(self, request: HttpRequest, obj: List) -> None:
        services.list_delete(list_=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[List]) -> None:
        for one in queryset:
            services.list_delete(list_=one)

    @admin.display(description="films", ordering="number_of_films")
    def films(self, obj: List) -> int:
        return int(getattr(obj, "number_of_films", 0))


@admin.register(Title)
class TitleAdmin(ReadOnly):
    list_display = ("__str__", "kind", "tmdb_id", "date", "is_gone", "filled_at")
    list_filter = ("kind", "is_gone", ("filled_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "original_name", "show_name", "tmdb_id")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # it would take everybody's ratings with it


@admin.register(Sync)
class SyncAdmin(ReadOnly):
    list_display = (
        "user", "state", "started_at", "finished_at", "pages", "agreed_at", "paused_until", "pause_reason", "trouble"
    )  # fmt: skip
    list_filter = ("state", ("agreed_at", admin.EmptyFieldListFilter), ("paused_until", admin.EmptyFieldListFilter))
    search_fields = ("user__username", "trouble")
    list_select_related = ("user",)
    actions = ("sync_now",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="pages")
    def pages(self, obj: Sync) -> str:
        return f"{obj.done} of {obj.total}" if obj.total else ""

    @admin.action(description="Bring into step now", permissions=["view"])
    def sync_now(self, request: HttpRequest, queryset: QuerySet[Sync]) -> None:
        for row in queryset.select_related("user"):
            outbox.go_on(row.user_id)
            sync_ask(row.user)
        self.message_user(request, "They will be brought into step.", messages.SUCCESS)
