"""What a stranger may send: values have an end, and nothing takes more than its share of work for their length."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.models import User
from catalog.bounds import MAX_LENGTH, MAX_VALUES_IN_ALL, MAX_VALUES_PER_PARAMETER
from catalog.discover.filters import parse_filters, split
from catalog.display import fragments
from catalog.locale import cookie_name, guess_language
from catalog.search.find import recognise_id
from catalog.search.normalize import index_text, parse_query, split_words
from jobs import redis_client
from tests.conftest import get_page, sign_in
from tests.stand_in import StandIn

MATRIX = "/movie/603-the-matrix/"
PAGES = [
    "/", "/search/", "/search/suggest/", "/find/", "/discover/movie/", "/discover/tv/", "/movies/popular/",
    "/trending/", MATRIX, "/movie/603-the-matrix/images/", "/person/6384-keanu-reeves/", "/preferences/",
    "/accounts/login/", "/accounts/signup/", "/guest/", "/lists/1/", "/members/bob/ratings/", "/nowhere/",
]  # fmt: skip
NAMES = ("q", "id", "with_genres", "page", "language", "next_", "year", "add.with_keywords", "as")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_refuses_what_is_too_long_or_too_many(visitor: Client, stand_in: StandIn, address: str) -> None:
    for name in NAMES:
        assert visitor.get(address, {name: "x" * (MAX_LENGTH + 1)}).status_code == 422
    assert visitor.get(address, {"q": ["x"] * (MAX_VALUES_PER_PARAMETER + 1)}).status_code == 422
    assert visitor.get(address, {f"p{number}": "x" for number in range(MAX_VALUES_IN_ALL + 1)}).status_code == 422
    assert visitor.get(address + "?" + "a&" * 3000).status_code == 422
    assert visitor.get(address, {"q": "\0"}).status_code == 422
    assert not stand_in.calls


def test_who_is_refused_is_told_why(visitor: Client) -> None:
    body = get_page(visitor, f"/search/?q={'x' * 501}", 422)
    assert "Something in it is too long." in body
    assert "To the front page" in body
    assert "no text" in get_page(visitor, "/search/?q=%00", 422)
    get_page(visitor, "/movie/603-%00/", 404)


@pytest.mark.parametrize("name", ["code", "state", "error_description"])
def test_what_a_sign_on_elsewhere_sends_may_be_long(visitor: Client, name: str) -> None:
    """Codes of some have more than 1,000 letters."""
    address = "/accounts/link/callback/"
    assert visitor.get(address, {name: "x" * 3000}).status_code != 422
    assert visitor.get(address, {name: "x" * 4001}).status_code == 422


def test_a_search_is_as_long_as_its_box_takes(visitor: Client, stand_in: StandIn) -> None:
    for address in ("/search/", "/search/suggest/"):
        assert visitor.get(address, {"q": "x" * 200}).status_code == 200
        stand_in.forget()
        assert visitor.get(address, {"q": "x" * 201}).status_code == 422
        assert not stand_in.calls


@pytest.mark.parametrize("joined", ["|", ","])
def test_a_filter_has_so_many_values_and_no_more(visitor: Client, stand_in: StandIn, joined: str) -> None:
    many = joined.join(map(str, range(10, 120)))
    assert "too many things" in get_page(visitor, f"/discover/movie/?with_genres={many}", 422)
    assert not stand_in.calls
    get_page(visitor, f"/discover/movie/?with_watch_providers={joined.join(map(str, range(1, 41)))}")


@pytest.mark.parametrize("path", ["season/1234567/", f"season/1/episode/{'9' * 4000}/", f"season/{'9' * 5000}/"])
def test_numbers_in_an_address_have_an_end(visitor: Client, stand_in: StandIn, path: str) -> None:
    get_page(visitor, f"/tv/1396/{path}", 404)
    get_page(visitor, f"/credit/{'a' * 41}/", 404)
    assert not stand_in.calls


# What of a length takes long where a pattern is tried again at each of its places.
TRAPS = [
    "imdb.com/", "wikidata.org/", "thetvdb.com/", "facebook.com/", "youtube.com/@", "tt1234 ", "1", "12 ", "Q", ".",
    "x",
    "ﷺ", "ａ", "а", "й", "漢", "ال", "אָ", "a\u0301", "ß", "&", "İ", "🎬", "-", "_", "en-GB,", "1,", "|", "1|2,",
    "<!--placeholder a",
]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    recognise_id, split_words, parse_query, index_text, guess_language, split, fragments.PLACEHOLDER_PATTERN.findall,
]  # fmt: skip


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Measure this process's own time, the least of some tries."""
    least = float("inf")
    for _ in range(times):
        started = time.process_time()
        work()
        least = min(least, time.process_time() - started)
    return least


