"""What a visitor reads on every page, and what it costs at TMDB."""

import json

import pytest
from django.test import Client

from tests.conftest import get_page
from tests.stand_in import StandIn

PAGES = {
    "/movie/603-the-matrix/": ("The Matrix", "1999", "Keanu Reeves", "Lana Wachowski", "$63 million", "Don Davis"),
    "/movie/603-the-matrix/videos/": ("Videos", "youtube.com/watch"),
    "/movie/603-the-matrix/reviews/": ("Reviews", "This review alone"),
    "/movie/603-the-matrix/titles/": ("Also known as", "Overview", "Changes"),
    "/movie/603-the-matrix/translations/": ("Translations", "German", "Deutsch", "Read in French", "You read in this"),
    "/movie/129-spirited-away/titles/": ("Its own title is", "千と千尋の神隠し"),
    "/tv/1399-game-of-thrones/titles/": ("Also known as",),
    "/tv/1399-game-of-thrones/translations/": ("Translations", "Read in German"),
    "/tv/1399-game-of-thrones/orders/": ("Other orders", "By year of broadcast", "73 episodes in 8 parts"),
    "/review/{review}/": ("A review of", "The Matrix"),
    "/credit/{credit}/": ("Peter Dinklage", "Game of Thrones", "Throughout", "Season 1"),
    "/list/8300003-directed-by-women/": ("Directed by women", "A list by mona on TMDB", "The Matrix"),
    "/movies/latest/": ("The latest film",),
    "/tv/latest/": ("The latest show",),
    "/people/latest/": ("The latest person",),
    "/collection/2344-the-matrix-collection/": ("The Matrix Collection", "The Matrix Reloaded", "4 films", "Posters"),
    "/tv/1399-game-of-thrones/": ("Game of Thrones", "2011–2019", "HBO", "Peter Dinklage", "Season 1", "8 seasons"),
    "/tv/1399/season/1/": ("Game of Thrones", "Winter Is Coming", "10 episodes"),
    "/tv/1399/season/1/episode/1/": ("Winter Is Coming", "S1 E1", "Tim Van Patten", "Joseph Mawle", "S1 E2"),
    "/person/6384-keanu-reeves/": ("Keanu Reeves", "Best known for", "The Matrix", "1999", "Acting"),
    "/movies/popular/": ("Popular films", "As seen from"),
    "/movies/top-rated/": ("Top rated films",),
    "/movies/now-playing/": ("Now playing",),
    "/movies/upcoming/": ("Upcoming films",),
    "/tv/popular/": ("Popular shows",),
    "/tv/top-rated/": ("Top rated shows",),
    "/people/popular/": ("Popular people",),
    "/trending/": ("Trending", "This week"),
    "/trending/?type=person&window=week": ("Trending",),
    "/search/?q=matrix": ("The Matrix", "found"),
    "/search/?q=keanu&type=person": ("Keanu Reeves",),
    "/search/?q=matrix&type=collection": ("The Matrix Collection",),
    "/search/?q=warner&type=company": ("Warner Bros. Pictures",),
    "/search/?q=dystopia&type=keyword": ("dystopia",),
}


def _ids(stand_in: StandIn) -> dict[str, str]:
    """Ids that the data set makes."""

    def answer_of(path: str) -> dict[str, list[dict[str, str]]]:
        return json.loads(stand_in.app.get(f"/3{path}", {})[2])  # type: ignore[no-any-return]

    return {
        "review": answer_of("/movie/603/reviews")["results"][0]["id"],
        "credit": answer_of("/tv/1399/credits")["cast"][0]["credit_id"],
    }


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_what_it_is_about_with_one_request_cold_and_none_warm(
    visitor: Client, stand_in: StandIn, address: str
) -> None:
    words_wanted = PAGES[address]
    if "{" in address:
        address = address.format(**_ids(stand_in))
    body = get_page(visitor, address)
    for words in words_wanted:
        assert words in body
    assert len(stand_in.page_calls) == 1, stand_in.calls
    stand_in.forget()
    assert get_page(visitor, address) == body
    assert stand_in.page_calls == []


