"""Addresses of pictures."""

from typing import Any

import pytest

from tmdb import Images

POSTER = "/1E5baAaEse26fej7uHcjOgEE2t2.jpg"


def test_a_poster_comes_in_all_sizes_with_its_shape() -> None:
    picture = Images().poster(POSTER)
    assert picture
    assert picture.src == f"https://image.tmdb.org/t/p/w342{POSTER}"
    assert f"https://image.tmdb.org/t/p/w780{POSTER} 780w" in picture.srcset
    assert picture.srcset.count(",") == 5
    assert "original" not in picture.srcset
    assert (picture.width, picture.height) == (342, 513)


def test_a_size_named_by_its_height_is_a_width_in_the_srcset() -> None:
    picture = Images().profile(POSTER)
    assert picture
    assert "/h632/" in picture.srcset
    assert "421w" in picture.srcset


def test_wide_pictures() -> None:
    backdrop, still = Images().backdrop(POSTER), Images().still(POSTER)
    assert backdrop
    assert still
    assert (backdrop.width, backdrop.height) == (1280, 720)
    assert (still.width, still.height) == (300, 169)


def test_an_svg_logo_comes_as_it_is_and_a_png_in_sizes() -> None:
    svg, png = Images().logo("/wwemzKWzjKYJFfCeiB57q3r4Bcm.svg"), Images().logo("/wwemzKWzjKYJFfCeiB57q3r4Bcm.png")
    assert svg
    assert png
    assert svg.src.endswith("/original/wwemzKWzjKYJFfCeiB57q3r4Bcm.svg")
    assert "/w92/" in png.srcset


@pytest.mark.parametrize(
    "path", [None, "", "x.jpg", "/../x.jpg", "/x.exe", '/"><script>.jpg', "javascript:alert(1)", "/x.jpg\n", 7, {}]
)
def test_what_is_no_path_is_no_picture(path: Any) -> None:
    assert Images().poster(path) is None
    assert Images().logo(path) is None


@pytest.mark.parametrize(
    "data", [{}, {"images": None}, {"images": {"poster_sizes": "w1", "secure_base_url": 7}}, {"images": []}]
)
def test_a_missing_configuration_is_as_it_always_was(data: dict[str, object]) -> None:
    assert Images.from_configuration(data).poster(POSTER) == Images().poster(POSTER)


def test_odd_sizes_of_a_configuration_are_passed_over() -> None:
    picture = Images.from_configuration({"images": {"poster_sizes": [None, 7, "w", "w342"]}}).poster(POSTER)
    assert picture
    assert picture.srcset == f"https://image.tmdb.org/t/p/w342{POSTER} 342w"


def test_the_configuration_is_heeded_and_another_address_wins() -> None:
    data = {"images": {"secure_base_url": "https://cdn.example/t/p/", "poster_sizes": ["w100", "original"]}}
    picture = Images.from_configuration(data).poster(POSTER)
    assert picture
    assert picture.srcset == f"https://cdn.example/t/p/w100{POSTER} 100w"
    other = Images.from_configuration(data, base_url="/pictures").poster(POSTER)
    assert other
    assert other.src == f"/pictures/w100{POSTER}"
    assert Images("https://x", {"poster": ["original"]}).poster(POSTER) is None


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://image.tmdb.org/t/p/", "https://image.tmdb.org"),
        ("http://localhost:8100/t/p", "http://localhost:8100"),
        ("http://[::1]:8100", "http://[::1]:8100"),
        ("/demo/t/p", ""),
        ("https://evil.example; script-src *", ""),
        ("https://user@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://evil.example:99999/t/p", ""),
        ("https://evil.example;script-src", ""),
        ("https://[::1;x]/", ""),
        ("https://例え.jp/t/p", ""),
    ],
)
def test_the_origin_is_one_or_none(base_url: str, origin: str) -> None:
    assert Images(base_url).origin == origin
