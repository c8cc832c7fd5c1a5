"""The stand-in's pictures: whole, always the same, and never two alike on a shelf."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tmdb_demo.artwork import ROLES, Subject, draw, palette
from tmdb_demo.artwork.direction import TELEVISION, design, genres
from tmdb_demo.artwork.layouts import LAYOUTS
from tmdb_demo.artwork.motifs.by_genre import BY_GENRE
from tmdb_demo.artwork.pages import M, W
from tmdb_demo.artwork.palettes import ERAS, contrast
from tmdb_demo.artwork.portraits import INKS, initials
from tmdb_demo.artwork.signatures import MOVIES
from tmdb_demo.artwork.typesetting import FACES, Style, face, fit
from tmdb_demo.artwork.words import title_ideas

DATA = Path(__file__).parents[2] / "tmdb_demo" / "data"
MATRIX = Subject(
    kind="movie",
    id=603,
    title="The Matrix",
    year="1999",
    genres=("Action", "Science Fiction"),
    people=("Lana Wachowski", "Keanu Reeves", "Laurence Fishburne", "Carrie-Anne Moss"),
)
TITLES = (
    "M",
    "8½",
    "It",
    "300",
    "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "Birds of Prey (and the Fantabulous Emancipation of One Harley Quinn)",
    "Koyaanisqatsi",
    "Supercalifragilisticexpialidocious" * 3,
    "Amélie Été Ångström Łódź Čeština",
    "Straße ß",
    "Tom & Jerry <script>alert('x')</script> \"quoted\"",
    "七人の侍",
    '七 & <人> "の"',
    "Сталкер",
    "جدایی نادر از سیمین",
    "기생충",
    "🎬 Emoji 👩‍👩‍👧 Film",
    "\x00\x0b control\ud800 characters\u202e",
    "   ",
    "",
    "…",
    "WALL·E",
    "[REC]²",
)


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.encode("utf-8"))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("role", ROLES)
def test_any_title_gives_a_whole_picture(role: str, title: str) -> None:
    for kind in ("movie", "person", "company", "provider"):
        root = parse(draw(Subject(kind, 7, title, "1972", ("Drama",), (title, title)), role))
        assert root.tag.endswith("svg")
        assert root.get("role") == "img"
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert root[0].tag.endswith("title")
        assert root[0].text


def test_the_picture_is_named_for_those_who_do_not_see_it() -> None:
    assert parse(draw(replace(MATRIX, title="Tom & Jerry"), "poster"))[0].text == "Tom & Jerry"


@pytest.mark.parametrize("role", ROLES)
def test_a_picture_is_always_the_same(role: str) -> None:
    assert draw(MATRIX, role) == draw(replace(MATRIX), role)


def test_a_picture_does_not_depend_on_the_machine() -> None:
    """Palettes are picked by a hash: a change here changes every demo's look."""
    assert palette(replace(MATRIX, id=77)) == palette(replace(MATRIX, id=77, people=()))
    assert palette(MATRIX) == (MOVIES[603][1].ground, MOVIES[603][1].spot)


@pytest.mark.parametrize("role", ["poster", "backdrop", "still", "profile"])
def test_variants_differ(role: str) -> None:
    assert len({draw(MATRIX, role, variant=n) for n in (1, 2, 3, 4)}) == 4


def test_small_print_speaks_the_poster_s_language() -> None:
    assert draw(MATRIX, "poster", language="de-DE") != draw(MATRIX, "poster", language="en-US")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="banner"):
        draw(MATRIX, "banner")


@pytest.mark.parametrize(
    ("role", "kind", "ratio"),
    [
        ("poster", "movie", 2 / 3),
        ("poster", "tv", 2 / 3),
        ("poster", "season", 2 / 3),
        ("poster", "collection", 2 / 3),
        ("backdrop", "movie", 16 / 9),
        ("still", "episode", 16 / 9),
        ("profile", "person", 2 / 3),
        ("logo", "provider", 1),
    ],
)
def test_shapes_are_tmdb_s(role: str, kind: str, ratio: float) -> None:
    root = parse(draw(replace(MATRIX, kind=kind), role))
    assert int(root.get("width", "")) / int(root.get("height", "")) == pytest.approx(ratio, abs=0.01)


def test_a_company_s_logo_is_one_dark_colour_on_nothing() -> None:
    for number in range(40):
        svg = draw(Subject("company", number, "Studio Ghibli"), "logo")
        inked = {element.get("fill") for element in parse(svg).iter()} - {None, "none", "#fff", "#000"}
        assert inked == {"#111111"}


@pytest.mark.parametrize("style", [Style(name, case) for name in FACES for case in ("upper", "title", "lower")])
@pytest.mark.parametrize("title", TITLES)
def test_titles_stay_inside_their_box(title: str, style: Style) -> None:
    for width, height in ((848, 300), (640, 300), (1348, 190), (226, 190)):
        for justify in (False, True):
            setting = fit(title, replace(style, justify=justify), width, height, largest=240)
            assert setting.width <= width + 0.01
            assert setting.height <= height + 0.01
            for line in setting.lines:
                assert line.x >= 0
                assert line.x + line.width <= width + 0.01
                assert 0 < line.y <= height + 0.01


