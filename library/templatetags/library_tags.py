"""Template tags for the library: ratings in words, and whether a merge waits for its member."""

from typing import Any

from django import template

from library.display import title_buttons
from library.models import Sync

register = template.Library()
register.filter("format_rating", title_buttons.format_rating)


@register.simple_tag
def merge_is_pending(user: Any) -> bool:
    """Return whether nothing moves between the site and TMDB until the member has chosen how to merge."""
    return Sync.objects.filter(user=user, confirmed_at=None, user__tmdb_link__state="active").exists()
