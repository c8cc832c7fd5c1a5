"""Bad luck and bad input on every kind of page: a sentence that one understands, with the right status, never a 500."""

import pytest
from django.test import Client

from accounts.models import User
from catalog.gateway import UpstreamProblem, gateway
from catalog.locale import Locale, cookie_name
from catalog.pages.person.person import PersonView
from catalog.pages.title.page import TitlePage
from jobs import runner
from library.services import rating_set
from library.titles import title_ensure
from tests.conftest import get_page, sign_in
from tests.stand_in import DOWN, GONE, HTML, SILENCE, SLOW_DOWN, Fault, StandIn
from tmdb import Deadline
from tools import api_pages

REFUSAL = Fault("400 Bad Request", b'{"success":false,"status_code":5,"status_message":"Invalid parameters"}')
FAULTS = {
    "down": (DOWN, UpstreamProblem.DOWN),
    "slow": (SILENCE, UpstreamProblem.SLOW),
    "HTML": (HTML, UpstreamProblem.NONSENSE),
    "429": (SLOW_DOWN, UpstreamProblem.LIMIT),
}
# One address of each kind of page.
ADDRESSES = {api_pages.get_url_name(entry): entry.address for entry in reversed(list(api_pages.list_pages()))}
ODD = (
    "مرحبا",
    "千と千尋の神隠し",
    "🎬" * 40,
    "x" * 5000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\x00",
    "%",
    "‮abc",
)


def text(body: bytes) -> str:
    return body.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_that_tmdb_does_not_answer_says_why(visitor: Client, stand_in: StandIn, name: str, fault: str) -> None:
    stand_in.fault, problem = FAULTS[fault]
    response = visitor.get(ADDRESSES[name])
    assert response.status_code == 503
    assert problem.value in text(response.content)
    assert int(response.headers["Retry-After"]) > 0


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_tmdb_does_not_understand_is_not_called_an_outage(visitor: Client, stand_in: StandIn, name: str) -> None:
    stand_in.fault = REFUSAL
    response = visitor.get(ADDRESSES[name])
    assert response.status_code == 400
    assert "TMDB doesn't understand what this page asks for." in text(response.content)


@pytest.mark.parametrize("odd", ODD)
def test_any_text_may_stand_in_an_address(visitor: Client, odd: str) -> None:
    for address, name in (
        ("/search/", "q"),
        ("/search/?type=person", "q"),
        ("/search/?q=matrix&type=movie", "year"),
        ("/search/suggest/", "q"),
        ("/find/", "id"),
        ("/find/?id=tt0133093", "source"),
        ("/discover/movie/", "with_genres"),
        ("/discover/movie/", "with_release_type"),
        ("/discover/movie/", "region"),
        ("/discover/tv/", "sort_by"),
        ("/discover/movie/", "add.with_people"),
        ("/trending/", "type"),
        ("/trending/", "window"),
        ("/movies/popular/", "page"),
        ("/tv/airing-today/", "timezone"),
        ("/movie/603/images/", "language"),
        ("/movie/603/credits/", "department"),
        ("/preferences/", "language"),
    ):
        path, _, query = address.partition("?")
        parameters = dict(part.split("=") for part in query.split("&") if part)
        response = visitor.get(path, {**parameters, name: odd}, follow=True)
        assert response.status_code in {200, 400, 404, 422}, address
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("odd", ["0", "-1", "1e3", "603.5", "abc", "9" * 9, "9" * 40, "٦٠٣", "603%00"])
@pytest.mark.parametrize("kind", ["movie", "tv", "person", "collection", "company", "network", "keyword", "list"])
def test_a_number_that_is_none_is_a_404(visitor: Client, kind: str, odd: str) -> None:
    assert "<h1" in get_page(visitor, f"/{kind}/{odd}/", status=404)


@pytest.mark.parametrize(("language", "region"), [("xx-XX", "XX"), ("zz-ZZ", "QQ"), ("'", '"<')])
def test_a_language_or_country_that_nobody_knows_reads_like_any_other(
    visitor: Client, language: str, region: str
) -> None:
    cookies = f"{cookie_name('language')}={language}; {cookie_name('region')}={region}"
    for address in ("/movie/603/", "/movie/603/watch/", "/movies/this-week/", "/tv/airing-today/", "/preferences/"):
        assert "<h1" in get_page(visitor, address, Cookie=cookies)


def test_a_page_that_can_not_be_made_of_an_answer_is_a_502_and_not_kept(
    visitor: Client, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(view: PersonView) -> str:
        raise KeyError("what nobody thought of")

    with monkeypatch.context() as patch:
        patch.setattr(PersonView, "department", property(fails))
        response = visitor.get("/person/6384-keanu-reeves/")
    assert response.status_code == 502
    assert response.headers["Cache-Control"] == "no-store"
    assert "TMDB sent something that this page can't show." in response.content.decode()
    [line] = [record.getMessage() for record in caplog.records if record.name == "catalog"]
    assert "operations=person-details path=/person/6384-keanu-reeves/" in line
    assert "test_errors.py" in line
    assert "Traceback" not in caplog.text
    assert "Acting" in get_page(visitor, "/person/6384-keanu-reeves/")


@pytest.mark.usefixtures("morning")
def test_what_is_gone_from_tmdb_says_so_leads_on_and_keeps_ratings(bob: User, stand_in: StandIn) -> None:
    member = sign_in(bob)
    get_page(member, "/movie/603-the-matrix/")
    rating_set(user=bob, title=title_ensure("movie", 603, Locale("en-GB", "GB"), Deadline.after(5)), value=9.0)
    runner.run("exports")
    runner.run("index")
    stand_in.fault = GONE
    for _ in range(2):
        gateway().refresh(TitlePage("movie", 603, Locale("en-GB", "GB")).calls()["details"])
    for address in ("/movie/603-the-matrix/", "/movie/603/"):
        body = get_page(member, address, status=404)
        assert "TMDB has nothing under this number any more" in body
        assert "matrix" in body.lower()
    assert "The Matrix" in get_page(member, "/members/bob/ratings/")
