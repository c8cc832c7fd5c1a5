"""A client that nobody here wrote gets along with the stand-in: every method that tmdbsimple has, once.

tmdbv3api, moviedb-promise and tmdb-ts were run in the same way; docs/api.md says with what outcome.
"""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import tmdbsimple

from tests.tmdb_demo.conftest import Demo
from tmdb.wsgi_adapter import WSGIAdapter

EPISODE_GROUP = f"{1399:020x}{1:04x}"
CREATED: dict[str, tuple[Any, ...]] = {
    "Account": ("SESSION",), "Collections": (2344,), "Companies": (174,), "Credits": ("CREDIT",),
    "Find": ("tt0133093",),
    "Genres": (18,), "GuestSessions": ("GUEST",), "Keywords": (4565,), "Lists": (8300002, "SESSION"), "Movies": (603,),
    "Networks": (49,), "People": (6384,), "Reviews": ("REVIEW",), "TV": (1399,), "TV_Episode_Groups": (EPISODE_GROUP,),
    "TV_Episodes": (1399, 1, 1), "TV_Seasons": (1399, 1), "Trending": ("all", "week"),
}  # fmt: skip
ARGUMENTS: dict[str, dict[str, Any]] = {
    "Account.favorite": {"media_type": "movie", "media_id": 603, "favorite": True},
    "Account.watchlist": {"media_type": "tv", "media_id": 1399, "watchlist": True},
    "Authentication.session_new": {"request_token": "TOKEN"},
    "Authentication.token_validate_with_login": {"request_token": "TOKEN", "username": "mona", "password": "demo"},
    "Authentication.session_delete": {"session_id": "SESSION"},
    "Discover.movie": {"with_genres": "18", "sort_by": "vote_average.desc", "include_adult": False},
    "Find.info": {"external_source": "imdb_id"},
    "Lists.item_status": {"movie_id": 603},
    "Lists.list_create": {"name": "Owls", "description": "Not what they seem"},
    "Lists.add_item": {"media_id": 604},
    "Lists.remove_item": {"media_id": 603},
    "Lists.list_clear": {"confirm": True},
    "Movies.rating": {"value": 8.5},
    "TV.rating": {"value": 9},
    "TV_Episodes.rating": {"value": 10},
}
# TMDB took these away years ago; the library still has their methods.
GONE = {"Certifications.list"}


def methods() -> list[str]:
    names = []
    for name, kind in inspect.getmembers(tmdbsimple, inspect.isclass):
        if issubclass(kind, tmdbsimple.base.TMDB):
            methods = [
                method for method, _ in inspect.getmembers(kind, inspect.isfunction) if not method.startswith("_")
            ]
            names += [f"{name}.{method}" for method in methods]
    return sorted(set(names) - GONE)


@pytest.fixture
def placed(fresh: Demo) -> Iterator[dict[str, Any]]:
    """What stands for a session, a token and so on; and tmdbsimple talking to the stand-in."""
    session = requests.Session()
    session.mount("https://api.themoviedb.org", WSGIAdapter(fresh.app))
    tmdbsimple.API_KEY, tmdbsimple.REQUESTS_SESSION = "0123456789abcdef0123456789abcdef", session
    token = fresh.get_ok("/authentication/token/new")["request_token"]
    fresh.app.state.connect().execute("update token set account_id = 9100101 where token = ?", (token,))
    yield {
        "SESSION": fresh.session("mona"),
        "GUEST": fresh.get_ok("/authentication/guest_session/new")["guest_session_id"],
        "TOKEN": token,
        "CREDIT": fresh.get_ok("/movie/603/credits")["cast"][0]["credit_id"],
        "REVIEW": fresh.get_ok("/movie/603/reviews")["results"][0]["id"],
    }
    tmdbsimple.API_KEY = tmdbsimple.REQUESTS_SESSION = None


@pytest.mark.parametrize("name", methods())
def test_every_method_of_tmdbsimple_is_answered(fresh: Demo, placed: dict[str, Any], name: str) -> None:
    class_name, method = name.split(".")
    arguments = [placed.get(str(value), value) for value in _created(name, class_name)]
    values = {key: placed.get(str(value), value) for key, value in ARGUMENTS.get(name, {}).items()}
    if class_name == "Search":
        values["query"] = "matrix"
    if needs_session(name):
        values["session_id"] = placed["SESSION"]
    if name.endswith("rating_delete"):
        _rated(fresh, class_name, placed["SESSION"])
    if name == "Lists.list_delete":
        arguments = [8300003, placed["SESSION"]]
    subject = getattr(tmdbsimple, class_name)(*arguments)
    if class_name == "Account" and method != "info":
        subject.info()  # which learns the account's id
    answer = getattr(subject, method)(**values)
    assert isinstance(answer, dict | list)
    assert answer


def _created(name: str, class_name: str) -> tuple[Any, ...]:
    ids = {"TV_Changes.series": (1399,), "TV_Changes.season": (3624,), "TV_Changes.episode": (63056,)}
    return ids.get(name) or CREATED.get(class_name, ())


def needs_session(name: str) -> bool:
    return name.endswith((".rating", ".rating_delete", ".account_states"))


def _rated(fresh: Demo, class_name: str, session: str) -> None:
    path = {"Movies": "/movie/603", "TV": "/tv/1399", "TV_Episodes": "/tv/1399/season/1/episode/1"}[class_name]
    fresh.write("POST", f"{path}/rating", f"session_id={session}", value=8)


def test_what_it_writes_it_reads_back(fresh: Demo, placed: dict[str, Any]) -> None:
    session = fresh.session("newcomer")
    tmdbsimple.Movies(603).rating(session_id=session, value=8.5)
    account = tmdbsimple.Account(session)
    account.info()
    account.favorite(media_type="movie", media_id=603, favorite=True)
    new_list = tmdbsimple.Lists(session_id=session).list_create(name="Owls", description="Not what they seem")
    tmdbsimple.Lists(new_list["list_id"], session).add_item(media_id=603)
    assert [(row["id"], row["rating"]) for row in account.rated_movies()["results"]] == [(603, 8.5)]
    assert [row["id"] for row in account.favorite_movies()["results"]] == [603]
    assert tmdbsimple.Lists(new_list["list_id"]).item_status(movie_id=603)["item_present"] is True
    assert tmdbsimple.Movies(603).account_states(session_id=session)["rated"] == {"value": 8.5}
