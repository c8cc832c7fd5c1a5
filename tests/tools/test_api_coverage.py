"""docs/api.md is true: every operation is used for something, and each page asks for just what it says."""

import ast
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.test import Client

from catalog import tasks, urls
from tests.stand_in import StandIn
from tmdb import OPERATIONS
from tools import api_coverage, api_pages

# Addresses that answer without a page of TMDB's: a part of a page, a form, what the site itself knows.
WITHOUT = {"suggest", "preferences", "credits", "styleguide", "discover", "movers"}
READS = sorted((row for row in OPERATIONS.values() if row.method == "GET"), key=lambda row: row.path.count("{"))


@pytest.mark.parametrize("row", api_coverage.build_rows(), ids=lambda row: row.operation.id)
def test_an_operation_has_a_method_a_handler_and_a_user(row: api_coverage.OperationRow) -> None:
    assert row.method
    assert row.handler
    assert row.users, "no page and no task uses it"


def test_the_table_is_up_to_date() -> None:
    text = api_coverage.render_markdown(api_coverage.build_rows())
    assert (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8") == text, "python -m tools.api_docs"


@pytest.mark.django_db
@pytest.mark.parametrize("entry", list(api_pages.list_pages()), ids=lambda entry: entry.label)
def test_a_page_asks_tmdb_for_what_the_table_says(
    visitor: Client, stand_in: StandIn, entry: api_pages.PageEntry
) -> None:
    assert visitor.get(entry.address).status_code in {200, 302}
    requested = {identity for call in stand_in.page_calls for identity in _operations(call)}
    listed = set(api_pages.list_operations(entry))
    if entry.label.endswith(": changes") and entry.behind in {"Season", "Episode"}:
        behind = next(page for page in api_pages.list_pages() if page.label == entry.behind)
        listed |= set(api_pages.list_operations(behind))  # which tells the part's own id
    assert requested == listed - {call.operation.id for call in tasks.reference_calls()}


def _operations(call: str) -> set[str]:
    """Return the operation of a request to the stand-in, and those of its appended parts."""
    path, _, query = call.partition("?")
    operation = next(row for row in READS if re.fullmatch(re.sub(r"{\w+}", "[^/]+", row.path), path))
    parts = parse_qs(query).get("append_to_response", [""])[0].split(",")
    appended = {api_pages.find_part(operation.path, part) for part in parts if part}
    return {operation.id, *filter(None, appended)}


def test_every_page_of_the_catalogue_is_in_the_table() -> None:
    listed = {api_pages.get_url_name(entry) for entry in api_pages.list_pages()}
    assert {pattern.name for pattern in urls.urlpatterns} - WITHOUT == listed


def test_every_module_that_asks_tmdb_is_in_the_table() -> None:
    base = Path(settings.BASE_DIR)
    callers = {
        path
        for package in ("catalog", "accounts", "library", "tmdbsite")
        for path in (base / package).rglob("*.py")
        if set(api_coverage.find_operations(ast.parse(path.read_text(encoding="utf-8"))))
    }
    pages = {base / "catalog" / name for name in ("pages", "discover", "search")}
    assert {path for path in callers if not pages & {*path.parents}} == set(api_coverage.OTHER_MODULES) - {
        path for path in api_coverage.OTHER_MODULES if pages & {*path.parents}
    }


def test_what_is_appended_counts_as_used() -> None:
    source = 'PARTS = ("credits",)\napi.tv.details(1, append_to_response=(*PARTS, f"season/{n}/images"))'
    used = set(api_coverage.find_operations(ast.parse(source)))
    assert used == {"tv-series-details", "tv-series-credits", "tv-season-images"}
    assert set(api_coverage.find_operations(ast.parse("api.tv.nothing(1)\nprint('credits')"))) == set()
