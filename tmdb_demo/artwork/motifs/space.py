"""Science fiction: orbits, horizons of other worlds, machines."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector
from tmdb_demo.artwork.palettes import blend


def orbits(a: Art) -> Edges:
    """Draw rings about a sun, each with room for a world."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.w * a.die.choice((0.5, 0.36, 0.64)), a.h * a.die.choice((0.5, 0.5, 0.42))
    count = a.die.choice((5, 6, 7))
    reach = a.s * (0.47 if cx == a.cx and cy == a.cy else 0.66)
    for i in range(count):
        r = reach * ((i + 1.6) / (count + 0.6)) ** 1.25
        a.ring(cx, cy, r, a.s * 0.006 * (1 + (count - i) * 0.5), p.ink)
        if i in (1, 3, 4):
            x, y = polar(cx, cy, r, a.between(0, 360) if i == 3 else a.between(20, 70) * (i + 1))
            a.disc(x, y, a.s * (0.022 + 0.017 * i), p.ground)
            a.disc(x, y, a.s * (0.014 + 0.014 * i), p.tone if i != 3 else p.spot)
    a.disc(cx, cy, reach * 0.15, p.spot)
    return (p.ground, p.ground) if reach < a.s * 0.5 else (None, None)


def limb(a: Art) -> Edges:
    """Draw the edge of a world, a moon over it, and something small on its way there."""
    p = a.pal
    a.fill(p.ground)
    _stars(a, 16, a.h * 0.62)
    r = max(a.w * 0.74, a.h * 0.66)
    cx, cy = a.w * a.die.choice((0.3, 0.5, 0.7)), a.h * 0.62 + r
    a.disc(cx, cy, r, p.spot)
    a.disc(cx + r * 0.12, cy + r * 0.1, r, blend(p.spot, p.ground, 0.28))
    side = -1 if cx > a.w * 0.5 else 1
    mx, my, mr = a.w * (0.5 + side * 0.2), a.h * 0.28, a.s * 0.15
    a.disc(mx, my, mr, p.tone)
    a.path(sector(mx, my, mr, 0, 180, 360) if side > 0 else sector(mx, my, mr, 0, 0, 180), p.ink)
    sx, sy, u = a.w * (0.5 - side * 0.2), a.h * 0.36, a.s * 0.03
    a.poly([(sx - u, sy + u), (sx + side * u * 0.4, sy - u * 2.4), (sx + u, sy + u)], p.ink)
    a.rect(0, a.h - 2, a.w, 2, blend(p.spot, p.ground, 0.28))
    return p.ground, None


def _stars(a: Art, count: int, below: float) -> None:
    dots = "".join(f"M{a.between(0.03, 0.97) * a.w:.0f} {a.between(0.03, 1) * below:.0f}h0" for _ in range(count))
    a.stroke(dots, a.s * 0.009, a.pal.ink, "round")


def plane(a: Art) -> Edges:
    """Draw a ruled plane running to a sliced sun."""
    p = a.pal
    a.fill(p.ground)
    horizon, cx = a.h * 0.6, a.w * a.die.choice((0.5, 0.5, 0.34, 0.66))
    r = min(a.w * 0.36, horizon * 0.62)
    a.disc(cx, horizon - r * 0.42, r, p.spot)
    for i in range(5):
        y = horizon - r * 0.06 - i * r * 0.19
        a.rect(cx - r, y - r * 0.05 * (1 - i / 6), r * 2, r * 0.1 * (1 - i / 6), p.ground)
    floor = blend(p.ground, p.tone, 0.55) if p.dark else p.tone
    a.rect(0, horizon, a.w, a.h - horizon, floor)
    fan = "".join(
        f"M{cx + i * a.w * 0.035:.0f} {horizon:.0f}L{cx + i * a.w * 0.24:.0f} {a.h:.0f}" for i in range(-9, 10)
    )
    steps = "".join(f"M0 {horizon + (a.h - horizon) * (i / 7) ** 2.2:.0f}h{a.w:.0f}" for i in range(7))
    a.stroke(fan + steps, a.s * 0.006, p.ground if not p.dark else p.ink)
    return p.ground, None


