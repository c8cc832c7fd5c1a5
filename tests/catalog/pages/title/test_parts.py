"""The parts that pages of titles have in common."""

from typing import Any

import pytest

from catalog.pages.title.parts import (
    MAX_CAST,
    MAX_FIRST_PICTURES,
    TitleParts,
    build_galleries,
    build_genre_links,
    build_review,
    choose_tint,
)
from tests.catalog.answers import GERMAN, ODD_VALUES


def parts(**data: Any) -> TitleParts:
    return TitleParts({"id": 603, "title": "The Matrix", **data}, GERMAN, "movie")


def picture(language: str | None, name: str) -> dict[str, Any]:
    return {"iso_639_1": language, "file_path": f"/{name}.jpg"}


def video(kind: str, **more: Any) -> dict[str, Any]:
    return {"site": "YouTube", "key": "abc", "name": kind, "type": kind, "iso_639_1": "en", **more}


class TestPictures:
    posters = (picture("en", "en1"), picture(None, "none2"), picture("de", "de3"), picture("fr", "fr4"))

    def test_a_film_without_a_poster_of_its_own_takes_the_first_of_the_best_language(self) -> None:
        poster = parts(images={"posters": list(self.posters)}).poster
        assert poster
        assert poster.src.endswith("/de3.jpg")

    def test_a_gallery_has_the_visitors_language_then_no_text_then_english(self) -> None:
        [gallery] = build_galleries({"images": {"posters": list(self.posters)}}, GERMAN)
        assert (gallery.label, gallery.kind) == ("Posters", "poster")
        assert [shown.src.rpartition("/")[2] for shown in gallery.pictures] == ["de3.jpg", "none2.jpg", "en1.jpg"]

    def test_the_titles_own_page_shows_a_few_of_the_first_gallery(self) -> None:
        backdrops = [picture(None, f"b{number}") for number in range(9)]
        [gallery] = parts(images={"backdrops": backdrops, "posters": list(self.posters)}).first_pictures
        assert gallery.label == "Backdrops"
        assert len(gallery.pictures) == MAX_FIRST_PICTURES

    @pytest.mark.parametrize("odd", ODD_VALUES)
    def test_paths_that_are_none_make_no_picture(self, odd: Any) -> None:
        several = parts(backdrop_path=odd, poster_path=odd, images={"backdrops": [{"file_path": odd}], "posters": odd})
        assert (several.poster, several.backdrop, several.first_pictures) == (None, None, [])
        assert build_galleries(several.data, GERMAN) == []


class TestVideos:
    def test_trailers_come_first_then_official_ones_then_the_visitors_language(self) -> None:
        rows = [
            video("Clip", key="a"), video("Trailer", key="b"), video("Trailer", key="c", iso_639_1="de"),
            video("Trailer", key="d", official=True), video("Podcast", key="e"),
        ]  # fmt: skip
        videos = parts(videos={"results": rows}).videos
        assert [shown.key for shown in videos] == ["d", "c", "b", "a", "e"]

    def test_a_language_has_its_name_or_its_code(self) -> None:
        names = {"translations": [{"iso_639_1": "de", "english_name": "German"}]}
        rows = [video("Clip", iso_639_1="de", published_at="1999-03-31T00:00:00Z"), video("Clip")]
        german, english = parts(videos={"results": rows}, translations=names).videos
        assert (german.language, german.date, english.language, english.date) == ("German", "1999-03-31", "EN", "")

    @pytest.mark.parametrize("odd", [{"site": "Vimeo"}, {"key": ""}, {"key": "a/b"}, {"key": None}, {"key": "x" * 65}])
    def test_only_what_youtube_can_play_is_shown(self, odd: dict[str, Any]) -> None:
        assert parts(videos={"results": [video("Trailer", **odd), None, 7]}).videos == []

    def test_nothing_is_loaded_from_where_a_video_sets_cookies(self) -> None:
        [trailer] = parts(videos={"results": [video("Trailer")]}).videos
        assert trailer.url == "https://www.youtube.com/watch?v=abc"
        assert trailer.embed_url == "https://www.youtube-nocookie.com/embed/abc?autoplay=1"


class TestCards:
    def test_the_cast_ends_after_the_leads(self) -> None:
        cast = [{"id": number, "name": f"P{number}", "character": f"C{number}"} for number in range(1, 30)]
        cards = parts(credits={"cast": cast}).cast
        assert len(cards) == MAX_CAST
        assert (cards[0].title, cards[0].note) == ("P1", "C1")

    def test_similar_titles_leave_out_what_is_recommended_already(self) -> None:
        rows = [{"id": 604, "title": "Reloaded"}, {"id": 605, "title": "Revolutions"}]
        both = parts(recommendations={"results": rows[:1]}, similar={"results": rows})
        assert [card.id for card in both.recommendations] == [604]
        assert [card.id for card in both.similar] == [605]

    def test_titles_like_a_show_are_shows(self) -> None:
        data = {"id": 1, "name": "Dark", "similar": {"results": [{"id": 2, "name": "1899"}]}}
        assert [card.url for card in TitleParts(data, GERMAN, "tv").similar] == ["/tv/2-1899/"]

    @pytest.mark.parametrize("odd", ODD_VALUES)
    def test_odd_answers_have_none(self, odd: Any) -> None:
        empty = parts(credits=odd, recommendations=odd, similar=odd, videos=odd, reviews=odd)
        assert empty.cast == empty.key_crew == empty.recommendations == empty.similar == []
        assert empty.videos == empty.first_reviews == []


class TestKeywords:
    @pytest.mark.parametrize("key", ["keywords", "results"])
    def test_films_and_shows_have_them_under_another_key(self, key: str) -> None:
        rows = [{"id": 4565, "name": "dystopia"}, {"id": 0, "name": "none"}, {"id": 5}]
        assert [keyword.url for keyword in parts(keywords={key: rows}).keywords] == ["/keyword/4565-dystopia/"]

    @pytest.mark.parametrize("odd", ODD_VALUES)
    def test_odd_answers_have_none(self, odd: Any) -> None:
        assert parts(keywords=odd).keywords == []


def test_genres_lead_to_discover() -> None:
    rows = [{"id": 18, "name": "Drama"}, {"id": 1}, {"name": "X"}, {"id": -1, "name": "Y"}]
    [link] = build_genre_links({"genres": rows}, "tv")
    assert (link.text, link.url) == ("Drama", "/discover/tv/?with_genres=18")


def test_a_review_without_author_or_rating() -> None:
    review = build_review({"content": "**Good**", "author_details": {"rating": 0}, "url": "javascript:x", "id": "?"})
    assert (review.author, review.rating, review.date, review.url, review.page_url) == ("Anonymous", None, "", "", "")
    assert review.content.strip() == "<p><strong>Good</strong></p>"


def test_a_tint_is_always_the_same_for_a_title() -> None:
    assert choose_tint({"id": 603}) == choose_tint({"id": 603, "name": "x"}) == "9"
    assert choose_tint({}) == "0"


def test_links_lead_to_the_same_title_elsewhere() -> None:
    assert [link.label for link in parts(external_ids={"imdb_id": "tt0133093"}).links] == ["TMDB", "IMDb"]
