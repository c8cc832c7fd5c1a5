"""Tokens, sessions, guests, ratings, favourites, watchlists and lists, as TMDB keeps them."""

import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.tmdb_demo.conftest import Clock, Demo
from tmdb_demo.app import Application
from tmdb_demo.http import Request

MONA, OTTO, NEWCOMER = 9100101, 9100102, 9100103


def token_of(fresh: Demo) -> str:
    return str(fresh.get_ok("/authentication/token/new")["request_token"])


def approve(fresh: Demo, token: str, decision: str = "allow", query: str = "", account: int = MONA) -> tuple[int, str]:
    form = f"account={account}&decision={decision}".encode()
    status, headers, _ = fresh.app.answer(Request("POST", f"/authenticate/{token}", query, {}, form))
    return status, headers.get("Location", "")


def codes(answer: tuple[int, dict[str, int]]) -> tuple[int, int]:
    return answer[0], answer[1]["status_code"]


def test_a_token_is_approved_and_makes_one_session(fresh: Demo) -> None:
    _, headers, _ = fresh.app.get("/3/authentication/token/new", {})
    token = token_of(fresh)
    assert re.fullmatch(r"[0-9a-f]{40}", token)
    assert headers["Authentication-Callback"].startswith("https://www.themoviedb.org/authenticate/")
    assert fresh.write("POST", "/authentication/session/new", request_token=token)[1]["status_code"] == 17
    back = "redirect_to=https%3A%2F%2Fclub.example%2Fback%3Fa%3D1"
    status, location = approve(fresh, token, query=back)
    assert status == 302
    assert urlsplit(location).netloc == "club.example"
    assert parse_qs(urlsplit(location).query) == {"a": ["1"], "request_token": [token], "approved": ["true"]}
    status, answer = fresh.write("POST", "/authentication/session/new", request_token=token)
    assert status == 200
    assert re.fullmatch(r"[0-9a-f]{40}", answer["session_id"])
    assert fresh.get_ok("/account", f"session_id={answer['session_id']}")["username"] == "mona"
    assert codes(fresh.write("POST", "/authentication/session/new", request_token=token)) == (401, 17)


def test_a_denied_token_is_of_no_use(fresh: Demo) -> None:
    token = token_of(fresh)
    _, location = approve(fresh, token, "deny", "redirect_to=/back/")
    assert location == f"/back/?request_token={token}&denied=true"
    assert codes(fresh.write("POST", "/authentication/session/new", request_token=token)) == (401, 17)
    assert approve(fresh, token)[0] == 404


def test_a_token_lives_for_an_hour(fresh: Demo, clock: Clock) -> None:
    token = token_of(fresh)
    clock.forward(minutes=59)
    assert approve(fresh, token)[0] == 302
    clock.forward(minutes=2)
    assert codes(fresh.write("POST", "/authentication/session/new", request_token=token)) == (401, 17)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "JavaScript:alert(1)", ""])
def test_the_approval_page_leads_nowhere_harmful(fresh: Demo, target: str) -> None:
    token = token_of(fresh)
    assert approve(fresh, token, query=f"redirect_to={target}")[1] == f"{token}/allow"
    status, headers, body = fresh.app.get(f"/authenticate/{token}/allow", {})
    assert status == 200
    assert "Authentication-Callback" in headers
    assert "Allowed" in body.decode()


def test_the_approval_page_names_the_members_and_an_app_may_be_led_back_to(fresh: Demo) -> None:
    token = token_of(fresh)
    body = fresh.app.get(f"/authenticate/{token}", {})[2].decode()
    assert "Mona Delgado" in body
    assert "Deny" in body
    assert "Lee Sleeper" not in body
    assert approve(fresh, token, query="redirect_to=myapp://back")[1].startswith("myapp://back?request_token=")
    assert fresh.app.get("/authenticate/nonsense", {})[0] == 404