# Pages that ask for a list of their own beside the title, or for one of TMDB's lists that is fetched once a week.
SEVERAL = {
    "/movie/603-the-matrix/credits/": ("Cast and crew", "Agent Smith", "Bill Pope", "Directing", "Everybody"),
    "/movie/603-the-matrix/credits/?department=Camera": ("Bill Pope", "Everybody"),
    "/movie/603-the-matrix/images/": ("Images", "Backdrops", "Posters", "No text", "English", "2000 × 3000"),
    "/movie/129-spirited-away/images/?language=ja": ("Posters", "Japanese"),
    "/movie/603-the-matrix/releases/": (
        "Released",
        "United States of America",
        "31 March 1999",
        "In cinemas",
        "FSK 16",
    ),
    "/movie/603-the-matrix/watch/": ("Where to watch", "JustWatch", "Germany", "France"),
    "/movie/603-the-matrix/lists/": ("On these lists", "Directed by women", "13 films"),
    "/movie/603-the-matrix/changes/": ("What changed on TMDB",),
    "/tv/1399-game-of-thrones/credits/": ("Cast and crew", "73 episodes", "/credit/"),
    "/tv/1399-game-of-thrones/ratings/": ("Who may watch", "TV-MA"),
    "/tv/1399-game-of-thrones/watch/": ("Where to watch", "JustWatch"),
    "/tv/1399-game-of-thrones/lists/": ("On no list",),
    "/tv/1399-game-of-thrones/images/": ("Backdrops", "Posters"),
    "/tv/1399-game-of-thrones/changes/": ("What changed on TMDB",),
    "/tv/1399/season/1/changes/": ("What changed on TMDB",),
    "/tv/1399/season/1/episode/1/changes/": ("What changed on TMDB", "Winter Is Coming"),
    f"/tv/1399/order/{1399:020x}0001/": ("By year of broadcast", "2011", "Winter Is Coming", "S8 E6"),
    "/person/6384-keanu-reeves/films/": ("Films", "The Matrix", "John Wick"),
    "/person/22970-peter-dinklage/shows/": ("Shows", "Game of Thrones"),
    "/person/6384-keanu-reeves/images/": ("Portraits", "On pictures of films and shows", "John Wick"),
    "/person/6384-keanu-reeves/translations/": ("Translations", "English"),
    "/person/6384-keanu-reeves/changes/": ("What changed on TMDB",),
    "/movies/this-week/": ("New this week", "from the United Kingdom", "Before that"),
    "/tv/on-the-air/": ("On the air", "Europe/London", "Time zone"),
    "/tv/airing-today/?timezone=Asia/Tokyo": ("Airing today", "<option selected>Asia/Tokyo"),
    "/": (
        "Trending today",
        "Now playing",
        "Upcoming films",
        "On the air",
        "Popular people",
        "By genre",
        "Film of the day",
    ),
    "/company/174-warner-bros-pictures/": ("Warner Bros. Pictures", "Company", "Films", "Shows"),
    "/network/49-hbo/": ("HBO", "Network", "Game of Thrones"),
    "/keyword/4565-dystopia/": ("dystopia", "Keyword", "The Matrix"),
    "/discover/movie/": ("Discover films", "Sort by", "Genres"),
    "/discover/tv/": ("Discover shows", "Kind and status"),
    "/preferences/": ("Country", "German (DE)", "Germany"),
}


@pytest.mark.parametrize("address", SEVERAL)
def test_pages_of_several_lists_cost_nothing_when_warm(visitor: Client, stand_in: StandIn, address: str) -> None:
    body = get_page(visitor, address)
    for words in SEVERAL[address]:
        assert words in body
    stand_in.forget()
    get_page(visitor, address)
    assert stand_in.page_calls == []


@pytest.mark.parametrize(
    "address",
    [
        "/movie/999999999/",
        "/movie/99999999999999/",
        "/tv/999999999/",
        "/tv/1399/season/99/",
        "/tv/1399/season/1/episode/99/",
        "/person/999999999/",
        "/collection/999999999/",
        "/company/999999999/",
        "/network/999999999/",
        "/keyword/999999999/",
        "/movies/nonsense/",
        "/trending/?type=nonsense",
        "/nowhere/",
        "/movie/999999999/releases/",
        "/movie/603/nonsense/",
        "/tv/1399/season/99/changes/",
        "/tv/1399/season/1/episode/99/changes/",
        "/tv/1399/order/nonsense/",
        "/list/999999999/",
        "/review/nonsense/",
        "/credit/nonsense/",
        "/person/999999999/images/",
        "/demo/t/p/w342/movie-999999999-poster-en-1.jpg",
        "/demo/t/p/w1/movie-603-poster-en-1.jpg",
    ],
)
def test_what_does_not_exist_is_a_404_in_words(visitor: Client, address: str) -> None:
    body = get_page(visitor, address, status=404)
    assert "<h1" in body
    assert "Traceback" not in body


@pytest.mark.parametrize("number", ["0", "501", "-1", "x", "1.5", "²", "9" * 30])
def test_a_page_beyond_tmdbs_limits_is_a_400_that_says_so(visitor: Client, stand_in: StandIn, number: str) -> None:
    assert "1 to 500" in get_page(visitor, f"/movies/popular/?page={number}", status=400)
    assert stand_in.calls == []


@pytest.mark.parametrize(
    "address",
    [
        "/movies/popular/?page=400",
        "/tv/airing-today/?page=9",
        "/trending/?page=400",
        "/search/?q=matrix&page=9",
        "/discover/movie/?page=400",
        "/company/174/?page=99",
        "/keyword/4565/?type=tv&page=99",
        "/list/8300003/?page=99",
        "/movie/603/reviews/?page=9",
        "/movie/603/lists/?page=9",
    ],
)
def test_a_page_after_the_last_says_that_the_list_is_shorter(visitor: Client, address: str) -> None:
    body = get_page(visitor, address)
    assert "shorter than that" in body
    assert "Nothing of that name" not in body
    assert "Nothing fits" not in body


