"""Pages: where on a poster the picture, the title and the small print stand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from .canvas import Art, Edges
from .direction import Design
from .palettes import blend, contrast
from .subject import Subject
from .typesetting import Setting, Style, fit, small_print

W, H, M = 1000, 1500, 76
PRINT = 66  # height of two lines of small print


@dataclass(slots=True)
class Page:
    subject: Subject
    design: Design
    die: Random
    language: str
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        self.parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" fill="{colour}"/>'
        )

    def art(self, x: float, y: float, w: float, h: float) -> Edges:
        """Draw the idea into a window of the page, cut at its edges."""
        art = Art(w, h, self.design.palette, self.die)
        edges = self.design.motif(art)
        self.parts.append(
            f'<svg x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" '
            f'viewBox="0 0 {w:.0f} {h:.0f}">{art.svg()}</svg>'
        )
        return edges

    def title(self, width: float, height: float, largest: float = 240, **changes: object) -> Setting:
        style = replace(self.design.style, **changes)  # type: ignore[arg-type]
        return fit(self.subject.title, style, width, height, largest=largest)

    def panel(self, *edges: str | None) -> str:
        """A colour for a zone beside the picture: the picture's own where it ends in one."""
        if edges and edges[0]:
            return edges[0]
        pal = self.design.palette
        choices = [c for c in (pal.ink, pal.ground, pal.spot) if contrast(c, pal.reading(c)) >= 4.5]
        return self.die.choice(choices)

    def put(self, setting: Setting, x: float, y: float, on: str) -> None:
        self.parts.append(setting.svg(x, y, self.design.palette.reading(on)))

    def put_print(self, x: float, y: float, width: float, on: str, align: str = "left") -> None:
        colour = self.design.palette.reading(on)
        self.parts.append(small_print(credit_lines(self), x, y, width, colour, align))


BY = {"de": "Ein Film von", "fr": "Un film de", "es": "Una película de", "en": "A film by"}


def credit_lines(page: Page) -> tuple[str, str, str]:
    """Two lines and the year."""
    people = page.subject.people
    first = people[0] if people else page.subject.tagline
    if people and page.subject.kind == "movie":
        first = f"{BY.get(page.language[:2], '')} {people[0]}".strip()
    return first[:48], "   ".join(people[1:4])[:56], page.subject.year


def foot(page: Page) -> None:
    """The idea, and the title under it."""
    title = page.title(W - 2 * M, page.die.choice((300, 400, 480)))
    top = H - M - PRINT - 44 - title.height - 60
    edges = page.art(0, 0, W, top)
    ground = page.panel(edges[1])
    page.rect(0, top, W, H - top, ground)
    y = top + (60 if not edges[1] else 44)
    page.put(title, _aligned(title), y, ground)
    page.put_print(M, H - M - PRINT, W - 2 * M, ground, title.style.align)


def _aligned(title: Setting) -> float:
    return M + (W - 2 * M - title.width) * {"left": 0.0, "center": 0.5, "right": 1}[title.style.align]


def head(page: Page) -> None:
    """The title over the idea; the small print in the last strip."""
    title = page.title(W - 2 * M, page.die.choice((280, 380, 460)))
    top, strip = M + title.height + 54, PRINT + 2 * 44
    y, parts = H - strip, page.parts
    page.parts = []
    edges = page.art(0, top, W, y - top)
    drawn, page.parts = page.parts, parts
    above, below = page.panel(edges[0]), page.panel(edges[1])
    page.rect(0, 0, W, top, above)
    page.rect(0, y, W, strip, below)
    page.parts += drawn
    page.put(title, _aligned(title), M, above)
    page.put_print(M, y + 44, W - 2 * M, below, title.style.align)


def grid(page: Page) -> None:
    """Rules, a label and a title over a picture that runs off the sheet."""
    title = page.title(W - 2 * M, 300, 130, align="left", justify=False)
    top = M + PRINT + 66 + title.height + 60
    pal = page.design.palette
    ground = pal.ground if not pal.dark or page.die.random() < 0.5 else pal.ink
    page.rect(0, 0, W, top, ground)
    page.put_print(M, M - 14, W - 2 * M, ground)
    page.rect(M, M + PRINT + 16, W - 2 * M, 4, pal.reading(ground))
    page.put(title, M, M + PRINT + 62, ground)
    page.art(0, top, W, H - top)