def test_a_name_and_password_approve_a_token(fresh: Demo) -> None:
    login = ("POST", "/authentication/token/validate_with_login")
    token = token_of(fresh)
    right = {"username": "otto", "password": "demo", "request_token": token}
    assert codes(fresh.write(*login)) == (400, 5)
    assert codes(fresh.write(*login, username="otto", request_token=token)) == (400, 26)
    assert codes(fresh.write(*login, **right | {"password": "x"})) == (401, 30)
    assert codes(fresh.write(*login, **right | {"request_token": "x"})) == (401, 33)
    assert codes(fresh.write(*login, **right | {"username": "gone"})) == (401, 31)
    assert codes(fresh.write(*login, **right | {"username": "unread"})) == (401, 32)
    assert codes(fresh.write(*login, **right | {"username": "sleeper"})) == (403, 45)
    assert fresh.write(*login, **right)[1]["request_token"] == token
    assert fresh.write("POST", "/authentication/session/new", request_token=token)[1]["success"]


def test_a_session_ends(fresh: Demo) -> None:
    session = fresh.session("mona")
    assert fresh.write("DELETE", "/authentication/session", session_id=session) == (200, {"success": True})
    assert codes(fresh("/account", f"session_id={session}")) == (401, 3)
    assert codes(fresh.write("DELETE", "/authentication/session", session_id=session)) == (404, 37)


def test_tokens_of_version_four(fresh: Demo) -> None:
    convert = ("POST", "/authentication/session/convert/4")
    assert codes(fresh.write(*convert, access_token="nonsense")) == (401, 35)
    status, refused = fresh.write(*convert, access_token="demo.mona.read")
    assert (status, refused["status_code"], refused["failure"]) == (401, 36, True)
    assert fresh.session("mona")


def test_whose_account_it_is(fresh: Demo) -> None:
    session = fresh.session("mona")
    for me in ("9100101", "{account_id}", "account_id", "null"):
        assert fresh.get_ok(f"/account/{me}", f"session_id={session}")["id"] == MONA
    assert codes(fresh(f"/account/{OTTO}", f"session_id={session}")) == (401, 39)
    assert codes(fresh("/account/1/lists")) == (401, 3)
    suspended = fresh.session("sleeper")
    assert codes(fresh("/account", f"session_id={suspended}")) == (403, 45)


def test_with_a_token_of_the_api_and_no_session_it_is_the_tokens_owner(fresh: Demo) -> None:
    status, _, _ = fresh.app.get("/3/account", {"Authorization": "Bearer x"})
    assert status == 200
    assert fresh("/account", "api_key=x")[0] == 401


KINDS = {"movie": "/movie/603", "tv": "/tv/1399", "episode": "/tv/1399/season/1/episode/2"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_rating_is_given_changed_read_and_taken_back(fresh: Demo, kind: str) -> None:
    path, session = f"{KINDS[kind]}/rating", f"session_id={fresh.session('newcomer')}"
    assert codes(fresh.write("POST", path, session, value=8.5)) == (201, 1)
    assert codes(fresh.write("POST", path, session, value="7")) == (201, 12)
    states = fresh.get_ok(f"{KINDS[kind]}/account_states", session)
    assert states["rated"] == {"value": 7.0}
    where = {"movie": "movies", "tv": "tv", "episode": "tv/episodes"}[kind]
    (row,) = fresh.get_ok(f"/account/0/rated/{where}", session)["results"]
    assert row["id"] == states["id"]
    assert list(row)[-1] == "rating"
    assert row["rating"] == 7.0
    assert codes(fresh.write("DELETE", path, session)) == (200, 13)
    assert codes(fresh.write("DELETE", path, session)) == (404, 34)
    assert fresh.get_ok(f"{KINDS[kind]}/account_states", session)["rated"] is False


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "too low"),
        (-1, "too low"),
        (0.4, "multiple of 0.50"),
        (7.2, "multiple of 0.50"),
        (10.1, "too high"),
        (10.5, "too high"),
    ],
)
def test_a_value_out_of_range_is_refused_before_the_id_is_looked_at(fresh: Demo, value: float, words: str) -> None:
    status, data = fresh.write("POST", "/movie/0/rating", f"session_id={fresh.session('mona')}", value=value)
    assert (status, data["status_code"]) == (400, 18)
    assert words in data["status_message"]