def test_a_bare_id_leads_to_the_address_with_the_title(visitor: Client) -> None:
    assert visitor.get("/movie/603/").headers["Location"] == "/movie/603-the-matrix/"
    assert visitor.get("/movie/603/credits/").headers["Location"] == "/movie/603-the-matrix/credits/"
    assert visitor.get("/person/6384/").headers["Location"] == "/person/6384-keanu-reeves/"
    assert visitor.get("/movie/603-another-slug/").status_code == 200


def test_what_else_was_asked_for_goes_along_to_the_full_address(visitor: Client) -> None:
    assert visitor.get("/company/174/?type=tv").headers["Location"] == "/company/174-warner-bros-pictures/?type=tv"
    images = visitor.get("/movie/603/images/?language=de")
    assert images.headers["Location"] == "/movie/603-the-matrix/images/?language=de"


def test_an_imdb_id_leads_straight_to_the_film(visitor: Client) -> None:
    for address in ("/find/?id=tt0133093", "/search/?q=tt0133093", "/find/?id=https://www.imdb.com/title/tt0133093/"):
        assert visitor.get(address, follow=True).redirect_chain[-1][0] == "/movie/603-the-matrix/"


def test_find_says_when_nothing_has_the_id_and_when_its_site_is_unclear(visitor: Client) -> None:
    assert "Nothing has that id" in get_page(visitor, "/find/?id=tt99999999")
    assert "could be from anywhere" in get_page(visitor, "/find/?id=somebody")
    assert "could be from anywhere" in get_page(visitor, "/find/?id=somebody&source=nowhere")
    assert "Paste an id" in get_page(visitor, "/find/")


def test_search_without_results_is_not_an_error_and_helps(visitor: Client) -> None:
    assert "Nothing of that name" in get_page(visitor, "/search/?q=zzzzqqqq")
    assert "in that year" in get_page(visitor, "/search/?q=matrix&type=movie&year=1950")
    assert "What are you looking for" in get_page(visitor, "/search/?q=%20%20")


def test_search_narrows_by_year(visitor: Client) -> None:
    body = get_page(visitor, "/search/?q=matrix&type=movie&year=1999")
    assert "The Matrix" in body
    assert "Reloaded" not in body


@pytest.mark.parametrize("query", ["'; drop table movie", '"', "*", "🎬", "مرحبا", "千と", "x" * 200, "%F0%28"])
def test_search_takes_any_text(visitor: Client, query: str) -> None:
    response = visitor.get("/search/", {"q": query})
    assert response.status_code == 200


def test_suggestions_come_while_typing(visitor: Client) -> None:
    body = get_page(visitor, "/search/suggest/?q=matr")
    assert "The Matrix" in body
    assert 'role="option"' in body
    assert "<html" not in body


def test_every_page_names_tmdb_and_says_that_this_is_demo_data(visitor: Client) -> None:
    for address in ("/", "/movie/603-the-matrix/", "/credits/", "/nowhere/"):
        body = visitor.get(address, follow=True).content.decode()
        assert "uses the TMDB API but is not endorsed or certified by TMDB" in body
        assert "TMDB_ACCESS_TOKEN" in body


def test_the_credits_page_carries_the_attribution(visitor: Client) -> None:
    body = get_page(visitor, "/credits/")
    assert "https://www.themoviedb.org" in body
    assert "JustWatch" in body
    assert 'aria-label="TMDB, The Movie Database"' in body


def test_pictures_of_the_demo_are_served_and_may_be_kept_for_ever(visitor: Client) -> None:
    response = visitor.get("/demo/t/p/w342/movie-603-poster-en-1.jpg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in response.headers["Cache-Control"]
    assert "The Matrix" in response.content.decode()
    again = visitor.get("/demo/t/p/w342/movie-603-poster-en-1.jpg", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_nothing_is_loaded_from_youtube_before_a_click(visitor: Client) -> None:
    response = visitor.get("/movie/603-the-matrix/")
    assert b"<iframe" not in response.content
    assert b"youtube-nocookie.com/embed/" in response.content
    assert "youtube-nocookie.com" in response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_pages_answer_only_reads(visitor: Client) -> None:
    assert visitor.put("/movie/603-the-matrix/").status_code == 405
    assert visitor.delete("/movie/603-the-matrix/").status_code == 405
    assert visitor.post("/search/suggest/").status_code == 405
    assert visitor.head("/movie/603-the-matrix/").status_code == 200


def test_what_is_gone_is_looked_for_by_the_words_of_its_address(visitor: Client) -> None:
    body = get_page(visitor, "/movie/999999999-the-matrix/", status=404)
    assert "/search/?q=the%20matrix" in body
    assert "What members did with it is kept" in body
    assert "search for" not in get_page(visitor, "/nowhere/", status=404)
