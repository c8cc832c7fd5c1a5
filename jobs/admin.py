"""The admin's list of runs, to read only. The operator's page shows the latest of them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jobs.models import Run


@admin.register(Run)
class RunAdmin(admin.ModelAdmin[Run]):
    list_display = ("job", "state", "started_at", "duration", "result")
    list_filter = ("state", "job")
    date_hierarchy = "started_at"

    @admin.display(description="words")
    def duration(self, run: Run) -> str:
        return run.duration

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
