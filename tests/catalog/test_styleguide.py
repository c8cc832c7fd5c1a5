"""The style guide: every part of the site with sample data."""

import re

from django.test import Client


def test_style_guide_shows_every_partial(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    blocks = {
        "card",
        "person-card",
        "shelf",
        "grid",
        "hero",
        "title",
        "person-header",
        "facts",
        "chips",
        "pager",
        "score",
    }
    blocks |= {"credit-list", "crew", "video", "gallery", "providers", "review", "notice", "empty", "field", "tabs"}
    blocks |= {"season-row", "episode-row", "filmography", "breadcrumb", "external-links", "filters", "stars", "toast"}
    blocks |= {"collection-banner", "shelf-head"}
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert blocks <= shown


def test_style_guide_has_its_pictures(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    missing = {src for src in re.findall(r'src="(/demo/[^"]+)"', html) if client.get(src).status_code != 200}
    assert not missing
