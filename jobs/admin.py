"""Runs of jobs, to look at: what is in a list on the operator's page, for as long as it is kept."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jobs.models import Run


@admin.register(Run)
class RunAdmin(admin.ModelAdmin[Run]):
    list_display = ("job", "state", "started_at", "words", "result")
    list_filter = ("state", "job")
    date_hierarchy = "started_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