def arcs(a: Art) -> Edges:
    """Draw segments of rings that double in width, after the Zürich concert posters."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.w * a.die.choice((0.5, 0.32, 0.68)), a.h * a.die.choice((0.5, 0.55))
    colours = [p.ink, p.spot, p.ink, p.tone]
    inner, width, start = a.s * 0.07, a.s * 0.026, a.die.choice((0.0, 90.0, 180.0, 270.0))
    for i in range(5):
        span = a.die.choice((112.5, 135, 180, 225))
        a.path(sector(cx, cy, inner + width, inner, start, start + span), colours[i % 4])
        if a.chance(0.6):
            rest = (360 - span) * 0.5
            a.path(
                sector(cx, cy, inner + width * 0.5, inner, start + span + 11, start + span + rest),
                colours[(i + 1) % 4],
            )
        inner += width * 1.28
        width *= 1.62
        start += span * 0.5 + a.die.choice((45, 90))
    return None, None


def monolith(a: Art) -> Edges:
    """Draw a slab, and a sun coming up behind it."""
    p = a.pal
    a.fill(p.ground)
    horizon, width = a.h * 0.8, a.s * a.between(0.22, 0.3)
    r = a.s * 0.33
    cx = a.w * a.die.choice((0.5, 0.42, 0.58))
    a.disc(cx, a.h * 0.42, r, p.spot)
    a.ring(cx, a.h * 0.42, r * 1.32, a.s * 0.012, p.tone)
    a.rect(0, horizon, a.w, a.h - horizon, p.ink)
    a.rect(cx - width / 2, a.h * 0.2, width, horizon - a.h * 0.2 + 1, p.ink)
    a.poly(
        [(cx - width / 2, horizon), (cx + width / 2, horizon), (cx - a.w * 0.1, a.h), (cx - a.w * 0.62, a.h)],
        blend(p.ink, p.spot, 0.35),
    )
    return p.ground, None


def phases(a: Art) -> Edges:
    """Draw a moon waning, from full to none."""
    p = a.pal
    a.fill(p.ground)
    count = 5 if a.wide else a.die.choice((3, 4))
    across = 3 if not a.wide else count
    down = max(1, round(a.h / a.w * across)) if not a.wide else a.die.choice((1, 2))
    step = min(a.w / (across + 0.35), a.h / (down + 0.35))
    x0, y0 = (a.w - step * across) / 2, (a.h - step * down) / 2
    cells = across * down
    for i in range(cells):
        x, y = x0 + (i % across + 0.5) * step, y0 + (i // across + 0.5) * step
        r = step * 0.42
        lit = p.spot if i == cells // 2 else p.ink
        bulge = r * (1 - 2 * abs(i - cells // 2) / max(cells // 2 + 1, 1))
        first = int(i <= cells // 2)
        a.path(
            f"M{x:.0f} {y - r:.0f}A{r:.0f} {r:.0f} 0 0 {first} {x:.0f} {y + r:.0f}"
            f"A{abs(bulge):.0f} {r:.0f} 0 0 {first if bulge > 0 else 1 - first} {x:.0f}"
            f" {y - r:.0f}z",
            lit,
        )
    return p.ground, p.ground


def visor(a: Art) -> Edges:
    """Draw a helmet with a horizon in its glass."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.h * 0.44, a.s * 0.36
    suit, glass = p.ink, p.spot
    a.path(f"M{cx - r * 0.7:.0f} {cy:.0f}h{r * 1.4:.0f}L{cx + r * 1.5:.0f} {a.h:.0f}H{cx - r * 1.5:.0f}z", suit)
    a.disc(cx, cy, r, suit)
    a.ring(cx, cy, r * 1.0, r * 0.05, p.ground)
    a.rect(cx - r * 0.74, cy - r * 0.5, r * 1.48, r * 1.0, glass, f' rx="{r * 0.46:.0f}"')
    a.path(
        f"M{cx - r * 0.74:.0f} {cy + r * 0.06:.0f}h{r * 1.48:.0f}a{r * 0.46:.0f}"
        f" {r * 0.46:.0f} 0 0 1 "
        f"{-r * 0.46:.0f} {r * 0.44:.0f}h{-r * 0.56:.0f}a{r * 0.46:.0f} {r * 0.46:.0f} 0 0 1 "
        f"{-r * 0.46:.0f} {-r * 0.44:.0f}z",
        p.tone,
    )
    a.disc(cx + r * 0.26, cy - r * 0.14, r * 0.13, suit)
    for i in range(3):
        a.rect(cx - r * 0.55, cy + r * (1.12 + i * 0.16), r * 1.1, r * 0.05, p.ground)
    return p.ground, None


