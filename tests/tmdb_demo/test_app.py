"""The stand-in speaks as TMDB does: errors, paging, appended parts, languages, regions, caching."""

import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests.tmdb_demo.conftest import Demo
from tmdb_demo.app import Application
from tmdb_demo.http import Request
from tmdb_demo.routes import HANDLERS, WRITES

NOT_FOUND = {"success": False, "status_code": 34, "status_message": "The resource you requested could not be found."}


@pytest.mark.parametrize(
    "path", ["/movie/999999999", "/tv/999999999", "/person/999999999", "/tv/1399/season/99", "/review/x", "/nothing"]
)
def test_what_there_is_not(demo: Demo, path: str) -> None:
    status, data = demo(path)
    assert (status, data) == (404, NOT_FOUND)
    assert list(data) == ["success", "status_code", "status_message"]


@pytest.mark.parametrize(
    "path", ["/movie/now_playings", "/movie/-5", "/movie/0", "/tv/x", "/person/99999999999999999999", "/movie/²"]
)
def test_what_is_no_id(demo: Demo, path: str) -> None:
    status, data = demo(path)
    assert status == 404
    assert data["status_code"] == 6


def test_an_id_may_have_a_slug_and_a_film_be_named_by_its_imdb_id(demo: Demo) -> None:
    assert demo.get_ok("/movie/603-the-matrix")["title"] == "The Matrix"
    assert demo.get_ok("/movie/603abc")["title"] == "The Matrix"
    assert demo.get_ok("/movie/tt0133093")["id"] == 603


@pytest.mark.parametrize("page", ["0", "501", "-1", "x", "1.5", "%C2%B2", ""])
def test_pages_go_from_1_to_500(demo: Demo, page: str) -> None:
    status, data = demo("/movie/popular", f"page={page}")
    assert (status, data["status_code"]) == (400, 22)


def test_paging(demo: Demo) -> None:
    first, second, beyond = (demo.get_ok("/movie/popular", f"page={page}") for page in (1, 2, 500))
    assert first["total_pages"] == -(-first["total_results"] // 20)
    assert len(first["results"]) == 20
    assert not {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]}
    assert beyond["results"] == []
    assert beyond["page"] == 500
    empty = demo.get_ok("/search/movie", "query=qqqqzzzz")
    assert (empty["total_pages"], empty["total_results"]) == (1, 0)


def test_appended_parts_stand_under_their_path_without_an_id(demo: Demo) -> None:
    data = demo.get_ok("/movie/603", "append_to_response=credits,watch/providers,zzz,release_dates")
    assert data["credits"]["cast"][0]["name"] == "Keanu Reeves"
    assert "id" not in data["credits"]
    assert "results" in data["watch/providers"]
    assert "zzz" not in data


def test_seasons_and_episodes_can_be_appended_to_a_show(demo: Demo) -> None:
    parts = "season/1,season/99,season/1/aggregate_credits,season/1/episode/1"
    data = demo.get_ok("/tv/1399", f"append_to_response={parts}")
    assert len(data["season/1"]["episodes"]) == 10
    assert "season/99" not in data
    assert data["season/1/episode/1"]["name"] == "Winter Is Coming"


def test_twenty_parts_and_no_more(demo: Demo) -> None:
    assert demo("/movie/603", "append_to_response=" + ",".join(["credits"] * 20))[0] == 200
    status, data = demo("/movie/603", "append_to_response=" + ",".join(["credits"] * 21))
    assert (status, data["status_code"]) == (400, 27)
    assert demo("/movie/999999999", "append_to_response=credits")[0] == 404


def test_rows_have_tmdbs_keys_in_tmdbs_order(demo: Demo) -> None:
    plain = demo.get_ok("/movie/popular")["results"][0]
    assert list(plain)[:4] == ["adult", "backdrop_path", "genre_ids", "id"]
    mixed = demo.get_ok("/search/multi", "query=matrix")["results"][0]
    assert list(mixed)[:8] == [
        "adult", "backdrop_path", "id", "title", "original_title", "overview", "poster_path", "media_type",
    ]  # fmt: skip
    assert list(mixed)[-4:] == ["softcore", "video", "vote_average", "vote_count"]


