"""Other orders of a show's episodes."""

from typing import Any

import pytest

from catalog.pages.title.sections.orders import content
from tests.catalog.answers import ODD_VALUES, section_request


@pytest.mark.parametrize(
    ("kind", "line"),
    [(3, "73 episodes in 8 parts, as on disc"), (99, "73 episodes in 8 parts"), (None, "73 episodes in 8 parts")],
)
def test_an_order_says_its_size_and_kind(kind: int | None, line: str) -> None:
    row = {"id": "5acf", "name": "DVD", "type": kind, "episode_count": 73, "group_count": 8, "description": "Discs."}
    [order] = content({"episode_groups": {"results": [row]}}, section_request("tv"), {})
    assert (order.name, order.url, order.line) == ("DVD", "/tv/603/order/5acf/", line)
    assert order.description == "Discs."


def test_an_order_without_a_name_is_nameless() -> None:
    [order] = content({"episode_groups": {"results": [{"id": "5acf"}]}}, section_request("tv"), {})
    assert order.name == "Nameless"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_orders(odd: Any) -> None:
    assert content({"episode_groups": odd}, section_request("tv"), {}) == []
    assert content({"episode_groups": {"results": [{"id": 7}, odd]}}, section_request("tv"), {}) == []
