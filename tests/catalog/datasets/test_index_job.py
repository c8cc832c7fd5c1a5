"""The job that builds the index, and what visitors have of it."""

import pytest
from django.test import Client

from catalog import search
from catalog.datasets import index_source
from catalog.datasets.export_download import fetch
from catalog.datasets.exports import Export
from catalog.models import PopularityPoint
from jobs import runner
from jobs.models import Run
from tests.catalog.conftest import TODAY
from tests.conftest import get_page
from tests.stand_in import DOWN, StandIn


def test_the_jobs_of_a_morning(visitor: Client) -> None:
    runner.run("exports")
    row = runner.run("index")
    assert "titles" in row.result
    assert "The Matrix" in [hit.name for hit in search.title_index().find("matirx")]
    assert search.title_index().find("spirited away")[0].id == 129  # by the name that the charts have
    runner.run("popularity")
    assert PopularityPoint.objects.filter(kind="movie").count() == 448
    assert Run.objects.filter(state="done").count() == 3
    body = get_page(visitor, "/search/suggest/?q=matirx")
    assert "The Matrix" in body
    assert "1999" in body


def test_suggestions_cost_no_request_and_search_falls_back_on_them(visitor: Client, stand_in: StandIn) -> None:
    runner.run("exports")
    runner.run("index")
    stand_in.calls.clear()
    assert "Amélie" in get_page(visitor, "/search/suggest/?q=amelie") or "Poulain" in get_page(
        visitor, "/search/suggest/?q=amelie"
    )
    assert stand_in.calls == []
    assert "Did you mean" in get_page(visitor, "/search/?q=matirx")
    stand_in.fault = DOWN
    body = get_page(visitor, "/search/?q=godfather")
    assert "titles that this site keeps itself" in body
    assert "The Godfather" in body


def test_an_index_is_built_without_charts_while_tmdb_is_down(stand_in: StandIn) -> None:
    runner.run("exports")
    stand_in.fault = DOWN
    runner.run("index")
    assert search.title_index().find("keanu reeves")[0].id == 6384


def test_of_people_the_best_known_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [Export("person", TODAY)]
    fetch(files[0])
    assert index_source.person_cutoff(files) == -1.0
    everybody = list(index_source.read_titles(files, -1.0))
    monkeypatch.setattr(index_source, "MAX_PEOPLE", 10)
    cutoff = index_source.person_cutoff(files)
    people = list(index_source.read_titles(files, cutoff))
    assert 0 < len(people) <= 10
    assert people == [row for row in everybody if row[3] > cutoff]


def test_how_far_the_building_is_only_grows() -> None:
    reported: list[int] = []
    progress = index_source.BuildProgress(lambda done, total, step: reported.append(done), 100)  # type: ignore[arg-type]
    progress.report_read(50)
    progress.report_read(100)
    for step in (index_source.WORDS, index_source.SPELLINGS):
        progress(step, 0, 0)
        progress(step, 10, 10)
    assert reported == sorted(reported)
    assert reported[-1] == 1000
