"""The jobs that keep popularity, of the day and of the past, and the curves made of it."""

from django.test import Client

from catalog.datasets import exports, popularity_file
from catalog.models import PopularityPoint
from jobs import runner
from tests.conftest import get_page


def test_the_past_is_filled_in_and_drawn(visitor: Client) -> None:
    runner.run("exports")
    runner.run("index")
    runner.run("backfill", days=5)
    runner.run("popularity")
    assert len(popularity_file.history("movie", 603)) == 5
    assert "curve-line" in get_page(visitor, "/movie/603-the-matrix/")
    assert "The demo has made it up" in get_page(visitor, "/movie/603-the-matrix/")
    assert "curve-line" in get_page(visitor, "/person/6384-keanu-reeves/")
    for window in ("day", "week", "month"):
        body = get_page(visitor, f"/trending/movers/?type=movie&window={window}")
    body = get_page(visitor, "/trending/movers/?type=movie&window=day")
    assert "Rising" in body
    assert body.count("mover-change") > 20
    assert visitor.get("/trending/movers/?window=year").status_code == 404


def test_without_points_there_is_no_curve_and_the_page_says_why(visitor: Client) -> None:
    assert "curve-line" not in get_page(visitor, "/movie/603-the-matrix/")
    assert "Nothing to compare yet" in get_page(visitor, "/trending/movers/")


def test_the_past_leaves_no_files_that_did_not_lie_there() -> None:
    runner.run("exports")
    files = set(exports.folder().glob("*"))
    runner.run("backfill", days=2)
    runner.run("backfill", days=2)
    assert set(exports.folder().glob("*")) == files
    assert PopularityPoint.objects.values("day").distinct().count() == 1
