"""The admin's "View on site", for whoever may open the row in the admin.

Django's own leads any host to any row's page, and that address alone tells a private list's name, or the secret of an
invitation.
"""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

MAX_DIGITS = 9  # of a content type's id


def view_on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Redirect to the row's page. Raises PermissionDenied and Http404."""
    kind = _content_type(content_type_id)
    model = kind.model_class() if kind else None
    if model is None or not admin.site.is_registered(model):
        raise Http404
    pages = admin.site.get_model_admin(model)
    row = pages.get_object(request, object_id)
    if row is None:
        raise Http404
    if not pages.has_view_or_change_permission(request, row):
        raise PermissionDenied
    return shortcut(request, content_type_id, object_id)


def _content_type(number: str) -> ContentType | None:
    """Return the one of that id, written in plain digits: Python takes "+11" and "1_1" for numbers, too."""
    if not (number.isascii() and number.isdecimal() and len(number) <= MAX_DIGITS):
        return None
    return ContentType.objects.filter(pk=int(number)).first()
