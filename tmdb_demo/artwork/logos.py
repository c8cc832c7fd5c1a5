"""Wordmarks of companies and networks, and tiles of services."""

from collections.abc import Callable

from .canvas import Art, dice, polar, sector, star
from .palettes import ERAS, Palette
from .subject import Subject
from .typesetting import Setting, Style, clean, fit

INK = "#111111"
MARKS = (
    Style("gothic"), Style("grotesque", "title", -0.035), Style("grotesque", "lower", -0.04),
    Style("didone", "title"), Style("didone"), Style("serif", "upper", 0.03), Style("slab"),
    Style("deco", "upper", 0.12), Style("deco", "lower", -0.01), Style("round"),
    Style("condensed", "upper", 0.1), Style("condensed"),
)  # fmt: skip
HIGH = 200  # units; a wordmark is as wide as its name asks for
TILE = Palette("#111111", "#ffffff", "#888888", "#444444")


def wordmark(subject: Subject) -> tuple[int, int, str]:
    """Set the name in one dark colour without a ground, as TMDB's logos are."""
    die = dice(subject.kind, subject.id, "logo")
    style = die.choice(MARKS)
    name = clean(subject.title)
    title = fit(name, style, 1000 if len(name) > 12 else 760, 130 if len(name) < 26 else 170, largest=120)
    art = Art(title.width, HIGH, TILE, die)
    return die.choice(SETTINGS)(art, title)


def plain(art: Art, title: Setting) -> tuple[int, int, str]:
    return round(title.width) + 20, HIGH, title.svg(10, (HIGH - title.height) / 2, INK)


def ruled(art: Art, title: Setting) -> tuple[int, int, str]:
    wide, y = round(title.width) + 20, (HIGH - title.height) / 2
    rules = (
        f'<path d="M10 {y - 26:.0f}h{wide - 20}v9H10zM10 {y + title.height + 17:.0f}h{wide - 20}v9H10z" fill="{INK}"/>'
    )
    return wide, HIGH, rules + title.svg(10, y, INK)


def marked(art: Art, title: Setting) -> tuple[int, int, str]:
    """Place a sign before the name."""
    sign = Art(HIGH, HIGH, TILE, art.die)
    art.die.choice(SIGNS)(sign)
    x = HIGH + 18
    return round(x + title.width) + 10, HIGH, sign.svg() + title.svg(x, (HIGH - title.height) / 2, INK)


def boxed(art: Art, title: Setting) -> tuple[int, int, str]:
    """Cut the name out of a bar."""
    wide = round(title.width) + 100
    letters = title.svg(50, (HIGH - title.height) / 2, "#000")
    corner = art.die.choice((0, 14, HIGH // 2))
    return (
        wide,
        HIGH,
        (
            f'<mask id="k"><path d="M0 0h{wide}v{HIGH}H0z" fill="#fff"/>{letters}</mask>'
            f'<rect width="{wide}" height="{HIGH}" rx="{corner}" fill="{INK}" mask="url(#k)"/>'
        ),
    )


SETTINGS: tuple[Callable[[Art, Setting], tuple[int, int, str]], ...] = (
    plain, plain, ruled, marked, marked, marked, boxed,
)  # fmt: skip


def _peak(a: Art) -> None:
    a.path("M10 160L80 40 112 95 130 66 190 160z", INK)


def _rings(a: Art) -> None:
    a.ring(100, 100, 74, 14, INK)
    a.ring(100, 100, 40, 14, INK)
    a.disc(100, 100, 13, INK)


def _rays(a: Art) -> None:
    for i in range(9):
        a.path(sector(100, 148, 96, 36, -84 + i * 19.4, -72 + i * 19.4), INK)


def _star(a: Art) -> None:
    a.poly(star(100, 104, 84, 34, a.die.choice((4, 5, 8))), INK)


def _quarters(a: Art) -> None:
    for i in range(4):
        x, y = 100 + (4 if i in (0, 1) else -4), 100 + (4 if i in (1, 2) else -4)
        a.path(sector(x, y, 72 if i % 2 else 44, 0, i * 90, i * 90 + 90), INK)


def _stairs(a: Art) -> None:
    for i in range(4):
        a.rect(24 + i * 40, 140 - i * 32, 30, 30 + i * 32, INK)


def _sail(a: Art) -> None:
    a.path("M104 26V150H30Q84 108 104 26zM116 58V150H172Q156 96 116 58z", INK)


def _eye(a: Art) -> None:
    a.path("M14 100Q100 14 186 100Q100 186 14 100zM100 62a38 38 0 1 0 .1 0z", INK, ' fill-rule="evenodd"')
    a.disc(100, 100, 18, INK)


def _hexagon(a: Art) -> None:
    for i in range(0, 6, 2):
        a.poly([(100, 100), polar(100, 100, 82, i * 60), polar(100, 100, 82, i * 60 + 60)], INK)


SIGNS: tuple[Callable[[Art], None], ...] = (
    _peak, _rings, _rays, _star, _quarters, _stairs, _sail, _eye, _hexagon,
)  # fmt: skip


def tile(subject: Subject) -> tuple[int, int, str]:
    """Draw a service's square, flat and loud; long names are cut to initials."""
    die = dice(subject.kind, subject.id, "logo")
    pal = die.choice([pal for era in ("flat", "now", "neon", "pop") for pal in ERAS[era] if not pal.dark])
    name = clean(subject.title).replace("Plus", "+").replace("+", " +")
    words = name.split()
    short = len(words) == 1 and len(name) <= 7
    text = name if short else "".join(word[0] for word in words[:2])
    style = die.choice(
        (
            Style("grotesque", "title", -0.05),
            Style("gothic"),
            Style("round", "title"),
            Style("deco", "lower", -0.03),
            Style("slab"),
            Style("serif", "title", -0.02),
        )
    )
    art = Art(300, 300, pal, die)
    art.fill(pal.ground)
    if not short or len(text) <= 5:
        die.choice(TRIMS)(art)
    title = fit(text, style, 226, 190, largest=150)
    content = art.svg() + title.svg((300 - title.width) / 2, (300 - title.height) / 2, pal.ink)
    return 300, 300, content


def _bar(a: Art) -> None:
    a.rect(0, 272, 300, 28, a.pal.spot)


def _dot(a: Art) -> None:
    a.disc(258, 42, 18, a.pal.spot)


def _none(a: Art) -> None:
    """Draw nothing but the ground."""


TRIMS: tuple[Callable[[Art], None], ...] = (_bar, _dot, _none)
