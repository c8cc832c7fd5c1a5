"""Titles set in outlines, since an SVG inside <img> loads no web fonts.

A glyph table (`fonts/*.json`) holds `em`, `cap`, `x`, `up`, `down` (heights above and depth below
the baseline), `contours` (relative path data), `glyphs` (`[advance, contour, x, y, contour, …]`)
and `kern` (`{"-12": "AV AW"}`), all in whole units of the em.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from unicodedata import combining, east_asian_width, normalize

FONTS = Path(__file__).parent / "fonts"
FACES = ("condensed", "deco", "didone", "gothic", "grotesque", "round", "serif", "slab")
GENERIC = "Helvetica Neue, Arial, Noto Sans, sans-serif"
SLACK = {"left": 0.0, "center": 0.5, "right": 1.0}
# Of the em: what a title in another script takes, where nothing can be measured.
WIDE, NARROW, OTHER_CAP = 1.0, 0.62, 0.74


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    em: int
    cap: int
    x: int
    up: int
    down: int
    contours: list[str]
    glyphs: dict[str, list[int]]
    kern: dict[str, int]

    def covers(self, text: str) -> bool:
        return all(char in self.glyphs for char in text)

    def advances(self, text: str, tracking: float = 0.0) -> list[float]:
        """Return how far each character moves the pen, in ems; kerning counts to the first of a pair."""
        pairs = [text[i : i + 2] for i in range(len(text))]
        return [(self.glyphs[pair[0]][0] + self.kern.get(pair, 0)) / self.em + tracking for pair in pairs]

    def width(self, text: str, tracking: float = 0.0) -> float:
        """Return the width in ems."""
        return sum(self.advances(text, tracking)) - (tracking if text else 0.0)

    def outline(self, text: str, tracking: float = 0.0) -> str:
        """Return the path data of a line whose baseline starts at the origin, in units of the em."""
        parts, pen = [], 0.0
        for char, advance in zip(text, self.advances(text, tracking), strict=True):
            row = self.glyphs[char]
            for i in range(1, len(row), 3):
                contour = self.contours[row[i]]
                parts.append(f"M{round(pen) + row[i + 1]} {row[i + 2]}{contour}")
            pen += advance * self.em
        return "".join(parts)


@cache
def face(name: str) -> Face:
    table = json.loads((FONTS / f"{name}.json").read_text(encoding="utf-8"))
    kern = {pair: int(by) for by, pairs in table.pop("kern").items() for pair in pairs.split()}
    return Face(name=name, kern=kern, **table)


@dataclass(frozen=True, slots=True)
class Style:
    """How a title is set: face, case ("upper", "lower", "title"), spacing in ems."""

    face: str
    case: str = "upper"
    tracking: float = 0.0
    leading: float = 0.0  # gap between lines; 0 stands for the face's own
    align: str = "left"
    justify: bool = False  # every line as wide as the box, as wood type was set

    def text(self, title: str) -> str:
        if self.case == "upper":
            return title.upper()
        return title.lower() if self.case == "lower" else title


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    size: float
    width: float
    x: float
    y: float  # baseline


@dataclass(frozen=True, slots=True)
class Setting:
    """A title fitted into a box: its lines, and the box they really take (no larger)."""

    style: Style
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    outlined: bool = True

    def svg(self, x: float, y: float, fill: str) -> str:
        if not self.outlined:
            return "".join(self._text(line, x, y, fill) for line in self.lines)
        letters = "".join(line.text for line in self.lines)
        if len(letters) > 1.4 * len(set(letters)):
            return glyphs(self.style.face, letters) + self.shared(x, y, fill)
        return "".join(self._outline(line, x, y, fill) for line in self.lines)

    def shared(self, x: float, y: float, fill: str) -> str:
        """Return the lines, made of `glyphs()` that stand elsewhere in the document."""
        return "".join(self._uses(line, x, y, fill) for line in self.lines)

    def _outline(self, line: Line, x: float, y: float, fill: str) -> str:
        outline = face(self.style.face).outline(line.text, self.style.tracking)
        return f'<path {self._at(line, x, y)} fill="{fill}" d="{outline}"/>'

    def _uses(self, line: Line, x: float, y: float, fill: str) -> str:
        cut, pen, parts = face(self.style.face), 0.0, []
        for char, advance in zip(line.text, cut.advances(line.text, self.style.tracking), strict=True):
            if char != " ":
                parts.append(f'<use href="#{_name(cut.name, char)}" x="{pen * cut.em:.0f}"/>')
            pen += advance
        return f'<g {self._at(line, x, y)} fill="{fill}">{"".join(parts)}</g>'

    def _at(self, line: Line, x: float, y: float) -> str:
        scale = line.size / face(self.style.face).em
        return f'transform="translate({x + line.x:.0f} {y + line.y:.0f})scale({scale:.3f})"'

    def _text(self, line: Line, x: float, y: float, fill: str) -> str:
        return (
            f'<text x="{x + line.x:.0f}" y="{y + line.y:.0f}" font-size="{line.size:.0f}" '
            f'font-family="{GENERIC}" font-weight="800" fill="{fill}" '
            f'textLength="{line.width:.0f}" lengthAdjust="spacingAndGlyphs">'
            f"{escape(line.text)}</text>"
        )


def _name(cut: str, char: str) -> str:
    return f"{cut[:2]}{ord(char):x}"


def glyphs(cut: str, text: str) -> str:
    """Return outlines of the text's letters, each once, for `Setting.shared` to use."""
    paths = (f'<path id="{_name(cut, char)}" d="{face(cut).outline(char)}"/>' for char in sorted(set(text) - {" "}))
    return f"<defs>{''.join(paths)}</defs>"


