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
READS = sorted((one for one in OPERATIONS.values() if one.method == "GET"), key=lambda one: one.path.count("{"))


@pytest.mark.parametrize("row", api_coverage.rows(), ids=lambda row: row.operation.id)
def test_an_operation_has_a_method_a_handler_and_a_user(row: api_coverage.Row) -> None:
    assert row.method
    assert row.handler
    assert row.users, "no page and no task uses it"


def test_the_table_is_up_to_date() -> None:
    text = api_coverage.as_markdown(api_coverage.rows())
    assert (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8") == text, "python -m tools.api_docs"


@pytest.mark.django_db
@pytest.mark.parametrize("entry", list(api_pages.entries()), ids=lambda entry: entry.label)
def test_a_page_asks_tmdb_for_what_the_table_says(visitor: Client, stand_in: StandIn, entry: api_pages.Entry) -> None:
    assert visitor.get(entry.address).status_code in {200, 302}
    asked = {identity for call in stand_in.page_calls for identity in _operations(call)}
    wanted = set(api_pages.asked(entry))
    if entry.label.endswith(": changes") and entry.behind in {"Season", "Episode"}:
        behind = next(one for one in api_pages.entries() if one.label == entry.behind)
        wanted |= set(api_pages.asked(behind))  # which tells the part's own id
    assert asked == wanted - {call.operation.id for call in tasks.reference_calls()}


def _operations(call: str) -> set[str]:
    """Of a request that the stand-in got: its own operation, and those of the parts appended to it."""
    path, _, query = call.partition("?")
    found = next(one for one in READS if re.fullmatch(re.sub(r"{\w+}", "[^/]+", one.path), path))
    parts = parse_qs(query).get("append_to_response", [""])[0].split(",")
    return {found.id} | {identity for part in parts if part and (identity := api_pages.part_of(found.path, part))}


def test_every_page_of_the_catalogue_is_in_the_table() -> None:
    listed = {api_pages.name(entry) for entry in api_pages.entries()}
    assert {pattern.name for pattern in urls.urlpatterns} - WITHOUT == listed


def test_every_module_that_asks_tmdb_is_in_the_table() -> None:
    base = Path(settings.BASE_DIR)
    asking = {
        path
        for package in ("catalog", "accounts", "library", "tmdbsite")
        for path in (base / package).rglob("*.py")
        if set(api_coverage._used(ast.parse(path.read_text(encoding="utf-8"))))
    }
    pages = {base / "catalog" / name for name in ("pages", "discover", "search")}
    assert {path for path in asking if not pages & {*path.parents}} == set(api_coverage.ELSEWHERE) - {
        path for path in api_coverage.ELSEWHERE if pages & {*path.parents}
    }


def test_what_is_appended_counts_as_used() -> None:
    source = 'PARTS = ("credits",)\nask.tv.details(1, append_to_response=(*PARTS, f"season/{n}/images"))'
    used = set(api_coverage._used(ast.parse(source)))
    assert used == {"tv-series-details", "tv-series-credits", "tv-season-images"}
    assert set(api_coverage._used(ast.parse("ask.tv.nothing(1)\nprint('credits')"))) == set()
