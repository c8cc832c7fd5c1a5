"""Cut paper: blocks, weeds, pennants."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector, smooth, star


def blocks(a: Art) -> Edges:
    """Draw quarters, halves and wholes in a grid."""
    p = a.pal
    a.fill(p.ground)
    cols = 4 if not a.wide else 8
    step = a.w / cols
    rows = int(a.h / step + 0.999)
    colours = [p.ink, p.spot, p.tone]
    for r in range(rows):
        for c in range(cols):
            x, y, colour = c * step, r * step, a.die.choice(colours)
            kind = a.die.randrange(6)
            if kind == 0:
                a.disc(x + step / 2, y + step / 2, step / 2, colour)
            elif kind in (1, 2):
                k = a.die.randrange(4)
                a.path(
                    sector(
                        x + step * (k in (1, 2)),
                        y + step * (k > 1),
                        step,
                        0,
                        (90, 180, 270, 0)[k],
                        (180, 270, 360, 90)[k],
                    ),
                    colour,
                )
            elif kind == 3:
                a.poly(
                    [(x, y), (x + step, y + step), (x, y + step)]
                    if a.chance()
                    else [(x + step, y), (x + step, y + step), (x, y)],
                    colour,
                )
            elif kind == 4:
                a.rect(x, y, step + 0.6, step + 0.6, colour)
                a.disc(x + step / 2, y + step / 2, step * 0.2, a.die.choice([k for k in colours if k != colour]))
    return None, None


def cutouts(a: Art) -> Edges:
    """Draw weeds cut with scissors."""
    p = a.pal
    a.fill(p.ground)
    cols = a.die.choice((1, 2, 2)) if not a.wide else 3
    cell = a.w / cols
    rows = max(1, round(a.h / cell))
    high = a.h / rows
    colours = [p.ink, p.spot, p.tone]
    papers = [p.ground, p.tone, p.spot]
    for r in range(rows):
        for c in range(cols):
            i = r + c * 2
            paper = papers[(r * 2 + c) % 3]
            colour = next(k for k in colours[i % 3 :] + colours if k != paper)
            a.rect(c * cell, r * high, cell + 1, high + 1, paper)
            _weed(a, c * cell + cell / 2, r * high + high / 2, min(cell, high) * 0.42, colour)
    return None, None


def _weed(a: Art, cx: float, cy: float, r: float, colour: str) -> None:
    if a.chance(0.4):
        _frond(a, cx, cy, r, colour)
        return
    lobes = a.die.choice((5, 6, 7))
    turn = a.between(0, 60)
    outline = []
    for i in range(lobes):
        t = turn + i * 360 / lobes
        long = r * a.between(0.85, 1.15)
        outline += [
            polar(cx, cy, long, t - 14),
            polar(cx, cy, long * 1.12, t),
            polar(cx, cy, long, t + 14),
            polar(cx, cy, r * 0.14, t + 180 / lobes),
        ]
    a.path(smooth(outline), colour)


def _frond(a: Art, cx: float, cy: float, r: float, colour: str) -> None:
    """Draw a stem with paired lobes, as scissors like to cut them."""
    turn = a.die.choice((0, 180, 24, -24))
    lobes = "".join(
        f"M0 {y * r:.0f}q{side * r * 0.7:.0f} {-r * 0.05:.0f} {side * r * 0.62:.0f} {-r * 0.52:.0f}"
        for y in (0.75, 0.25, -0.25)
        for side in (-1, 1)
    )
    a.parts.append(
        f'<path transform="translate({cx:.0f} {cy:.0f})rotate({turn})" fill="none" '
        f'stroke="{colour}" '
        f'stroke-width="{r * 0.25:.0f}" stroke-linecap="round" d="M0 {r:.0f}'
        f'V{-r * 0.95:.0f}{lobes}"/>'
    )


def balloon(a: Art) -> Edges:
    """Draw a balloon over hills."""
    p = a.pal
    a.fill(p.ground)
    x, y, r = a.w * a.die.choice((0.42, 0.56)), a.h * 0.34, a.s * 0.2
    a.path(
        f"M0 {a.h:.0f}V{a.h * 0.82:.0f}Q{a.w * 0.26:.0f} {a.h * 0.66:.0f} {a.w * 0.55:.0f}"
        f" {a.h * 0.84:.0f}T{a.w:.0f} {a.h * 0.78:.0f}V{a.h:.0f}z",
        p.tone,
    )
    a.path(
        f"M0 {a.h:.0f}V{a.h * 0.95:.0f}Q{a.w * 0.4:.0f} {a.h * 0.78:.0f} {a.w:.0f} {a.h * 0.92:.0f}V{a.h:.0f}z", p.ink
    )
    foot = y + r * 1.72
    for share, colour in ((1, p.spot), (0.62, p.ink), (0.24, p.spot)):
        w = r * share
        a.path(
            f"M{x:.0f} {y - r:.0f}C{x + w * 1.36:.0f} {y - r:.0f} {x + w * 1.3:.0f}"
            f" {y + r * 0.5:.0f} {x + r * 0.22 * share:.0f} {y + r * 1.25:.0f}"
            f"H{x - r * 0.22 * share:.0f}C{x - w * 1.3:.0f} {y + r * 0.5:.0f}"
            f" {x - w * 1.36:.0f} {y - r:.0f} {x:.0f} {y - r:.0f}z",
            colour,
        )
    a.stroke(
        f"M{x - r * 0.2:.0f} {y + r * 1.25:.0f}L{x - r * 0.15:.0f} {foot:.0f}"
        f"M{x + r * 0.2:.0f} {y + r * 1.25:.0f}L{x + r * 0.15:.0f} {foot:.0f}",
        r * 0.03,
        p.ink,
    )
    a.rect(x - r * 0.19, foot, r * 0.38, r * 0.26, p.ink)
    for bx, by, k in ((0.14, 0.2, 1.0), (0.82, 0.46, 0.8)):
        cx, cy, u = a.w * bx, a.h * by, a.s * 0.05 * k
        a.path(
            f"M{cx - u * 2:.0f} {cy:.0f}a{u:.0f} {u:.0f} 0 0 1 {u * 1.4:.0f}"
            f" {-u * 0.8:.0f}a{u * 1.2:.0f} {u * 1.2:.0f} 0 0 1 {u * 2.2:.0f}"
            f" {u * 0.2:.0f}a{u * 0.6:.0f} {u * 0.6:.0f} 0 0 1 {u * 0.6:.0f}"
            f" {u * 0.6:.0f}z",
            p.pale,
        )
    return p.ground, p.ink


def confetti(a: Art) -> Edges:
    """Draw large loose shapes, printed off the register."""
    p = a.pal
    a.fill(p.ground)
    n = 3 if not a.wide else 5
    step = a.w / n
    rows = max(2, round(a.h / step))
    high = a.h / rows
    fills = [p.spot, p.tone, p.spot]
    off = a.s * 0.022
    for i in range(n * rows):
        x, y = (i % n + 0.5) * step, (i // n + 0.5) * high
        r, kind, turn = min(step, high) * 0.33, (i * 2 + i // n) % 5, a.between(0, 90)
        colour = fills[(i + i // n) % 3]
        if kind == 0:
            a.disc(x, y, r, colour)
            a.ring(x + off, y + off, r, a.s * 0.009, p.ink)
            continue
        if kind == 1:
            shape = [polar(x, y, r * 1.2, turn + t) for t in (0, 120, 240)]
        elif kind == 2:
            shape = [polar(x, y, r * 1.2, turn + t) for t in (0, 90, 180, 270)]
        elif kind == 3:
            shape = star(x, y, r * 1.25, r * 0.6, 5, turn)
        else:
            shape = [polar(x, y, r * 1.1, turn + t) for t in range(0, 181, 15)]
        a.poly(shape, colour)
        a.stroke("M" + "L".join(f"{u + off:.0f} {v + off:.0f}" for u, v in shape) + "z", a.s * 0.009, p.ink)
    return None, None


def bunting(a: Art) -> Edges:
    """Draw strings of pennants."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.spot, p.ink, p.tone]
    rows = max(2, round(a.h / (a.s * 0.34)))
    n = 6 if not a.wide else 10
    for r in range(rows):
        y, sag = a.h * (r + 0.16) / rows, a.s * 0.07
        way = 1 if r % 2 else -1
        step = a.w / n
        for i in range(n):
            x0, x1 = i * step + step * 0.07, (i + 1) * step - step * 0.07
            y0, y1 = (y + sag * (1 - ((v - a.cx) / a.cx) ** 2) + way * (v - a.cx) * 0.05 for v in (x0, x1))
            a.poly(
                [(x0, y0), (x1, y1), ((x0 + x1) / 2 - way * step * 0.05, (y0 + y1) / 2 + step * 1.12)],
                colours[(i + r) % 3],
            )
        a.stroke(
            f"M0 {y - way * a.cx * 0.05:.0f}Q{a.cx:.0f} {y + sag * 2:.0f} {a.w:.0f} {y + way * a.cx * 0.05:.0f}",
            a.s * 0.008,
            p.ink,
        )
    return None, None


