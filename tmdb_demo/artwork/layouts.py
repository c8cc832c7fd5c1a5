"""Layouts of posters: where the picture, the title and the small print stand."""

from collections.abc import Callable

from .canvas import Edges
from .pages import PRINT, READABLE, H, M, Page, W
from .palettes import contrast

Layout = Callable[[Page], None]


def foot(page: Page) -> None:
    """Place the title under the idea."""
    title = page.title(W - 2 * M, page.die.choice((300, 400, 480)))
    top = H - M - PRINT - 46 - title.height - 58
    edges, picture = page.picture(0, 0, W, top)
    ground = page.zone(edges[1])
    page.rect(0, 0, W, H, ground)
    page.parts.append(picture)
    page.put_across(title, top + (58 if not edges[1] else 44), ground)
    page.put_print(M, H - M - PRINT, W - 2 * M, ground)


def head(page: Page) -> None:
    """Place the title over the idea, and the small print in the last strip."""
    title = page.title(W - 2 * M, page.die.choice((280, 380, 460)))
    top, strip = M + title.height + 54, PRINT + 2 * 46
    edges, picture = page.picture(0, top, W, H - strip - top)
    above, below = page.zone(edges[0]), page.zone(edges[1])
    page.rect(0, 0, W, H - strip, above)
    page.rect(0, H - strip - 4, W, strip + 4, below)
    page.parts.append(picture)
    page.put_across(title, M, above)
    page.put_print(M, H - strip + 46, W - 2 * M, below)


def sky(page: Page) -> None:
    """Place title and small print above, the idea running off the foot of the sheet."""
    title = page.title(W - 2 * M, page.die.choice((260, 380, 440)))
    top = M + title.height + 40 + PRINT + 56
    edges, picture = page.picture(0, top, W, H - top)
    ground = page.zone(edges[0])
    page.rect(0, 0, W, H, ground)
    page.parts.append(picture)
    page.put_across(title, M, ground)
    page.put_print(M, M + title.height + 40, W - 2 * M, ground)


def grid(page: Page) -> None:
    """Place a label, a rule and a title over the picture, as on a paperback."""
    title = page.title(W - 2 * M, 300, 130, align="left", justify=False)
    top = M + PRINT + 66 + title.height + 60
    pal = page.design.palette
    edges, picture = page.picture(0, top, W, H - top)
    ground = edges[0] or page.die.choice(page.readable(pal.ground, pal.ink))
    page.rect(0, 0, W, H, ground)
    page.parts.append(picture)
    page.put_print(M, M - 14, W - 2 * M, ground, "left")
    page.rect(M, M + PRINT + 16, W - 2 * M, 5, pal.reading(ground))
    page.put(title, M, M + PRINT + 62, ground)


def tower(page: Page) -> None:
    """Set the title as large as the sheet allows, and the idea in the rest."""
    title = page.title(W - 2 * M, 780, 330, justify=True, align="left")
    above = page.die.random() < 0.5
    zone = title.height + PRINT + 46 + M + 60
    top = 0 if above else H - zone
    edges, picture = page.picture(0, zone if above else 0, W, H - zone)
    ground = page.zone(edges[0] if above else edges[1])
    page.rect(0, 0, W, H, ground)
    page.parts.append(picture)
    page.put(title, M, top + (M if above else 60), ground)
    page.put_print(M, top + zone - PRINT - (60 if above else M), W - 2 * M, ground, "left")


def side(page: Page) -> None:
    """Run the title up the side, as on a spine."""
    title = page.title(H - 2 * M, 190, 190, justify=False, align="left")
    column = title.height + PRINT + 44 + 2 * 62
    left = page.die.random() < 0.6
    _, picture = page.picture(column if left else 0, 0, W - column, H)
    ground = page.zone(None, page.design.palette.ground)
    x = 0 if left else W - column
    page.rect(x, 0, column, H, ground)
    page.parts.append(picture)
    page.parts.append(f'<g transform="translate({x:.0f} {H})rotate(-90)">')
    page.put(title, M, 62, ground)
    page.put_print(M, 62 + title.height + 44, H - 2 * M, ground, "left")
    page.parts.append("</g>")


def inset(page: Page) -> None:
    """Place the picture on paper, its name underneath."""
    frame = 64
    title = page.title(W - 2 * frame, 230, 110, align="left", justify=False)
    tall = H - 2 * frame - title.height - PRINT - 90
    edges, picture = page.picture(frame, frame, W - 2 * frame, tall)
    paper = _paper(page, edges)
    page.rect(0, 0, W, H, paper)
    page.parts.append(picture)
    page.put(title, frame, frame + tall + 52, paper)
    page.put_print(frame, H - frame - PRINT + 8, W - 2 * frame, paper, "left")


def _paper(page: Page, edges: Edges) -> str:
    """Return a colour for a margin that sets the picture off, and that its shapes do not run into."""
    pal = page.design.palette
    choices = page.readable("#f3ead8", "#171412")
    if all(edges):
        choices = page.readable(pal.ink, pal.spot, pal.tone)
    return page.die.choice([c for c in choices if contrast(c, pal.ground) > 2] or [pal.ink])


