"""A sheet to draw on: whole units, flat colours, short path data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from math import cos, pi, sin
from random import Random

from .palettes import Palette

Point = tuple[float, float]
Shape = list[Point]
# The colours a picture's upper and lower edges end in; None where shapes run across the edge.
Edges = tuple[str | None, str | None]


def dice(*key: object) -> Random:
    """Return a random generator that throws the same for the same key, on every machine."""
    digest = blake2b("\x1f".join(map(str, key)).encode(errors="replace"), digest_size=8).digest()
    return Random(int.from_bytes(digest))


def polar(cx: float, cy: float, radius: float, degrees: float) -> Point:
    """Return a point on a circle; 0° is up, clockwise."""
    turn = (degrees - 90) * pi / 180
    return cx + radius * cos(turn), cy + radius * sin(turn)


def star(cx: float, cy: float, outer: float, inner: float, points: int, turn: float = 0) -> Shape:
    step = 180 / points
    return [polar(cx, cy, inner if i % 2 else outer, turn + i * step) for i in range(points * 2)]


def sector(cx: float, cy: float, outer: float, inner: float, start: float, end: float) -> str:
    """Return the path data of a slice of a ring, from one angle clockwise to another."""
    (ax, ay), (bx, by) = polar(cx, cy, outer, start), polar(cx, cy, outer, end)
    large = int(end - start > 180)
    if inner <= 0:
        return f"M{cx:.0f} {cy:.0f}L{ax:.0f} {ay:.0f}A{outer:.0f} {outer:.0f} 0 {large} 1 " + (f"{bx:.0f} {by:.0f}z")
    (dx, dy), (ex, ey) = polar(cx, cy, inner, end), polar(cx, cy, inner, start)
    return (
        f"M{ax:.0f} {ay:.0f}A{outer:.0f} {outer:.0f} 0 {large} 1 {bx:.0f} {by:.0f}"
        f"L{dx:.0f} {dy:.0f}A{inner:.0f} {inner:.0f} 0 {large} 0 {ex:.0f} {ey:.0f}z"
    )


def polygon(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "z"


def smooth(points: Shape) -> str:
    """Return the path data of a closed curve through the middles of a polygon's sides."""
    count = len(points)
    middles = [
        ((x + points[(i + 1) % count][0]) / 2, (y + points[(i + 1) % count][1]) / 2) for i, (x, y) in enumerate(points)
    ]
    path = f"M{middles[-1][0]:.0f} {middles[-1][1]:.0f}"
    for (x, y), (mx, my) in zip(points, middles, strict=True):
        path += f"Q{x:.0f} {y:.0f} {mx:.0f} {my:.0f}"
    return path + "z"


@dataclass(slots=True)
class Art:
    """A picture in the making; `w` × `h` units, drawn back to front."""

    w: float
    h: float
    pal: Palette
    die: Random
    parts: list[str] = field(default_factory=list)

    @property
    def s(self) -> float:
        """Return the length of the shorter side."""
        return min(self.w, self.h)

    @property
    def cx(self) -> float:
        return self.w / 2

    @property
    def cy(self) -> float:
        return self.h / 2

    @property
    def wide(self) -> bool:
        return self.w > self.h

    def chance(self, odds: float = 0.5) -> bool:
        return self.die.random() < odds

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.die.random()

    def fill(self, colour: str) -> None:
        self.rect(0, 0, self.w, self.h, colour)

    def rect(self, x: float, y: float, w: float, h: float, colour: str, more: str = "") -> None:
        self.parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{max(w, 0):.0f}" height="{max(h, 0):.0f}" fill="{colour}"{more}/>'
        )

    def disc(self, cx: float, cy: float, r: float, colour: str, more: str = "") -> None:
        self.parts.append(f'<circle cx="{cx:.0f}" cy="{cy:.0f}" r="{r:.0f}" fill="{colour}"{more}/>')

    def ring(self, cx: float, cy: float, r: float, width: float, colour: str) -> None:
        self.parts.append(
            f'<circle cx="{cx:.0f}" cy="{cy:.0f}" r="{r:.0f}" fill="none" stroke="{colour}" '
            f'stroke-width="{width:.0f}"/>'
        )

    def oval(self, cx: float, cy: float, rx: float, ry: float, colour: str, turn: float = 0) -> None:
        spin = f' transform="rotate({turn:.0f} {cx:.0f} {cy:.0f})"' if turn else ""
        self.parts.append(f'<ellipse cx="{cx:.0f}" cy="{cy:.0f}" rx="{rx:.0f}" ry="{ry:.0f}" fill="{colour}"{spin}/>')

    def poly(self, points: Iterable[Point], colour: str) -> None:
        self.path(polygon(points), colour)

    def path(self, data: str, colour: str, more: str = "") -> None:
        self.parts.append(f'<path d="{data}" fill="{colour}"{more}/>')

    def stroke(self, data: str, width: float, colour: str, cap: str = "butt") -> None:
        ends = f' stroke-linecap="{cap}" stroke-linejoin="{cap}"' if cap == "round" else ""
        self.parts.append(f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:.0f}"{ends}/>')

    def line(self, a: Point, b: Point, width: float, colour: str, cap: str = "butt") -> None:
        self.stroke(f"M{a[0]:.0f} {a[1]:.0f}L{b[0]:.0f} {b[1]:.0f}", width, colour, cap)

    def svg(self) -> str:
        return "".join(self.parts)