def test_no_outline_leaves_the_line_it_was_measured_for() -> None:
    for name in FACES:
        cut = face(name)
        assert cut.width("AVATAR") < sum(cut.width(letter) for letter in "AVATAR") + 0.01
        assert cut.outline("A B").count("M") == sum((len(cut.glyphs[c]) - 1) // 3 for c in "A B")


def test_long_titles_stay_legible() -> None:
    """On a card 180 px wide, capitals of the longest title still stand five pixels high."""
    for style in (Style("gothic"), Style("grotesque", "title", -0.035), Style("serif", "title")):
        setting = fit(TITLES[4], style, W - 2 * M, 300, largest=240)
        cap = face(style.face).cap / face(style.face).em
        assert min(line.size for line in setting.lines) * cap * 180 / W >= 5


def test_titles_in_other_scripts_are_left_as_text() -> None:
    svg = draw(replace(MATRIX, id=346, title="七人の侍"), "poster", variant=2)
    texts = parse(svg).iter("{http://www.w3.org/2000/svg}text")
    assert "".join("".join(element.itertext()) for element in texts).replace(" ", "").startswith("七人の侍")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Joaquin Phoenix", "JP"),
        ("Robert Downey Jr.", "RD"),
        ("Guillermo del Toro", "GT"),
        ("Cher", "C"),
        ("Élodie Bouchez", "ÉB"),
        ("三船敏郎", "三船"),
        ("宮崎 駿", "宮駿"),
        ("", "—"),
    ],
)
def test_monograms(name: str, letters: str) -> None:
    assert initials(name) == letters
    parse(draw(Subject("person", 1, name), "profile"))


def test_every_ground_is_readable() -> None:
    for printed, palettes in ERAS.items():
        for pal in palettes:
            assert contrast(pal.ground, pal.ink) >= 4.5, (printed, pal)
    for _, pal in MOVIES.values():
        assert contrast(pal.reading(pal.ground), pal.ground) >= 4.5
    for pal in INKS:
        assert contrast(pal.ground, pal.ink) >= 3, pal


def test_a_title_s_colour_reads_on_whatever_it_stands_on() -> None:
    for palettes in ERAS.values():
        for pal in palettes:
            for colour in (pal.ground, pal.ink, pal.spot, pal.tone):
                assert contrast(pal.reading(colour), colour) >= 4.5


def test_every_genre_of_tmdb_has_ideas() -> None:
    for name in _genre_names().values():
        assert all(kind in BY_GENRE for kind in genres(Subject("tv", 1, "x", genres=(name,)))), name


def _genre_names() -> dict[int, str]:
    listed = json.loads((DATA / "config" / "genres.json").read_text(encoding="utf-8"))
    return {genre["id"]: genre["name"] for kind in ("movie", "tv") for genre in listed[kind]["en"]}


def test_there_are_ideas_enough() -> None:
    assert len({motif for motifs in BY_GENRE.values() for motif in motifs}) >= 60
    assert min(len(motifs) for motifs in BY_GENRE.values()) >= 4
    assert len(LAYOUTS) >= 8


@pytest.mark.parametrize("genre", sorted(BY_GENRE) + sorted(TELEVISION) + ["", "Unheard-of"])
def test_every_idea_fits_every_window(genre: str) -> None:
    for number in range(30):
        for role, limit in (("poster", 12_500), ("backdrop", 8_000), ("still", 8_000)):
            subject = replace(MATRIX, id=number, genres=(genre,), year=str(1900 + number * 4))
            svg = draw(subject, role)
            parse(svg)
            assert "nan" not in svg
            assert len(svg.encode()) <= limit


def test_a_shelf_has_no_two_alike() -> None:
    """The first sixty films of the data: no two share idea, colours and page."""
    names, seen = _genre_names(), set()
    with (DATA / "movies.jsonl").open(encoding="utf-8") as lines:
        for line, _ in zip(lines, range(60), strict=False):
            film = json.loads(line)
            kinds = tuple(names[genre] for genre in film["genres"])
            chosen = design(Subject("movie", film["id"], film["title"], film["release_date"][:4], kinds), 1)
            seen.add((chosen.motif, chosen.palette, chosen.layout))
    assert len(seen) == 60


@pytest.mark.parametrize(
    ("title", "idea"),
    [
        ("The Fellowship of the Ring", "ring"),
        ("The Lord of the Rings: The Rings of Power", "gold_ring mountains sword"),
        ("Spider-Man: Far From Home", "web skyline facade metropolis mask"),
        ("Singin' in the Rain", "umbrellas"),
        ("Star Trek", "rays comet"),
    ],
)
def test_a_title_is_listened_to(title: str, idea: str) -> None:
    for number in range(20):
        subject = replace(MATRIX, id=900_000_000 + number, title=title)
        assert design(subject, 1).motif.__name__ in idea.split()


def test_words_are_looked_for_whole() -> None:
    """A king is in neither Kingsman nor Viking."""
    assert title_ideas("Kingsman") == title_ideas("Vikings") == ()
    assert title_ideas("The King's Speech")


def test_seasons_look_like_their_show() -> None:
    show = Subject("tv", 1396, "Breaking Bad", "2008", ("Drama", "Crime"))
    season = replace(show, kind="season", id=3572, title="Breaking Bad: Season 1")
    assert design(show, 1).motif is design(season, 1).motif
    assert design(show, 1).style == design(season, 1).style


def test_fonts_travel_with_their_licences() -> None:
    fonts = Path(__file__).parents[2] / "tmdb_demo" / "artwork" / "fonts"
    tables = sorted(fonts.glob("*.json"))
    assert {path.stem for path in tables} == {*FACES, "small"}
    for path in tables:
        assert path.stat().st_size <= 60_000
        licence = path.with_suffix(".LICENSE") if path.stem != "small" else fonts / "condensed.LICENSE"
        assert "SIL Open Font License" in licence.read_text(encoding="utf-8")