def clean(title: str) -> str:
    """Return one line of characters that XML allows, composed, never empty."""
    text = "".join(c if c.isprintable() else " " for c in normalize("NFC", title))
    text = text.replace("'", "’")
    return " ".join(text.split()) or "—"


def fit(title: str, style: Style, width: float, height: float, *, largest: float) -> Setting:
    """Return the largest setting of the title within width × height; `largest` caps the cap height."""
    text = style.text(clean(title))
    if not face(style.face).covers(text):
        return _fit_other(clean(title), style, width, height, largest)
    best: Setting | None = None
    words = _words(text)
    cut = face(style.face)
    widths = [cut.width(word, style.tracking) for word in words]
    space = cut.width(" ") + 2 * style.tracking
    for count in range(1, min(len(words), 7) + 1):
        lines = balance(words, count, widths, space)
        setting = _compose(lines, style, width, height, largest)
        if best is None or _ink(setting) > _ink(best) * 1.04:
            best = setting
    assert best is not None
    return best


def _ink(setting: Setting) -> float:
    """Return how well a setting fills its box: the size of its smallest line."""
    return min(line.size for line in setting.lines)


def _words(text: str) -> list[str]:
    """Split into words; short joining words and punctuation stay with the word that they lead into."""
    words: list[str] = []
    for word in text.split():
        if words and not any(c.isalnum() for c in word):
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def balance(words: Sequence[str], count: int, widths: Sequence[float], space: float, joiner: str = " ") -> list[str]:
    """Break into `count` lines so that the widest is as narrow as can be."""

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return sum(widths[start:]) + space * (len(words) - start - 1), (start,)
        options, wide = [], -space
        for end in range(start + 1, len(words) - left + 2):
            wide += widths[end - 1] + space
            rest, starts = best(end, left - 1)
            options.append((max(wide, rest), (start, *starts)))
        return min(options)

    starts = best(0, count)[1]
    ends = (*starts[1:], len(words))
    return [joiner.join(words[i:j]) for i, j in zip(starts, ends, strict=True)]


def _compose(lines: list[str], style: Style, width: float, height: float, largest: float) -> Setting:
    cut = face(style.face)
    ems = [max(cut.width(line, style.tracking), 0.05) for line in lines]
    top = largest / (cut.cap / cut.em)
    if style.justify and len(lines) > 1:
        sizes = [min(width / em, top * 1.6) for em in ems]
        sizes = [min(size, min(sizes) * 2.6) for size in sizes]
    else:
        sizes = [min(width / max(ems), top)] * len(lines)
    gap = style.leading or _default_leading(style)
    total = _height(lines, sizes, style, gap)
    if total > height:
        sizes = [size * height / total for size in sizes]
        total = height
    return _place(lines, ems, sizes, style, gap, total)


def _default_leading(style: Style) -> float:
    return 0.13 if style.case == "upper" else 0.2


def _rise(line: str, style: Style) -> float:
    """Return how far a line reaches above its baseline, in ems."""
    cut = face(style.face)
    height = cut.cap if style.case == "upper" else max(cut.up, cut.cap)
    accents = any(combining(c) for c in normalize("NFD", line)) and style.case != "lower"
    return (height / cut.em) + (0.22 if accents else 0.0)