def sprout(a: Art) -> Edges:
    """Draw tall stalks, one of them in flower."""
    p = a.pal
    a.fill(p.ground)
    n = 5 if not a.wide else 9
    step = a.w / n
    for i in range(n):
        x, top = step * (i + 0.5), a.h * a.between(0.24, 0.5)
        a.rect(x - a.s * 0.008, top, a.s * 0.016, a.h - top, p.ink)
        bloom = p.spot if i % 2 == 0 else p.tone
        kind = (i + a.die.randrange(2)) % 3
        r = step * 0.36
        if kind == 0:
            a.path(sector(x, top, r, 0, 90, 270), bloom)
            a.path(sector(x, top - r * 0.1, r * 0.6, 0, -90, 90), p.ink)
        elif kind == 1:
            a.disc(x, top, r, bloom)
            a.disc(x, top, r * 0.36, p.ground)
        else:
            for k in range(3):
                a.path(sector(x, top + r * (0.9 - k * 0.6), r * 0.7, 0, 90, 270), bloom)
        for k in range(2):
            y, side = a.h * (0.66 + 0.16 * k), 1 if (i + k) % 2 else -1
            a.path(
                f"M{x:.0f} {y:.0f}q{side * step * 0.08:.0f} {-step * 0.42:.0f}"
                f" {side * step * 0.42:.0f} {-step * 0.4:.0f}q{-side * step * 0.02:.0f}"
                f" {step * 0.4:.0f} {-side * step * 0.42:.0f} {step * 0.4:.0f}z",
                p.ink,
            )
    return p.ground, None
