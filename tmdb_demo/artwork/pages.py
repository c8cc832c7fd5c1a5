"""A poster in the making: its zones, its picture, its title and small print."""

from dataclasses import dataclass, field, replace
from random import Random

from .canvas import Art, Edges
from .direction import Design
from .palettes import contrast
from .subject import Subject
from .typesetting import SLACK, Setting, fit, small_print

W, H, M = 1000, 1500, 76
PRINT = 66  # height of two lines of small print
READABLE = 4.5
BY = {"de": "Ein Film von", "fr": "Un film de", "es": "Una película de", "en": "A film by"}


@dataclass(slots=True)
class Page:
    subject: Subject
    design: Design
    die: Random
    language: str
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        left, top = round(x), round(y)
        self.parts.append(f'<path d="M{left} {top}H{round(x + w)}V{round(y + h)}H{left}z" fill="{colour}"/>')

    def picture(self, x: float, y: float, w: float, h: float) -> tuple[Edges, str]:
        """Draw the idea for a window of the page, cut at its edges; the caller places it."""
        left, top = round(x), round(y)
        wide, high = round(x + w) - left, round(y + h) - top
        art = Art(wide, high, self.design.palette, self.die)
        edges = self.design.motif(art)
        return edges, (
            f'<svg x="{left}" y="{top}" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">{art.svg()}</svg>'
        )

    def title(
        self,
        width: float,
        height: float,
        largest: float = 240,
        *,
        align: str = "",
        justify: bool | None = None,
    ) -> Setting:
        style = self.design.style
        if len(self.subject.title) <= 4:
            largest, height = largest * 1.9, height * 1.25
        style = replace(
            style,
            align=align or style.align,
            justify=style.justify if justify is None else justify,
        )
        return fit(self.subject.title, style, width, height, largest=largest)

    def readable(self, *colours: str) -> list[str]:
        """Return those of the colours on which the page's own inks read."""
        pal = self.design.palette
        return [c for c in colours if contrast(c, pal.reading(c)) >= READABLE]

    def zone(self, edge: str | None, *others: str | None) -> str:
        """Return the colour of a zone beside the picture: the picture's own where it ends in one."""
        if edge:
            return edge
        pal = self.design.palette
        choices = self.readable(pal.ink, pal.ground, pal.spot)
        return self.die.choice([c for c in choices if c not in others] or choices)

    def ink(self, on: str) -> str:
        """Return a title's ink: sometimes the spot colour, where that reads."""
        pal = self.design.palette
        lively = contrast(pal.spot, on) >= READABLE and self.die.random() < 0.35
        return pal.spot if lively else pal.reading(on)

    def put(self, setting: Setting, x: float, y: float, on: str) -> None:
        self.parts.append(setting.svg(x, y, self.ink(on)))

    def put_across(self, setting: Setting, y: float, on: str, margin: float = M) -> None:
        """Place a setting within the margins, at the side that its style is aligned to."""
        room = W - 2 * margin - setting.width
        self.put(setting, margin + room * SLACK[setting.style.align], y, on)

    def put_print(self, x: float, y: float, width: float, on: str, align: str = "") -> None:
        colour = self.design.palette.reading(on)
        align = align or self.design.style.align
        self.parts.append(small_print(self.credit_lines(), x, y, width, colour, align))

    def credit_lines(self) -> tuple[str, str, str]:
        """Return the lines of the small print: director, cast, and the year."""
        people = self.subject.people
        first = people[0] if people else self.subject.tagline
        if people and self.subject.kind == "movie":
            first = f"{BY.get(self.language[:2], '')} {people[0]}".strip()
        return first[:46], _names(people[1:4], 50), self.subject.year


def _names(people: tuple[str, ...], room: int) -> str:
    line = ""
    for name in people:
        longer = f"{line} · {name}" if line else name
        if len(longer) > room:
            break
        line = longer
    return line