@pytest.mark.parametrize("trap", TRAPS)
def test_reading_what_was_typed_takes_no_more_than_its_share(trap: str) -> None:
    short, long = trap * (4_000 // len(trap)), trap * (16_000 // len(trap))
    for read in READERS:
        least = max(seconds(partial(read, short)), 0.002)
        assert seconds(partial(read, long)) < 10 * least, f"{read.__name__} of {trap!r}"


NUMBERS = {"max_uses", "days", "list", "film", "wish", "value", "on", "providers"}
FORMS = [
    ("/accounts/login/", ("login", "password")), ("/accounts/signup/", ("username", "email", "password1", "password2")),
    ("/accounts/password/reset/", ("email",)), ("/preferences/", ("language", "region", "theme", "next")),
    ("/movie/603/rating/", ("value", "next", "as")),
]  # fmt: skip
MEMBER_FORMS = [
    ("/accounts/", ("time_zone",)), ("/accounts/services/", ("providers",)), ("/accounts/delete/", ("username",)),
    ("/accounts/invitations/", ("note", "max_uses", "days")),
    ("/accounts/password/change/", ("oldpassword", "password1")),
    ("/lists/new/", ("name", "description", "audience", "film")), ("/movie/603/keep/", ("list", "on")),
    ("/movie/603/favorite/", ("on", "next", "as")), ("/movie/603/rating/", ("value", "next")),
    ("/me/sync/retry/", ("wish",)), ("/me/sync/agree/", ("choice",)), ("/accounts/link/token/", ("access_token",)),
    ("/accounts/email/", ("email", "action_add")),
]  # fmt: skip


def test_forms_take_no_more_than_their_share(alice: User, visitor: Client) -> None:
    member = sign_in(alice)
    for client, forms in ((visitor, FORMS), (member, MEMBER_FORMS)):
        for address, names in forms:
            for name in names:
                unit = "9" if name in NUMBERS else "ﷺ"
                short, long = (
                    dict.fromkeys(names, "1") | {name: unit * (length // len(unit))} for length in (8_000, 32_000)
                )
                least = max(seconds(partial(post, client, address, short), 1), 0.1)
                assert seconds(partial(post, client, address, long), 1) < 10 * least, f"{address} {name}"


def post(client: Client, address: str, filled: dict[str, str]) -> None:
    assert client.post(address, filled).status_code < 500, f"{address} {list(filled)}"


def cached_keys() -> set[bytes]:
    return {key for key in redis_client.client().scan_iter("*gateway:*") if b":once:" not in key}


def test_an_odd_address_is_no_page_of_its_own(visitor: Client) -> None:
    """Wrong slugs, parameters that mean nothing or are of another section, their order, odd headers and cookies."""
    first = ["/movie/603-the-matrix/", "/movie/603-the-matrix/credits/", "/movies/popular/", "/search/?q=matrix", "/"]
    for address in first:
        get_page(visitor, address)
    before = cached_keys()
    for number in range(3):
        odd = f"odd{number}"
        for address in (
            f"/movie/603-{odd}/", f"/movie/603-the-matrix/?{odd}=1", f"/movie/603-the-matrix/?page={number + 2}",
            f"/movie/603-the-matrix/?language={odd}", f"/movie/603-the-matrix/credits/?department={odd}",
            f"/movie/603-the-matrix/credits/?language=de&page={number + 2}", f"/movies/popular/?timezone=Europe/{odd}",
            "/movies/popular/?timezone=Europe/Berlin", f"/search/?{odd}=1&q=matrix", f"/search/?q=matrix&type={odd}",
            f"/search/?q=+matrix+&year=199{number}", f"/?{odd}",
        ):  # fmt: skip
            get_page(visitor, address)
        get_page(visitor, "/", **{"HX-Target": odd, "Accept-Language": f"en-GB,{odd}"})
        visitor.cookies[cookie_name("language")], visitor.cookies[cookie_name("region")] = (
            f"q{'abc'[number]}-ZZ",
            f"Q{'BCD'[number]}",
        )
        get_page(visitor, "/")
        visitor.cookies.clear()
    assert cached_keys() == before


@pytest.mark.parametrize(
    ("language", "region"),
    [("qq-GB", "GB"), ("en-QQ", "GB"), ("en-GB\n", "GB"), ("en-GB", "GB\n"), ("EN-gb", "gb"), ("en", "")],
)
def test_a_cookie_that_names_no_language_is_as_if_there_were_none(
    visitor: Client, stand_in: StandIn, language: str, region: str
) -> None:
    visitor.cookies[cookie_name("language")], visitor.cookies[cookie_name("region")] = language, region
    get_page(visitor, "/movies/popular/")
    assert all("language=en-GB" in call and "region=GB" in call for call in stand_in.calls if "/popular" in call)


def test_what_the_form_sends_is_within_bounds(visitor: Client) -> None:
    """With every box ticked."""
    boxes = [("with_genres", 19), ("without_genres", 19), ("with_watch_providers", 40), ("without_watch_providers", 40)]
    query = "&".join(f"{name}={number + 10}" for name, count in boxes for number in range(count))
    assert len(parse_filters(QueryDict(query), "movie")) == len(boxes)
    response = visitor.get(f"/discover/movie/?{query}&vote_count.gte=&add.with_cast=")
    assert response.status_code == 302