def test_an_etag_is_made_as_tmdb_makes_it_and_heeded(application: Application) -> None:
    status, headers, body = application.get("/3/movie/603", {})
    assert status == 200
    assert headers["ETag"] == f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    assert headers["Content-Type"] == "application/json;charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=28800"
    for etag in (headers["ETag"], f'"x", {headers["ETag"]}', headers["ETag"].removeprefix("W/")):
        status, again, body = application.get("/3/movie/603", {"If-None-Match": etag})
        assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    assert "ETag" not in application.get("/3/movie/999999999", {})[1]
    body = json.dumps({"access_token": "demo.mona.write"}).encode()
    _, headers, answer = application.answer(Request("POST", "/3/authentication/session/convert/4", "", {}, body))
    assert headers["ETag"] == f'W/"{hashlib.sha256(answer).hexdigest()[:32]}"'
    assert headers["Cache-Control"] == "public, max-age=0"


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/movie/latest", "public, max-age=0"),
        ("/trending/all/day", "public, max-age=300"),
        ("/certification/movie/list", "must-revalidate, max-age=0, private"),
        ("/movie/999999999", None),
    ],
)
def test_how_long_an_answer_may_be_kept(application: Application, path: str, caching: str | None) -> None:
    assert application.get(f"/3{path}", {})[1].get("Cache-Control") == caching


def request(application: Application, path: str, method: str = "GET", **environ: str) -> tuple[str, bytes]:
    statuses: list[str] = []
    variables: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", **environ}
    body = b"".join(application(variables, lambda status, headers: statuses.append(status)))
    return statuses[0], body


def test_a_key_is_wanted_where_the_stand_in_is_told_so(application: Application) -> None:
    strict = Application(application.database, require_key=True)
    status, body = request(strict, "/3/movie/603")
    assert status == "401 Unauthorized"
    assert list(json.loads(body)) == ["status_code", "status_message", "success"]
    assert request(strict, "/3/movie/603", HTTP_AUTHORIZATION="Bearer x")[0] == "200 OK"
    assert request(strict, "/3/movie/603", QUERY_STRING="api_key=x")[0] == "200 OK"
    key = "0123456789abcdef0123456789abcdef"
    assert request(strict, "/3/movie/603", QUERY_STRING=f"api_key={key}")[0] == "200 OK"
    assert request(strict, "/3/movie/603", HTTP_AUTHORIZATION=f"Bearer {key}")[0] == "401 Unauthorized"


def test_head_and_wrong_methods_and_broken_paths(application: Application) -> None:
    assert request(application, "/3/movie/603", "HEAD") == ("200 OK", b"")
    assert request(application, "/3/movie/603", "POST")[0] == "404 Not Found"
    assert request(application, "/3/movie/\xff\xfe")[0] == "404 Not Found"
    assert request(application, "/")[0] == "404 Not Found"


@pytest.mark.parametrize("callback", ["test", "jQuery1_2", "$", "site.films.show"])
def test_jsonp_is_a_script(application: Application, callback: str) -> None:
    _, headers, body = application.get("/3/movie/603", {}, f"callback={callback}")
    assert body.startswith(f"{callback}({{".encode())
    assert body.endswith(b"})")
    assert headers["Content-Type"] == "application/javascript;charset=utf-8"
    assert headers["ETag"] == f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


@pytest.mark.parametrize(
    "callback", ["alert(1)//", "a.", ".a", "a..b", "1", "", "a b", "<script>", "a\n", "é", "a" * 65]
)
def test_nothing_but_a_name_calls_back(application: Application, callback: str) -> None:
    _, headers, body = application.get("/3/movie/603", {}, f"callback={quote(callback)}")
    assert json.loads(body)["id"] == 603
    assert headers["Content-Type"] == "application/json;charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_titles_overviews_and_genres_in_the_language_asked_for(demo: Demo) -> None:
    german = demo.get_ok("/movie/129", "language=de-DE")
    assert "Familie" in [genre["name"] for genre in german["genres"]]
    nobodys = demo.get_ok("/movie/129", "language=fi-FI")
    assert nobodys["title"] == nobodys["original_title"] == "千と千尋の神隠し"
    assert nobodys["overview"] == ""
    for language in ("xx", "x", "", "de_DE", "🎬", "en" * 3000):
        assert demo("/movie/129", f"language={quote(language)}")[0] == 200


def test_a_region_brings_its_release_dates(demo: Demo) -> None:
    dates = {c["iso_3166_1"]: c["release_dates"] for c in demo.get_ok("/movie/603/release_dates")["results"]}
    for country, several in dates.items():
        cinema = min(release["release_date"][:10] for release in several if release["type"] > 1)
        row = demo.get_ok("/search/movie", f"query=the+matrix&region={country}")["results"][0]
        assert row["release_date"] == cinema


def test_pictures_are_filtered_by_language(demo: Demo) -> None:
    everything = demo.get_ok("/movie/603/images")
    english = demo.get_ok("/movie/603/images", "language=en-US")
    both = demo.get_ok("/movie/603/images", "language=en-US&include_image_language=en,null")
    assert {poster["iso_639_1"] for poster in english["posters"]} == {"en"}
    assert english["backdrops"] == []
    assert both["backdrops"] == everything["backdrops"]
    assert both["backdrops"]