@pytest.mark.parametrize("value", [None, "", "x", [], {}, True, "NaN", "Infinity"])
def test_what_is_no_value(fresh: Demo, value: object) -> None:
    assert codes(fresh.write("POST", "/movie/603/rating", f"session_id={fresh.session('mona')}", value=value)) == (
        422,
        5,
    )


def test_the_session_may_stand_in_the_body(fresh: Demo) -> None:
    session = fresh.session("newcomer")
    assert codes(fresh.write("POST", "/movie/603/rating", value=8, session_id=session, api_key="x")) == (201, 1)
    assert codes(fresh.write("POST", "/movie/603/rating", value=8, session_id="wrong")) == (401, 3)


def test_guests_rate_and_nothing_else(fresh: Demo, clock: Clock) -> None:
    guest = fresh.get_ok("/authentication/guest_session/new")["guest_session_id"]
    assert fresh.get_ok(f"/guest_session/{guest}/rated/movies")["results"] == []
    assert codes(fresh.write("POST", "/movie/603/rating", f"guest_session_id={guest}", value=9)) == (201, 1)
    assert fresh.get_ok(f"/guest_session/{guest}/rated/movies")["results"][0]["rating"] == 9.0
    states = fresh.get_ok("/movie/603/account_states", f"guest_session_id={guest}")
    assert (states["rated"], states["favorite"]) == ({"value": 9.0}, False)
    assert codes(fresh.write("DELETE", "/movie/604/rating", f"guest_session_id={guest}")) == (200, 13)
    fields = {"media_type": "movie", "media_id": 603, "favorite": True}
    assert codes(fresh.write("POST", "/account/0/favorite", f"guest_session_id={guest}", **fields)) == (401, 3)
    clock.forward(hours=25)
    assert codes(fresh(f"/guest_session/{guest}/rated/movies")) == (401, 3)


@pytest.mark.parametrize("kind", ["favorite", "watchlist"])
def test_marks(fresh: Demo, kind: str) -> None:
    session = f"session_id={fresh.session('newcomer')}"
    mark = {"media_type": "movie", "media_id": 603, kind: True}
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark)) == (201, 1)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark)) == (201, 12)
    assert codes(
        fresh.write("POST", f"/account/0/{kind}", session, **mark | {"media_type": "tv", "media_id": 1399})
    ) == (
        201,
        1,
    )
    assert [row["id"] for row in fresh.get_ok(f"/account/0/{kind}/movies", session)["results"]] == [603]
    assert [row["id"] for row in fresh.get_ok(f"/account/0/{kind}/tv", session)["results"]] == [1399]
    assert fresh.get_ok("/movie/603/account_states", session)[kind] is True
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark | {kind: False})) == (200, 13)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark | {kind: False})) == (200, 13)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark | {"media_type": "x"})) == (404, 34)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, media_type="movie")) == (404, 6)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark | {kind: "yes"})) == (422, 5)
    assert codes(fresh.write("POST", f"/account/0/{kind}", session, **mark | {"media_id": 999999999})) == (404, 34)


def test_the_oldest_comes_first_unless_asked_otherwise(fresh: Demo) -> None:
    session = f"session_id={fresh.session('newcomer')}"
    for film in (603, 550, 680):
        fresh.write("POST", f"/movie/{film}/rating", session, value=8)
    fresh.write("POST", "/movie/603/rating", session, value=9)  # rated anew it keeps its place
    page = fresh.get_ok("/account/0/rated/movies", session)
    assert [row["id"] for row in page["results"]] == [603, 550, 680]
    newest = fresh.get_ok("/account/0/rated/movies", f"{session}&sort_by=created_at.desc")
    assert [row["id"] for row in newest["results"]] == [680, 550, 603]