def tunnel(a: Art) -> Edges:
    """Draw frames within frames, each a little turned."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.cy
    size, turn = a.s * 0.86, a.die.choice((7, -7, 11))
    colours = [p.ink, p.ground, p.spot, p.ground]
    if a.chance(0.4):
        colours = [p.spot, p.ground, p.ink, p.tone]
    for i in range(15):
        half = size / 2
        a.parts.append(
            f'<path transform="translate({cx:.0f} {cy:.0f})rotate({i * turn})" '
            f'fill="{colours[i % 4]}" d="M{-half:.0f} {-half:.0f}h{size:.0f}v{size:.0f}'
            f'h{-size:.0f}z"/>'
        )
        size *= 0.83
    return p.ground, p.ground


def rain(a: Art) -> Edges:
    """Draw columns of signs, and a hole in them."""
    p = a.pal
    a.fill(p.ground)
    step = a.s / 15
    cx, cy, r = a.w * a.die.choice((0.5, 0.62, 0.38)), a.h * 0.52, a.s * 0.27
    for col in range(int(a.w / step) + 1):
        x = (col + 0.5) * step
        dashes = " ".join(str(round(step * a.die.choice((0.25, 0.5, 0.9, 1.6, 0.6)))) for _ in range(6))
        colour = p.tone if col % 3 else p.spot
        top = a.between(-0.15, 0.12) * a.h
        a.parts.append(
            f'<path d="M{x:.0f} {top:.0f}V{a.h:.0f}" stroke="{colour}" '
            f'stroke-width="{step * 0.5:.0f}" stroke-dasharray="{dashes}"/>'
        )
    a.disc(cx, cy, r, p.ink)
    a.disc(cx, cy, r * 0.62, p.ground)
    return None, None


def robot(a: Art) -> Edges:
    """Draw a face of few parts."""
    p = a.pal
    a.fill(p.ground)
    cx, top, u = a.cx, a.h * 0.2, a.s * 0.3
    bottom = a.h * 0.72
    a.rect(cx - u * 0.4, bottom - 2, u * 0.8, a.h - bottom, p.tone)
    a.path(f"M{cx - u * 1.5:.0f} {a.h:.0f}v{-(a.h - bottom) * 0.45:.0f}h{u * 3:.0f}v{a.h:.0f}z", p.ink)
    a.rect(cx - u, top, u * 2, bottom - top, p.ink, f' rx="{u * 0.18:.0f}"')
    eyes = top + (bottom - top) * 0.36
    for side in (-1, 1):
        a.rect(cx + side * u * 1.12 - u * 0.1, eyes - u * 0.25, u * 0.2, u * 0.5, p.spot)
        a.disc(cx + side * u * 0.45, eyes, u * 0.3, p.ground)
        a.disc(cx + side * u * 0.45, eyes, u * 0.13, p.spot)
    for i in range(5):
        a.rect(cx - u * 0.6 + i * u * 0.26, bottom - u * 0.5, u * 0.14, u * 0.3, p.ground)
    a.line((cx, top), (cx, top - u * 0.42), u * 0.07, p.ink)
    a.disc(cx, top - u * 0.46, u * 0.12, p.spot)
    return p.ground, p.ink


def metropolis(a: Art) -> Edges:
    """Draw towers of a city not yet built, and what flies between them."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.w * a.die.choice((0.3, 0.7)), a.h * 0.34, a.s * 0.24, p.spot)
    for layer, (colour, low) in enumerate(((p.tone, 0.34), (p.ink, 0.56))):
        x = -a.w * 0.02
        while x < a.w:
            width = a.s * a.between(0.09, 0.18)
            top = a.h * a.between(low, low + 0.26)
            slope = width * a.die.choice((0, 0.5, -0.5))
            a.poly([(x, a.h), (x, top + max(slope, 0)), (x + width, top + max(-slope, 0)), (x + width, a.h)], colour)
            if layer:
                a.rect(x + width * 0.3, top + a.s * 0.1, width * 0.12, a.h * 0.12, p.ground)
            x += width * (1.35 if not layer else 1.12) + a.s * 0.01
    y = a.h * 0.3
    a.poly([(a.w * 0.42, y), (a.w * 0.6, y - a.s * 0.03), (a.w * 0.57, y + a.s * 0.018)], p.ink)
    a.rect(0, a.h * 0.94, a.w, a.h * 0.06 + 1, p.ink)
    return p.ground, p.ink


def signal(a: Art) -> Edges:
    """Draw a dish that sends arcs, or receives them."""
    p = a.pal
    a.fill(p.ground)
    x, y = (0.0, a.h) if a.chance() else (a.w, a.h)
    turn = 0 if x == 0 else 270
    reach = max(a.w, a.h) * 0.98
    count = a.die.choice((6, 7, 8))
    for i in range(count, 0, -1):
        r = reach * i / count
        if i % 2:
            a.path(sector(x, y, r, r - reach / count * a.between(0.45, 0.8), turn, turn + 90), p.ink)
        else:
            a.path(sector(x, y, r, r - reach / count * 0.3, turn, turn + 90), p.tone)
    a.disc(x, y, reach / count * 0.9, p.spot)
    ax, ay = polar(x, y, reach * (count - 2) / count, turn + a.between(35, 55))
    a.disc(ax, ay, a.s * 0.06, p.spot)
    return (None if reach > a.h else p.ground), None
