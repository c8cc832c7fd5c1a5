"""Portraits: a monogram, in inks of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .canvas import Art, dice
from .palettes import Palette, contrast
from .subject import Subject
from .typesetting import Setting, Style, clean, set_line

W, H = 600, 900
# ground, letters, shade of the ground, accent
INKS = tuple(
    Palette(*(f"#{colour}" for colour in row.split()))
    for row in """
    b5482e f6dfc4 8f3522 2a1512
    1f4e57 f0e2c4 2f6b73 e0a23c
    d9a032 2a1c10 bf8520 f6e8cb
    4a2545 f3d7c8 6a3a60 e08a5a
    5d5c28 f5e9c8 75743a e2a54a
    8e2f27 f7dfc4 ab4438 1f1414
    1c2740 ece3cc 2e3d5f d9694a
    a9b79a 1f2d1c 8fa07f f4efdd
    dda199 4a1a22 c98680 f9e9dc
    8fb4c4 14303f 75a0b3 f4efe2
    24402f ebe4c2 365c44 d98a4a
    d9c49a 3a2a18 c6ad7c 9c3f2a
    1b1a1c ecdfc6 35323a c9512f
    e4694a 2b1020 cc5238 fbe4cc
    146464 f6ead0 0d4f4f f0b04a
    c1802f 24150a a86c20 f8e8c8
    b9a9d6 2a1a4a a391c6 f5effa
    5f1b2d f6d9ca 7d2c40 e7a35a
    4a5e6d f4efe2 394c59 e8b565
    f0b48a 4a1d18 e39c6d fdf0e0
    3f4a24 f1e8c6 566233 d98b3a
    2345a0 f8ecd6 1a3580 f2b33d
    e8dfcb 2b2622 d4c8ae b4482e
    94431a fce8cc 7a3310 26140c
    """.strip().splitlines()
)
FACES = ("gothic", "didone", "slab", "serif", "grotesque", "round", "deco", "condensed")
PARTICLES = {"jr", "sr", "ii", "iii", "iv", "md", "phd"}


@dataclass(slots=True)
class Sitter:
    letters: str
    face: str
    art: Art
    die: Random

    def letter(self, text: str, width: float, cap: float) -> Setting:
        """Set a letter as large as width and cap height allow."""
        style = Style(self.face)
        size = 1000.0
        setting = set_line(text, style, size, width)
        scale = min(1.0, cap / setting.height)
        return set_line(text, style, setting.lines[0].size * scale, width)


def initials(name: str) -> str:
    """Return the first letters of first and last name; one where there is one name."""
    words = [word.strip('.,()"’') for word in clean(name).split()]
    words = [word for word in words if word and word.lower() not in PARTICLES]
    named = [word for word in words if not word[0].islower()] or words
    if not named:
        return "–"
    if len(named) == 1 and not named[0].isascii() and not named[0][0].isupper():
        return named[0][:2]
    return (named[0][0] + (named[-1][0] if len(named) > 1 else "")).upper()


def portrait(subject: Subject, variant: int) -> tuple[int, int, str]:
    die = dice(subject.kind, subject.id, variant, "profile")
    art = Art(W, H, die.choice(INKS), die)
    sitter = Sitter(initials(subject.title), die.choice(FACES), art, die)
    art.fill(art.pal.ground)
    die.choice(POSES)(sitter)
    return W, H, art.svg()


def _put(sitter: Sitter, setting: Setting, x: float, y: float, colour: str) -> None:
    sitter.art.parts.append(setting.svg(x, y, colour))


def stacked(sitter: Sitter) -> None:
    """Set one letter on the other, both as wide as the sheet."""
    art, pal = sitter.art, sitter.art.pal
    cap = 330 if len(sitter.letters) > 1 else 520
    rows = [sitter.letter(char, 440, cap) for char in sitter.letters]
    total = sum(row.height for row in rows) + 44 * (len(rows) - 1)
    y = (H - total) / 2
    for i, row in enumerate(rows):
        _put(sitter, row, (W - row.width) / 2, y, pal.ink if i == 0 else pal.tone)
        y += row.height + 44
    if len(rows) == 1:
        art.rect(80, y + 10, 440, 14, pal.tone)


def _pair(sitter: Sitter, width: float = 440, cap: float = 420) -> tuple[Setting, float, float]:
    setting = sitter.letter(sitter.letters, width, cap)
    return setting, (W - setting.width) / 2, (H - setting.height) / 2


def sun(sitter: Sitter) -> None:
    """Set the letters across a disc, in the other colour within it."""
    art, pal = sitter.art, sitter.art.pal
    setting, x, y = _pair(sitter, 470)
    cx, cy, r = W * sitter.die.choice((0.32, 0.5, 0.68)), H * sitter.die.choice((0.4, 0.5, 0.6)), 210
    if contrast(pal.ink, pal.tone) >= 3:
        art.disc(cx, cy, r, pal.tone)
        _put(sitter, setting, x, y, pal.ink)
        return
    _put(sitter, setting, x, y, pal.ink)
    art.disc(cx, cy, r, pal.tone)
    art.parts.append(f'<clipPath id="p"><circle cx="{cx:.0f}" cy="{cy:.0f}" r="{r}"/></clipPath>')
    art.parts.append(f'<g clip-path="url(#p)">{setting.svg(x, y, _over(pal, pal.tone))}</g>')


def _over(pal: Palette, on: str) -> str:
    return max((pal.ink, pal.ground, pal.spot), key=lambda colour: contrast(colour, on))


def halved(sitter: Sitter) -> None:
    """Set the letters on two fields; they change colour where these meet."""
    art, pal = sitter.art, sitter.art.pal
    setting, x, y = _pair(sitter)
    if sitter.die.random() < 0.5:
        field = f"M0 {H / 2:.0f}H{W}V{H}H0z"
    else:
        field = f"M0 {H}V{H * 0.66:.0f}L{W} {H * 0.34:.0f}V{H}z"
    art.path(field, pal.tone)
    _put(sitter, setting, x, y, pal.ink)
    art.parts.append(f'<clipPath id="p"><path d="{field}"/></clipPath>')
    art.parts.append(f'<g clip-path="url(#p)">{setting.svg(x, y, _over(pal, pal.tone))}</g>')


def shadowed(sitter: Sitter) -> None:
    """Print the letters three times, a little further each time."""
    pal = sitter.art.pal
    setting, x, y = _pair(sitter, 400)
    for step, colour in ((26, pal.spot), (13, pal.tone), (0, pal.ink)):
        _put(sitter, setting, x - 13 + step, y - 13 + step, colour)


def sliced(sitter: Sitter) -> None:
    """Cut the letters with bars that widen."""
    art, pal = sitter.art, sitter.art.pal
    setting, x, y = _pair(sitter, 470)
    _put(sitter, setting, x, y, pal.ink)
    high = setting.height / 7.5
    for i in range(6):
        art.rect(0, y + setting.height * 0.18 + i * high, W, high * (0.08 + i * 0.075), pal.ground)
    art.rect(x, y + setting.height + 60, setting.width, 16, pal.tone)


def corners(sitter: Sitter) -> None:
    """Set the first letter from the top corner, the last from the bottom one."""
    art, pal = sitter.art, sitter.art.pal
    first, last = sitter.letters[0], sitter.letters[-1]
    top = sitter.letter(first, 340, 400)
    _put(sitter, top, 54, 64, pal.ink)
    if len(sitter.letters) > 1:
        bottom = sitter.letter(last, 340, 400)
        _put(sitter, bottom, W - 54 - bottom.width, H - 64 - bottom.height, pal.tone)
    else:
        art.disc(W - 190, H - 200, 130, pal.tone)


def cropped(sitter: Sitter) -> None:
    """Set the letters larger than the sheet, on a shade of its ground."""
    art, pal = sitter.art, sitter.art.pal
    high = H * sitter.die.choice((0.38, 0.5, 0.62))
    art.rect(0, high, W, H - high, pal.spot)
    setting = sitter.letter(sitter.letters, 660, 560)
    _put(sitter, setting, (W - setting.width) / 2, (H - setting.height) / 2, pal.ink)


def quartered(sitter: Sitter) -> None:
    """Set the letters over quarter rounds, as on a tile."""
    art, pal = sitter.art, sitter.art.pal
    art.path(f"M0 0H{W}A{W} {W} 0 0 1 0 {W}z", pal.spot)
    art.path(f"M{W} {H}V{H - 300}A300 300 0 0 0 {W - 300} {H}z", pal.tone)
    setting, x, y = _pair(sitter, 430, 380)
    _put(sitter, setting, x, y - 40, pal.ink)


POSES: tuple[Callable[[Sitter], None], ...] = (
    stacked, sun, halved, shadowed, sliced, corners, cropped, quartered,
)  # fmt: skip