def tondo(page: Page) -> None:
    """Place the idea in a round and the title under it, all on one axis."""
    title = page.title(W - 2 * M, 330, 190, align="center", justify=False)
    y = 90
    r = min(410.0, (H - M - PRINT - 40 - title.height - y - 60) / 2)
    edges, picture = page.picture(W / 2 - r, y, 2 * r, 2 * r)
    paper = _paper(page, edges)
    page.rect(0, 0, W, H, paper)
    page.parts.append(
        f'<clipPath id="o"><circle cx="500" cy="{y + r:.0f}" r="{r:.0f}"/></clipPath>'
        f'<g clip-path="url(#o)">{picture}</g>'
    )
    low, high = y + 2 * r, H - M - PRINT - 40
    page.put_across(title, low + (high - low - title.height) * 0.55, paper)
    page.put_print(M, H - M - PRINT, W - 2 * M, paper, "center")


def plate(page: Page) -> None:
    """Spread the idea over the whole sheet, with a label stuck on it."""
    pal = page.design.palette
    title = page.title(640, 300, 130, align="left", justify=False)
    high = title.height + PRINT + 46 + 2 * 48
    y, wide = H - high, max(title.width, 500) + M + 56
    edges, picture = page.picture(0, 0, W, y - 20)
    if edges[1]:
        y -= 96
        page.rect(0, 0, W, H, edges[1])
    else:
        edges, picture = page.picture(0, 0, W, H)
    page.parts.append(picture)
    choices = page.readable(pal.ink, pal.ground, pal.spot)
    ground = page.die.choice([c for c in choices if c not in edges] or choices)
    page.rect(0, y, wide, high, ground)
    page.put(title, M, y + 48, ground)
    page.put_print(M, y + high - 48 - PRINT, wide - M - 50, ground, "left")


def bands(page: Page) -> None:
    """Divide the sheet into three bands: idea, title in a colour of its own, small print."""
    pal = page.design.palette
    title = page.title(W - 2 * M, 330)
    band, strip = title.height + 2 * 58, PRINT + 2 * 46
    edges, picture = page.picture(0, 0, W, H - band - strip)
    colour = page.die.choice([c for c in page.readable(pal.spot, pal.ink, pal.tone, pal.ground) if c != edges[1]])
    last = pal.ground if pal.ground != colour else pal.ink
    page.rect(0, 0, W, H - strip, colour)
    page.rect(0, H - strip, W, strip, last)
    page.parts.append(picture)
    page.put_across(title, H - band - strip + 58, colour)
    page.put_print(M, H - strip + 46, W - 2 * M, last)


def slant(page: Page) -> None:
    """Throw a band with the title across the sheet."""
    pal = page.design.palette
    title = page.title(W - 190, 250, 170)
    strip, turn = PRINT + 2 * 46, page.die.choice((-9, -12, 8))
    high = title.height + 2 * 46
    cy = H - strip - high / 2 - 190
    edges, picture = page.picture(0, 0, W, cy)
    if edges[1]:
        page.rect(0, 0, W, H, edges[1])
    else:
        edges, picture = page.picture(0, 0, W, H)
    page.parts.append(picture)
    low = edges[1] or page.zone(None)
    if low != edges[1]:
        page.rect(0, H - strip, W, strip, low)
    choices = page.readable(pal.spot, pal.ink, pal.tone, pal.ground)
    band = page.die.choice([c for c in choices if c not in edges] or choices)
    page.parts.append(f'<g transform="rotate({turn} 500 {cy:.0f})">')
    page.rect(-200, cy - high / 2, W + 400, high, band)
    page.put(title, (W - title.width) / 2, cy - title.height / 2, band)
    page.parts.append("</g>")
    page.put_print(M, H - strip + 46, W - 2 * M, low, "left")


def echo(page: Page) -> None:
    """Repeat the title down the sheet, once in another colour."""
    pal = page.design.palette
    title = page.title(W - 2 * M, 210, 170, justify=False, align="left")
    step = title.height + 34
    times = max(2, min(5, int(700 / step)))
    zone = M + times * step + PRINT + 80
    edges, picture = page.picture(0, zone, W, H - zone)
    ground = edges[0] or page.die.choice(page.readable(pal.ground, pal.ink))
    page.rect(0, 0, W, H, ground)
    page.parts.append(picture)
    plain = pal.reading(ground)
    lively = [c for c in (pal.spot, pal.tone) if contrast(c, ground) >= 2]
    plain_line = page.die.randrange(times)
    page.parts.append(f'<defs><g id="t">{title.svg(M, M, "currentColor")}</g></defs>')
    for i in range(times):
        quiet = lively[0] if lively and contrast(lively[0], ground) < READABLE else plain
        colour = plain if i == plain_line else lively[-1] if lively else quiet
        page.parts.append(f'<use href="#t" y="{i * step:.0f}" color="{colour}"/>')
    page.put_print(M, M + times * step + 16, W - 2 * M, ground, "left")


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout for layout in (foot, head, sky, grid, tower, side, inset, tondo, plate, bands, slant, echo)
}
