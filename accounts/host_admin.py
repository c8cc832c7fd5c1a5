"""What an admin page needs so that hosts may open it: they see its columns, and can find out nothing else."""

from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

Row = TypeVar("Row", bound=Model)


class HostAdmin(admin.ModelAdmin[Row]):
    """Base of the pages that hosts may open. Admins (`is_superuser`) are not limited."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Return whether a list may be filtered so; by a host only in the ways that the page offers.

        Django lets any column of the row through, so that a text which isn't shown could be guessed letter by letter.
        """
        allowed = super().lookup_allowed(lookup, value, request)
        if request.user.is_superuser:
            return allowed
        fields = [row[0] if isinstance(row, tuple) else str(row) for row in self.get_list_filter(request)]
        fields += [self.date_hierarchy] if self.date_hierarchy else []
        return allowed and any(lookup == field or lookup.startswith(f"{field}__") for field in fields)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what was done with a row, to admins.

        Raises PermissionDenied for hosts: entries quote what they are about.
        """
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)
