"""The page of recent changes to a season or an episode."""

import pytest

from catalog.pages.title.part_changes import PartChangesPage
from tests.catalog.answers import GERMAN, answer


@pytest.mark.parametrize(
    ("kind", "operation"), [("season", "tv-season-changes-by-id"), ("episode", "tv-episode-changes-by-id")]
)
def test_changes_are_asked_for_by_the_parts_own_id(kind: str, operation: str) -> None:
    [call] = PartChangesPage(kind, 3624, "Season 1", "/tv/1399/season/1/", GERMAN).calls().values()
    assert call.operation.id == operation
    assert "3624" in call.key


def test_the_page_leads_back_to_its_part() -> None:
    page = PartChangesPage("season", 3624, "Season 1", "/tv/1399/season/1/", GERMAN)
    view = page.view({"changes": answer({"changes": [{"key": "name", "items": [{"value": "One"}]}]})})
    assert view.metadata.title == "Season 1: changes"
    assert view.crumbs == [("Season 1", "/tv/1399/season/1/")]
    assert [field.label for field in view.content] == ["Name"]