def test_a_list_is_made_filled_shown_cleared_and_deleted(fresh: Demo) -> None:
    session = f"session_id={fresh.session('newcomer')}"
    status, answer = fresh.write(
        "POST", "/list", session, name="Owls", description="Not what they seem 🦉", language="en"
    )
    assert status == 201
    assert list(answer) == ["status_message", "success", "status_code", "list_id"]
    path = f"/list/{answer['list_id']}"
    assert codes(fresh.write("POST", f"{path}/add_item", session, media_id=603)) == (201, 12)
    assert codes(fresh.write("POST", f"{path}/add_item", session, media_id=603)) == (403, 8)
    assert codes(fresh.write("POST", f"{path}/add_item", session, media_id=999999999)) == (404, 34)
    assert fresh.get_ok(f"{path}/item_status", "movie_id=603") == {"id": answer["list_id"], "item_present": True}
    assert fresh.get_ok(f"{path}/item_status", "movie_id=604")["item_present"] is False
    shown = fresh.get_ok(path)
    assert (shown["name"], shown["created_by"], shown["item_count"]) == ("Owls", "newcomer", 1)
    assert shown["items"][0]["media_type"] == "movie"
    assert answer["list_id"] in [row["id"] for row in fresh.get_ok("/movie/603/lists")["results"]]
    assert "iso_3166_1" not in fresh.get_ok("/account/0/lists", session)["results"][0]
    assert codes(fresh.write("POST", f"{path}/remove_item", session, media_id=603)) == (200, 13)
    assert fresh.write("POST", f"{path}/remove_item", session, media_id=603)[1]["status_code"] == 21
    assert codes(fresh.write("POST", f"{path}/clear", session)) == (400, 29)
    assert codes(fresh.write("POST", f"{path}/clear", f"{session}&confirm=true")) == (200, 40)
    fresh.write("POST", f"{path}/add_item", session, media_id=603)
    assert codes(fresh.write("POST", f"{path}/clear", f"{session}&confirm=true")) == (201, 12)
    assert codes(fresh.write("DELETE", path, f"session_id={fresh.session('mona')}")) == (401, 38)
    assert codes(fresh.write("DELETE", path, session)) == (201, 12)
    assert codes(fresh(path)) == (404, 34)


@pytest.mark.parametrize(
    "fields", [{}, {"name": ""}, {"name": 5}, {"name": "x" * 300}, {"name": "x", "description": None}]
)
def test_a_list_needs_a_name(fresh: Demo, fields: dict[str, object]) -> None:
    assert codes(fresh.write("POST", "/list", f"session_id={fresh.session('mona')}", **fields)) == (400, 18)


def test_the_demos_members_have_a_past(fresh: Demo) -> None:
    session = f"session_id={fresh.session('mona')}"
    rated = fresh.get_ok("/account/0/rated/movies", session)
    assert rated["total_results"] == 140
    assert all(row["rating"] * 2 == int(row["rating"] * 2) and 0.5 <= row["rating"] <= 10 for row in rated["results"])
    assert fresh.get_ok("/account/0/rated/tv/episodes", session)["total_results"] == 30
    lists = fresh.get_ok("/account/0/lists", session)
    assert lists["total_results"] == 5
    assert {row["name"] for row in fresh.get_ok("/movie/603/lists")["results"]} == {
        "Space, seriously",
        "Directed by women",
    }


def test_writers_at_once_lose_nothing(fresh: Demo) -> None:
    session = f"session_id={fresh.session('newcomer')}"
    films = [row["id"] for page in range(1, 6) for row in fresh.get_ok("/movie/popular", f"page={page}")["results"]]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda film: fresh.write("POST", f"/movie/{film}/rating", session, value=5)[0], films))
    assert set(answers) == {201}
    assert fresh.get_ok("/account/0/rated/movies", session)["total_results"] == 100


def test_writers_in_several_processes_lose_nothing_and_see_the_same(fresh: Demo) -> None:
    """Each process a stand-in of its own over the same files, as web server and worker have: they make lists, rate,
    and mark, several threads at once, from the moment on at which the file is new."""
    films = [row["id"] for page in (1, 2, 3, 4) for row in fresh.get_ok("/discover/movie", f"page={page}")["results"]]
    shares = [films[start::4] for start in range(4)]
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        lists = list(pool.map(write_much, [fresh.app.database] * 4, shares))
    session = f"session_id={fresh.session('newcomer')}"
    assert fresh.get_ok("/account/0/rated/movies", session)["total_results"] == len(films)
    assert fresh.get_ok("/account/0/watchlist/movies", session)["total_results"] == len(films)
    assert fresh.get_ok("/account/0/lists", session)["total_results"] == len(films)
    assert sorted(number for several in lists for number in several) == sorted(
        row["id"]
        for page in (1, 2, 3, 4)
        for row in fresh.get_ok("/account/0/lists", f"{session}&page={page}")["results"]
    )


