"""The admin's "View on site", for those who may open the row in the admin.

Django's own redirects any host to any row's page, whose address alone tells a private list's name or the secret of an
invitation.
"""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from catalog.numbers import parse_number

MAX_ID_DIGITS = 9  # of a content type's id


def view_on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Redirect to a row's page.

    Raises PermissionDenied and Http404.
    """
    content_type = _find_content_type(content_type_id)
    model = content_type.model_class() if content_type else None
    if model is None or not admin.site.is_registered(model):
        raise Http404
    model_admin = admin.site.get_model_admin(model)
    row = model_admin.get_object(request, object_id)
    if row is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    return shortcut(request, content_type_id, object_id)


def _find_content_type(number: str) -> ContentType | None:
    """Return the content type of that id, if there is one."""
    return ContentType.objects.filter(pk=parse_number(number, MAX_ID_DIGITS) or 0).first()