def tower(page: Page) -> None:
    """A title as large as the sheet allows, the idea in what is left."""
    title = page.title(W - 2 * M, 800, 330, justify=True, align="left")
    under = page.die.random() < 0.5
    zone = title.height + PRINT + 44 + M + 60
    top = H - zone if not under else 0
    edges = page.art(0, zone if under else 0, W, H - zone)
    ground = page.panel(edges[0] if under else edges[1])
    page.rect(0, top, W, zone, ground)
    page.put(title, M, top + (M if under else 60), ground)
    page.put_print(M, top + zone - PRINT - (60 if under else M), W - 2 * M, ground)


def side(page: Page) -> None:
    """The title up the side, like a spine."""
    title = page.title(H - 2 * M, 190, 190, justify=False, align="left")
    column = title.height + PRINT + 40 + 2 * 62
    left = page.die.random() < 0.6
    page.art(column if left else 0, 0, W - column, H)
    ground = page.panel()
    x = 0 if left else W - column
    page.rect(x, 0, column, H, ground)
    page.parts.append(f'<g transform="translate({x:.0f} {H})rotate(-90)">')
    page.put(title, M, 62, ground)
    page.put_print(M, 62 + title.height + 40, H - 2 * M, ground)
    page.parts.append("</g>")


def inset(page: Page) -> None:
    """A picture on paper, named underneath."""
    pal = page.design.palette
    frame = 64
    paper = pal.ground if pal.light else pal.ink if not pal.dark or page.die.random() < 0.5 else pal.ground
    title = page.title(W - 2 * frame, 230, 110, align="left", justify=False)
    tall = H - 2 * frame - title.height - PRINT - 90
    page.rect(0, 0, W, H, paper)
    page.art(frame, frame, W - 2 * frame, tall)
    page.put(title, frame, frame + tall + 52, paper)
    page.put_print(frame, H - frame - PRINT + 8, W - 2 * frame, paper)


def plate(page: Page) -> None:
    """The idea over the whole sheet, a label stuck on it."""
    pal = page.design.palette
    title = page.title(640, 300, 130, align="left", justify=False)
    high = title.height + PRINT + 46 + 2 * 48
    edges = page.art(0, 0, W, H)
    ground = page.die.choice([c for c in (pal.ink, pal.ground, pal.spot) if c not in edges[1:] and contrast(c, pal.reading(c)) >= 4.5] or [pal.ground])
    x = 0
    y = H - high - 110
    wide = max(title.width, 470) + M + 56
    page.rect(x, y, wide, high, ground)
    page.put(title, M, y + 48, ground)
    page.put_print(M, y + high - 48 - PRINT, wide - M - 50, ground)


def bands(page: Page) -> None:
    """Three bands: idea, title in a colour of its own, small print."""
    pal = page.design.palette
    title = page.title(W - 2 * M, 330)
    band = title.height + 2 * 58
    strip = PRINT + 2 * 44
    edges = page.art(0, 0, W, H - band - strip)
    choices = [c for c in (pal.spot, pal.ink, pal.tone, pal.ground) if c != edges[1] and contrast(c, pal.reading(c)) >= 4.5]
    colour = page.die.choice(choices)
    foot_colour = next(c for c in (pal.ground, pal.ink, blend(pal.ground, pal.ink, 0.1)) if c != colour)
    page.rect(0, H - band - strip, W, band, colour)
    page.rect(0, H - strip, W, strip, foot_colour)
    page.put(title, _aligned(title), H - band - strip + 58, colour)
    page.put_print(M, H - strip + 44, W - 2 * M, foot_colour, title.style.align)


LAYOUTS: dict[str, Callable[[Page], None]] = {
    "foot": foot, "head": head, "grid": grid, "tower": tower, "side": side, "inset": inset,
    "plate": plate, "bands": bands,
}  # fmt: skip
STYLES: tuple[Style, ...] = ()