def _drop(line: str, style: Style) -> float:
    cut = face(style.face)
    deep = set(line) & set("gjpqyçşţ") or set(line) & set("Q,;Ç()[]")
    return cut.down / cut.em if deep and style.case != "upper" else 0.07 if deep else 0.012


def _height(lines: list[str], sizes: list[float], style: Style, gap: float) -> float:
    total = _drop(lines[-1], style) * sizes[-1]
    for i, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        total += _rise(line, style) * size
        if i:
            total += _between(lines[i - 1], sizes[i - 1], size, style, gap)
    return total


def _between(above: str, size_above: float, size: float, style: Style, gap: float) -> float:
    """Return the air between two lines; never less than the upper one's descenders need."""
    return max(gap * min(size, size_above), _drop(above, style) * size_above + 0.03 * size)


def _place(
    lines: list[str],
    ems: list[float],
    sizes: list[float],
    style: Style,
    gap: float,
    height: float,
) -> Setting:
    widths = [em * size for em, size in zip(ems, sizes, strict=True)]
    box = max(widths)
    placed, y = [], 0.0
    for i, (line, size, wide) in enumerate(zip(lines, sizes, widths, strict=True)):
        if i:
            y += _between(lines[i - 1], sizes[i - 1], size, style, gap)
        y += _rise(line, style) * size
        placed.append(Line(line, size, wide, (box - wide) * SLACK[style.align], y))
    return Setting(style, box, height, placed)


def _other_width(text: str) -> float:
    return sum(WIDE if east_asian_width(c) in "WF" else NARROW for c in text if not combining(c))


def _fit_other(title: str, style: Style, width: float, height: float, largest: float) -> Setting:
    """Set a script that the faces lack in the reader's own sans serif, squeezed to a known width."""
    words: Sequence[str] = title.split()
    joiner = " "
    if len(words) == 1 and any(east_asian_width(c) in "WF" for c in title):
        words, joiner = title, ""
    widths = [_other_width(word) for word in words]
    best: Setting | None = None
    for count in range(1, min(len(words), 6) + 1):
        lines = balance(words, count, widths, NARROW * len(joiner), joiner)
        ems = [max(_other_width(line), 0.3) for line in lines]
        size = min(width / max(ems), largest / OTHER_CAP, height / (1.1 * len(lines)))
        if best is None or size > best.lines[0].size * 1.04:
            best = _place_other(lines, ems, size, style)
    assert best is not None
    return best


def _place_other(lines: list[str], ems: list[float], size: float, style: Style) -> Setting:
    box = max(ems) * size
    placed = [
        Line(line, size, em * size, (box - em * size) * SLACK[style.align], size * (0.85 + 1.1 * i))
        for i, (line, em) in enumerate(zip(lines, ems, strict=True))
    ]
    return Setting(style, box, size * 1.1 * len(lines), placed, outlined=False)


SMALL = Style("small", "upper", 0.055)


def set_line(text: str, style: Style, size: float, width: float) -> Setting:
    """Set one line of a size in units, squeezed only where it would be wider than `width`."""
    text = style.text(clean(text))
    cut = face(style.face)
    if not cut.covers(text):
        em = max(_other_width(text), 0.3)
        return _place_other([text], [em], min(size * 0.95, width / em), style)
    em = cut.width(text, style.tracking)
    size = min(size, width / em) if em else size
    line = Line(text, size, em * size, 0, size * cut.cap / cut.em)
    return Setting(style, em * size, size * cut.cap / cut.em, [line])


def small_print(lines: tuple[str, str, str], x: float, y: float, width: float, fill: str, align: str) -> str:
    """Set two lines of names, the year at the far end of the second; 66 units high."""
    first, second, year = lines
    placed: list[tuple[Setting, float, float]] = []
    room = width
    if year and align == "left":
        stamp = set_line(year, SMALL, 36, width)
        placed.append((stamp, x + width - stamp.width, y + 40))
        room -= stamp.width + 40
    elif year:
        second = f"{second} · {year}" if second else year
    for text, top in ((first, y), (second, y + 40)):
        if text:
            setting = set_line(text, SMALL, 36, room)
            placed.append((setting, x + (width - setting.width) * SLACK[align], top))
    letters = "".join(line.text for setting, _, _ in placed if setting.outlined for line in setting.lines)
    drawn = (s.shared(left, top, fill) if s.outlined else s.svg(left, top, fill) for s, left, top in placed)
    return glyphs(SMALL.face, letters) + "".join(drawn)
