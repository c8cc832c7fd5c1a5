"""Ratings, lists and the outbox, for the operator."""

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from library import outbox
from library.models import Intent, List, ListItem, Mark, Rating, Sync, Title


@admin.register(Intent)
class IntentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "what", "title", "wish", "state", "attempts", "wished_at", "due_at", "trouble")
    list_filter = ("state", "what", "wished_at")
    search_fields = ("user__username", "title__name", "trouble")
    list_select_related = ("user", "title")
    date_hierarchy = "wished_at"
    actions = ("retry",)
    readonly_fields = [field.name for field in Intent._meta.fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description="Try again now")
    def retry(self, request: HttpRequest, queryset: QuerySet[Intent]) -> None:
        number = outbox.retry(queryset)
        self.message_user(request, f"{number} will be tried again.", messages.SUCCESS)


@admin.register(Rating)
class RatingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "title", "value", "rated_at", "changed_at")
    list_filter = ("title__kind", "rated_at")
    search_fields = ("user__username", "title__name")
    list_select_related = ("user", "title")
    autocomplete_fields = ("user", "title")


@admin.register(Mark)
class MarkAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "title", "kind", "marked_at")
    list_filter = ("kind", "title__kind", "marked_at")
    search_fields = ("user__username", "title__name")
    list_select_related = ("user", "title")
    autocomplete_fields = ("user", "title")


class ListItemInline(admin.TabularInline):  # type: ignore[type-arg]
    model = ListItem
    autocomplete_fields = ("title",)
    extra = 0


@admin.register(List)
class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "user", "films", "audience", "tmdb_id", "changed_at")
    list_filter = ("audience", "changed_at")
    search_fields = ("name", "user__username")
    list_select_related = ("user",)
    autocomplete_fields = ("user",)
    inlines = (ListItemInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[List]:
        found: QuerySet[List] = super().get_queryset(request).annotate(number_of_films=Count("items"))
        return found

    @admin.display(description="films", ordering="number_of_films")
    def films(self, obj: List) -> int:
        return int(getattr(obj, "number_of_films", 0))


@admin.register(Title)
class TitleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "kind", "tmdb_id", "date", "is_gone", "filled_at")
    list_filter = ("kind", "is_gone")
    search_fields = ("name", "original_name", "show_name", "tmdb_id")


@admin.register(Sync)
class SyncAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "state", "started_at", "finished_at", "done", "total", "trouble")
    list_filter = ("state",)
    search_fields = ("user__username",)
    list_select_related = ("user",)
    readonly_fields = [field.name for field in Sync._meta.fields]