def test_pictures_exist_in_all_of_tmdbs_sizes(application: Application, demo: Demo) -> None:
    sizes = demo.get_ok("/configuration")["images"]
    paths = {
        "poster": demo.get_ok("/movie/603")["poster_path"],
        "backdrop": demo.get_ok("/movie/603")["backdrop_path"],
        "profile": demo.get_ok("/person/6384")["profile_path"],
        "still": demo.get_ok("/tv/1399/season/1/episode/1")["still_path"],
        "logo": demo.get_ok("/company/174")["logo_path"],
    }
    for kind, path in paths.items():
        for size in sizes[f"{kind}_sizes"]:
            status, headers, body = application.get(f"/t/p/{size}{path}", {})
            assert status == 200
            assert headers["Content-Type"] == "image/svg+xml"
            assert body.startswith(b"<svg")
    assert application.get(f"/t/p/w999{paths['poster']}", {})[0] == 404
    assert application.get("/t/p/w342/../../etc/passwd", {})[0] == 404


def test_any_number_of_parameters_is_borne(demo: Demo) -> None:
    assert demo("/movie/603", "a=1&" * 2000)[0] == 200


def test_charts_are_never_empty_whatever_the_day(application: Application) -> None:
    today = date(2027, 1, 1)
    moved = Application(application.database, today=lambda: today)
    for days in range(0, 366, 61):
        today = date(2027, 1, 1) + timedelta(days=days)
        for path in (
            "/movie/now_playing",
            "/movie/upcoming",
            "/tv/airing_today",
            "/tv/on_the_air",
            "/trending/all/day",
        ):
            assert Demo(moved).get_ok(path)["results"], (path, days)


ODD = ["0", "-1", "x", "é", "مرحبا", "千と千尋", "🎬", "%", "'", '"', "a/b", "x" * 5000, "1e9", "null", "9" * 30]


@pytest.mark.parametrize("path", sorted(HANDLERS))
def test_bad_input_is_never_a_500(demo: Demo, path: str) -> None:
    for odd in ODD:
        filled = re.sub(
            r"\{\w+\}", quote(odd, safe="").replace("%", "%25") if odd == "%" else odd.replace("/", "-"), path
        )
        query = f"query={quote(odd)}&external_source={quote(odd)}&with_genres={quote(odd)}&year={quote(odd)}"
        status, data = demo(filled, query)
        assert status in {200, 400, 401, 404, 422}
        assert status == 200 or data["status_code"]


FIELDS = ("value", "media_id", "media_type", "favorite", "watchlist", "name", "description", "language", "confirm")
BODIES: list[object] = [*ODD, None, True, [], {}, -1, 0, 1.5, 10**30, [[]] * 50]


@pytest.mark.parametrize(("method", "path"), sorted(WRITES))
def test_bad_input_to_a_write_is_never_a_500(fresh: Demo, method: str, path: str) -> None:
    session = fresh.session("newcomer")
    right = re.sub(r"\{\w+\}", "1", path.replace("{movie_id}", "603").replace("{series_id}", "1399"))
    for odd in BODIES:
        fields = dict.fromkeys((*FIELDS, "request_token", "access_token", "username", "password"), odd)
        status, data = fresh.write(method, right, f"session_id={session}", **fields)
        assert status in {200, 201, 400, 401, 403, 404, 422}, (odd, data)
        assert "success" in data
        assert fresh.write(method, right, session_id=odd)[0] in {200, 400, 401, 404, 422}


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b"a=1&b=2", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_code_5(fresh: Demo, body: bytes) -> None:
    request = Request("POST", "/3/movie/603/rating", f"session_id={fresh.session('mona')}", {}, body)
    status, _, answer = fresh.app.answer(request)
    assert (status, json.loads(answer)["status_code"]) == (422, 5)


def test_ids_of_other_sites_may_hold_slashes(demo: Demo) -> None:
    for path in ("/find//m/02kb_z", "/find/m/02kb_z"):
        assert demo.get_ok(path, "external_source=freebase_mid")["movie_results"] == []


def test_a_poster_is_in_the_language_asked_for_or_in_the_titles_own(demo: Demo) -> None:
    """As TMDB's documents say: the language of the request, then the original one, then what there is."""
    posters = {
        language: demo.get_ok("/movie/129", f"language={language}")["poster_path"] for language in ("de", "fi", "en")
    }
    assert posters == {
        "de": "/movie-129-poster-de-1.jpg",
        "fi": "/movie-129-poster-ja-1.jpg",
        "en": "/movie-129-poster-en-1.jpg",
    }
    assert demo.get_ok("/movie/603", "language=fi")["poster_path"] == "/movie-603-poster-en-1.jpg"