def write_much(database: Path, films: list[int]) -> list[int]:
    """In another process: a rating, a mark and a list with the film on it, for each; the lists' ids."""
    other = Demo(Application(database))

    def write(film: int) -> int:
        session = f"session_id={other.session('newcomer')}"
        mark = {"media_type": "movie", "media_id": film, "watchlist": True}
        assert codes(other.write("POST", f"/movie/{film}/rating", session, value=8)) == (201, 1)
        assert codes(other.write("POST", "/account/0/watchlist", session, **mark)) == (201, 1)
        list_id = other.write("POST", "/list", session, name=f"With {film}", description="")[1]["list_id"]
        assert codes(other.write("POST", f"/list/{list_id}/add_item", session, media_id=film)) == (201, 12)
        return int(list_id)

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(write, films))


def test_what_members_did_outlives_a_restart_and_a_title_that_is_gone(fresh: Demo) -> None:
    session = f"session_id={fresh.session('newcomer')}"
    fresh.write("POST", "/movie/603/rating", session, value=5)
    fresh.app.state.connect().execute("update rating set id = 999999 where id = 603 and owner = 'account:9100103'")
    assert fresh.get_ok("/account/0/rated/movies", session)["results"] == []


@pytest.mark.parametrize(
    "target", ["http://[", "https://club.example/\r\nSet-Cookie: a=b", "java\nscript:alert(1)", "back", "\x00/x"]
)
def test_a_way_back_that_is_no_address_is_not_taken(fresh: Demo, target: str) -> None:
    token = token_of(fresh)
    assert approve(fresh, token, query=urlencode({"redirect_to": target}))[1] == f"{token}/allow"


def test_a_way_back_in_any_script_with_a_fragment(fresh: Demo) -> None:
    token = token_of(fresh)
    page = fresh.app.get(f"/authenticate/{token}", {}, urlencode({"redirect_to": "https://club.example/<b>"}))[
        2
    ].decode()
    assert "go back to club.example" in page
    assert "<b>/" not in page
    location = approve(fresh, token, query=urlencode({"redirect_to": "https://club.example/zurück/千?a=1#here"}))[1]
    assert location.isascii()
    assert location.endswith(f"?a=1&request_token={token}&approved=true#here")
    assert "%E5%8D%83" in location


@pytest.mark.parametrize("account", ["", "x", "9" * 5000, "9100104", "٣", "-1"])
def test_only_a_member_of_the_demo_can_be_chosen(fresh: Demo, account: str) -> None:
    token = token_of(fresh)
    form = urlencode({"account": account, "decision": "allow"}).encode()
    status, _, body = fresh.app.answer(Request("POST", f"/authenticate/{token}", "", {}, form))
    assert status == 422
    assert 'role="alert"' in body.decode()
    assert codes(fresh.write("POST", "/authentication/session/new", request_token=token)) == (401, 17)


def test_nothing_is_called_allowed_that_was_not(fresh: Demo) -> None:
    token = token_of(fresh)
    assert fresh.app.get(f"/authenticate/{token}/allow", {})[0] == 404
    assert fresh.app.get(f"/authenticate/{'0' * 40}/allow", {})[0] == 404
    assert fresh.app.get("/authenticate/x%0d%0aSet-Cookie:a/allow", {})[0] == 404


def test_a_list_may_mix_films_and_shows(fresh: Demo) -> None:
    shown = fresh.get_ok("/list/8300009")
    assert [item["media_type"] for item in shown["items"]] == ["movie"] * 11 + ["tv"] * 3
    assert [row["id"] for row in fresh.get_ok("/tv/87917/lists")["results"]] == [8300009]


def test_a_file_that_is_broken_is_tmdb_being_away(fresh: Demo) -> None:
    fresh.session("mona")
    path = fresh.app.state.path
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    path.write_text("no database, and long enough not to be taken for an empty one" * 50)
    assert codes(fresh("/account", "session_id=x")) == (503, 9)
