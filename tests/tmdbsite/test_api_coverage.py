"""docs/api.md is true, and every operation is used for something."""

import ast

import pytest
from django.core.management import call_command

from tmdbsite import api_coverage


@pytest.mark.parametrize("row", api_coverage.rows(), ids=lambda row: row.operation.id)
def test_an_operation_has_a_method_a_handler_and_a_user(row: api_coverage.Row) -> None:
    assert row.method
    assert row.handler
    assert row.users, "no page and no task uses it"


def test_the_table_is_up_to_date() -> None:
    call_command("api_docs", "--check")


def test_what_is_appended_counts_as_used() -> None:
    source = 'PARTS = ("credits",)\nask.tv.details(1, append_to_response=(*PARTS, f"season/{n}/images"))'
    used = set(api_coverage._used(ast.parse(source)))
    assert used == {"tv-series-details", "tv-series-credits", "tv-season-images"}
    assert set(api_coverage._used(ast.parse("ask.tv.nothing(1)\nprint('credits')"))) == set()
