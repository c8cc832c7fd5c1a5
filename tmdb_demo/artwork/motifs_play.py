"""Comedy, family, animation: cut paper with a straight face."""

from .canvas import Art, Edges, polar, sector, smooth, star
from .palettes import blend


def creature(a: Art) -> Edges:
    """Somebody large looks over the edge."""
    p = a.pal
    a.fill(p.ground)
    body, w = p.spot, a.s * a.between(0.56, 0.72)
    top = a.h * a.between(0.3, 0.4)
    x, kind = a.cx, a.die.randrange(4)
    if kind == 0:
        for side in (-1, 1):
            a.disc(x + side * w * 0.36, top + w * 0.1, w * 0.17, body)
            a.disc(x + side * w * 0.36, top + w * 0.1, w * 0.08, p.tone)
    elif kind == 1:
        for side in (-1, 1):
            a.poly(
                [
                    (x + side * w * 0.46, top + w * 0.4),
                    (x + side * w * 0.42, top - w * 0.16),
                    (x + side * w * 0.08, top + w * 0.12),
                ],
                body,
            )
    elif kind == 2:
        for side in (-1, 1):
            a.stroke(
                f"M{x + side * w * 0.2:.0f} {top + w * 0.1:.0f}Q{x + side * w * 0.28:.0f} {top - w * 0.2:.0f} {x + side * w * 0.46:.0f} {top - w * 0.26:.0f}",
                w * 0.06,
                body,
                "round",
            )
            a.disc(x + side * w * 0.48, top - w * 0.27, w * 0.07, p.tone)
    else:
        for i in range(5):
            a.poly(
                [
                    (x + (i - 2.5) * w * 0.17, top + w * 0.2),
                    (x + (i - 2) * w * 0.19, top - w * 0.14),
                    (x + (i - 1.5) * w * 0.17, top + w * 0.2),
                ],
                body,
            )
    a.path(f"M{x - w / 2:.0f} {a.h:.0f}V{top + w / 2:.0f}a{w / 2:.0f} {w / 2:.0f} 0 0 1 {w:.0f} 0V{a.h:.0f}z", body)
    eyes = a.die.choice((1, 2, 2, 3))
    look = a.die.choice((-1, 1))
    r = w * (0.2 if eyes == 1 else 0.125 if eyes == 2 else 0.1)
    for i in range(eyes):
        ex, ey = x + (i - (eyes - 1) / 2) * r * 2.3, top + w * 0.42
        a.disc(ex, ey, r, p.pale)
        a.disc(ex + look * r * 0.34, ey + r * 0.2, r * 0.46, p.deep)
    my = top + w * 0.72
    if a.chance():
        a.stroke(
            f"M{x - w * 0.16:.0f} {my:.0f}q{w * 0.16:.0f} {w * 0.13:.0f} {w * 0.32:.0f} 0", w * 0.04, p.deep, "round"
        )
    else:
        a.path(
            f"M{x - w * 0.2:.0f} {my:.0f}h{w * 0.4:.0f}a{w * 0.2:.0f} {w * 0.16:.0f} 0 0 1 {-w * 0.4:.0f} 0z", p.deep
        )
        a.poly([(x - w * 0.1, my), (x - w * 0.05, my + w * 0.06), (x, my)], p.pale)
    return p.ground, None


def blocks(a: Art) -> Edges:
    """Quarters, halves and wholes in a grid."""
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
    """Weeds cut with scissors."""
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
    """A stem with paired lobes, as scissors like to cut them."""
    turn = a.die.choice((0, 180, 24, -24))
    lobes = "".join(
        f"M0 {y * r:.0f}q{side * r * 0.7:.0f} {-r * 0.05:.0f} {side * r * 0.62:.0f} {-r * 0.52:.0f}"
        for y in (0.75, 0.25, -0.25)
        for side in (-1, 1)
    )
    a.parts.append(
        f'<path transform="translate({cx:.0f} {cy:.0f})rotate({turn})" fill="none" stroke="{colour}" '
        f'stroke-width="{r * 0.25:.0f}" stroke-linecap="round" d="M0 {r:.0f}V{-r * 0.95:.0f}{lobes}"/>'
    )


def balloon(a: Art) -> Edges:
    """A balloon over hills."""
    p = a.pal
    a.fill(p.ground)
    x, y, r = a.w * a.die.choice((0.42, 0.56)), a.h * 0.34, a.s * 0.2
    a.path(
        f"M0 {a.h:.0f}V{a.h * 0.82:.0f}Q{a.w * 0.26:.0f} {a.h * 0.66:.0f} {a.w * 0.55:.0f} {a.h * 0.84:.0f}T{a.w:.0f} {a.h * 0.78:.0f}V{a.h:.0f}z",
        p.tone,
    )
    a.path(
        f"M0 {a.h:.0f}V{a.h * 0.95:.0f}Q{a.w * 0.4:.0f} {a.h * 0.78:.0f} {a.w:.0f} {a.h * 0.92:.0f}V{a.h:.0f}z", p.ink
    )
    foot = y + r * 1.72
    for share, colour in ((1, p.spot), (0.62, p.ink), (0.24, p.spot)):
        w = r * share
        a.path(
            f"M{x:.0f} {y - r:.0f}C{x + w * 1.36:.0f} {y - r:.0f} {x + w * 1.3:.0f} {y + r * 0.5:.0f} {x + r * 0.22 * share:.0f} {y + r * 1.25:.0f}H{x - r * 0.22 * share:.0f}C{x - w * 1.3:.0f} {y + r * 0.5:.0f} {x - w * 1.36:.0f} {y - r:.0f} {x:.0f} {y - r:.0f}z",
            colour,
        )
    a.stroke(
        f"M{x - r * 0.2:.0f} {y + r * 1.25:.0f}L{x - r * 0.15:.0f} {foot:.0f}M{x + r * 0.2:.0f} {y + r * 1.25:.0f}L{x + r * 0.15:.0f} {foot:.0f}",
        r * 0.03,
        p.ink,
    )
    a.rect(x - r * 0.19, foot, r * 0.38, r * 0.26, p.ink)
    for bx, by, k in ((0.14, 0.2, 1.0), (0.82, 0.46, 0.8)):
        cx, cy, u = a.w * bx, a.h * by, a.s * 0.05 * k
        a.path(
            f"M{cx - u * 2:.0f} {cy:.0f}a{u:.0f} {u:.0f} 0 0 1 {u * 1.4:.0f} {-u * 0.8:.0f}a{u * 1.2:.0f} {u * 1.2:.0f} 0 0 1 {u * 2.2:.0f} {u * 0.2:.0f}a{u * 0.6:.0f} {u * 0.6:.0f} 0 0 1 {u * 0.6:.0f} {u * 0.6:.0f}z",
            p.pale,
        )
    return p.ground, p.ink


def fish(a: Art) -> Edges:
    """A large fish has noticed a small one."""
    p = a.pal
    a.fill(p.ground)
    way = a.die.choice((1, -1))
    for i in range(3):
        y = a.h * (0.1 + i * 0.4)
        a.stroke(
            f"M0 {y:.0f}" + f"q{a.w / 12:.0f} {-a.s * 0.04:.0f} {a.w / 6:.0f} 0t{a.w / 6:.0f} 0" * 3,
            a.s * 0.012,
            p.tone,
        )
    _fish(a, a.cx - way * a.w * 0.03, a.h * 0.54, a.s * 0.35, way, p.spot, p.ink)
    _fish(a, a.cx + way * a.w * 0.36, a.h * 0.28, a.s * 0.07, way, p.ink, p.ground)
    return p.ground, p.ground


def _fish(a: Art, x: float, y: float, u: float, way: int, body: str, mark: str) -> None:
    k = u / 100
    a.parts.append(
        f'<g transform="translate({x:.0f} {y:.0f})scale({way * k:.2f} {k:.2f})"><path fill="{body}" '
        'd="M100 0C60-62-20-66-70-8L-116-50C-106-16-106 16-116 50L-70 8C-20 66 60 62 100 0z"/>'
        f'<circle cx="58" cy="-12" r="10" fill="{mark}"/><path d="M30-38Q12 0 30 38M4-44Q-16 0 4 44M-22-36Q-40 0-22 36" '
        f'fill="none" stroke="{mark}" stroke-width="6"/></g>'
    )


def smile(a: Art) -> Edges:
    """A smile and two eyes that have not quite lined up."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.42
    a.disc(cx, cy, r, p.spot)
    a.oval(cx - r * 0.36, cy - r * 0.3, r * 0.11, r * 0.2, p.ink, -6)
    if a.chance(0.5):
        a.stroke(
            f"M{cx + r * 0.2:.0f} {cy - r * 0.26:.0f}q{r * 0.17:.0f} {-r * 0.16:.0f} {r * 0.34:.0f} 0",
            r * 0.09,
            p.ink,
            "round",
        )
    else:
        a.oval(cx + r * 0.36, cy - r * 0.38, r * 0.11, r * 0.2, p.ink, 8)
    if a.chance():
        a.path(
            f"M{cx - r * 0.62:.0f} {cy + r * 0.12:.0f}h{r * 1.24:.0f}a{r * 0.62:.0f} {r * 0.6:.0f} 0 0 1 {-r * 1.24:.0f} 0z",
            p.ink,
        )
        a.path(f"M{cx - r * 0.54:.0f} {cy + r * 0.12:.0f}h{r * 1.08:.0f}v{r * 0.14:.0f}h{-r * 1.08:.0f}z", p.pale)
    else:
        a.stroke(
            f"M{cx - r * 0.55:.0f} {cy + r * 0.16:.0f}a{r * 0.6:.0f} {r * 0.56:.0f} 0 0 0 {r * 1.14:.0f} {-r * 0.1:.0f}",
            r * 0.1,
            p.ink,
            "round",
        )
    return p.ground, p.ground


def spectacles(a: Art) -> Edges:
    """A pair of glasses, with something in each of them."""
    p = a.pal
    a.fill(p.ground)
    r = min(a.w * 0.21, a.h * 0.3)
    y, gap = a.h * 0.48, r * 1.16
    for side, lens in ((-1, p.spot), (1, p.tone)):
        cx = a.cx + side * gap
        a.disc(cx, y, r, p.ink)
        a.disc(cx, y, r * 0.86, lens)
        a.path(
            sector(cx, y, r * 0.86, 0, 45, 135) if side > 0 else sector(cx, y, r * 0.86, 0, 225, 405),
            blend(lens, p.ground, 0.35),
        )
        a.line((cx + side * r * 0.9, y - r * 0.3), (a.cx + side * a.w * 0.5, y - r * 0.55), r * 0.14, p.ink)
    a.stroke(
        f"M{a.cx - gap + r * 0.92:.0f} {y - r * 0.2:.0f}q{gap - r * 0.92:.0f} {-r * 0.34:.0f} {2 * (gap - r * 0.92):.0f} 0",
        r * 0.15,
        p.ink,
    )
    if a.chance(0.6):
        my = y + r * 1.9
        a.path(
            f"M{a.cx:.0f} {my - r * 0.16:.0f}q{r * 0.5:.0f} {-r * 0.5:.0f} {r * 0.9:.0f} {r * 0.06:.0f}q{r * 0.3:.0f} {r * 0.24:.0f} {r * 0.56:.0f} {-r * 0.1:.0f}q{-r * 0.1:.0f} {r * 0.6:.0f} {-r * 0.72:.0f} {r * 0.5:.0f}q{-r * 0.5:.0f} {-r * 0.06:.0f} {-r * 0.74:.0f} {-r * 0.3:.0f}q{-r * 0.24:.0f} {r * 0.24:.0f} {-r * 0.74:.0f} {r * 0.3:.0f}q{-r * 0.62:.0f} {r * 0.1:.0f} {-r * 0.72:.0f} {-r * 0.5:.0f}q{r * 0.26:.0f} {r * 0.34:.0f} {r * 0.56:.0f} {r * 0.1:.0f}q{r * 0.4:.0f} {-r * 0.56:.0f} {r * 0.9:.0f} {-r * 0.06:.0f}z",
            p.ink,
        )
    return p.ground, p.ground


def bowler(a: Art) -> Edges:
    """A hat and nobody under it."""
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.46, a.s * 0.26
    hat = p.deep if p.deep != p.ground else p.ink
    a.path(
        f"M{cx - u * 0.86:.0f} {y:.0f}C{cx - u * 0.96:.0f} {y - u * 1.3:.0f} {cx + u * 0.96:.0f} {y - u * 1.3:.0f} {cx + u * 0.86:.0f} {y:.0f}z",
        hat,
    )
    a.rect(cx - u * 0.86, y - u * 0.3, u * 1.72, u * 0.24, p.spot)
    a.path(
        f"M{cx - u * 1.4:.0f} {y - u * 0.16:.0f}Q{cx:.0f} {y + u * 0.34:.0f} {cx + u * 1.4:.0f} {y - u * 0.16:.0f}Q{cx + u * 1.3:.0f} {y + u * 0.2:.0f} {cx + u * 0.8:.0f} {y + u * 0.22:.0f}H{cx - u * 0.8:.0f}Q{cx - u * 1.3:.0f} {y + u * 0.2:.0f} {cx - u * 1.4:.0f} {y - u * 0.16:.0f}z",
        hat,
    )
    if a.chance(0.6):
        a.poly([(cx, y + u * 1.3), (cx - u * 0.7, y + u * 0.92), (cx - u * 0.7, y + u * 1.7)], p.spot)
        a.poly([(cx, y + u * 1.3), (cx + u * 0.7, y + u * 0.92), (cx + u * 0.7, y + u * 1.7)], p.spot)
        a.disc(cx, y + u * 1.31, u * 0.14, hat)
    else:
        a.disc(cx, y + u * 1.05, u * 0.52, p.spot)
        a.path(
            f"M{cx - u * 0.1:.0f} {y + u * 0.6:.0f}q{u * 0.1:.0f} {-u * 0.4:.0f} {u * 0.5:.0f} {-u * 0.26:.0f}q{-u * 0.1:.0f} {u * 0.3:.0f} {-u * 0.5:.0f} {u * 0.26:.0f}z",
            p.tone,
        )
    return p.ground, p.ground


def confetti(a: Art) -> Edges:
    """Large loose shapes, printed off the register."""
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


def cat(a: Art) -> Edges:
    """A cat on a wall, not at all interested."""
    p = a.pal
    a.fill(p.ground)
    wall, u = a.h * 0.76, a.s * 0.3
    x = a.w * a.die.choice((0.36, 0.6))
    a.disc(a.w - x, a.h * 0.34, a.s * 0.21, p.spot)
    dark = p.deep if p.deep != p.ground else p.ink
    a.rect(0, wall, a.w, a.h - wall, dark)
    a.path(
        f"M{x - u * 0.42:.0f} {wall + 1:.0f}C{x - u * 0.6:.0f} {wall - u * 0.7:.0f} {x - u * 0.3:.0f} {wall - u * 0.9:.0f} {x - u * 0.26:.0f} {wall - u * 1.16:.0f}L{x - u * 0.3:.0f} {wall - u * 1.66:.0f}L{x - u * 0.1:.0f} {wall - u * 1.5:.0f}H{x + u * 0.1:.0f}L{x + u * 0.3:.0f} {wall - u * 1.66:.0f}L{x + u * 0.26:.0f} {wall - u * 1.16:.0f}C{x + u * 0.3:.0f} {wall - u * 0.9:.0f} {x + u * 0.6:.0f} {wall - u * 0.7:.0f} {x + u * 0.42:.0f} {wall + 1:.0f}z",
        dark,
    )
    a.stroke(
        f"M{x + u * 0.36:.0f} {wall - u * 0.08:.0f}C{x + u * 0.95:.0f} {wall - u * 0.1:.0f} {x + u * 0.6:.0f} {wall + u * 0.5:.0f} {x + u * 0.9:.0f} {wall + u * 0.6:.0f}",
        u * 0.1,
        dark,
        "round",
    )
    for side in (-1, 1):
        a.oval(x + side * u * 0.12, wall - u * 1.25, u * 0.06, u * 0.085, p.tone)
    return p.ground, dark


def bunting(a: Art) -> Edges:
    """Pennants, for whoever has won."""
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


def kite(a: Art) -> Edges:
    """A kite at the end of a very long string."""
    p = a.pal
    a.fill(p.ground)
    way = a.die.choice((1, -1))
    x, y, u = a.cx + way * a.w * 0.16, a.h * 0.32, a.s * 0.24
    top, right, low, left = (
        (x + way * u * 0.45, y - u * 0.95),
        (x + u * 0.85, y + u * 0.1),
        (x - way * u * 0.5, y + u * 1.25),
        (x - u * 0.85, y - u * 0.12),
    )
    for tri, colour in (
        ((top, right, (x, y)), p.spot),
        ((right, low, (x, y)), p.ink),
        ((low, left, (x, y)), p.spot),
        ((left, top, (x, y)), p.tone),
    ):
        a.poly(tri, colour)
    sx, sy = low
    a.stroke(
        f"M{sx:.0f} {sy:.0f}C{sx - way * a.w * 0.2:.0f} {a.h * 0.66:.0f} {sx + way * a.w * 0.2:.0f} {a.h * 0.8:.0f} {a.cx - way * a.w * 0.3:.0f} {a.h:.0f}",
        a.s * 0.008,
        p.ink,
    )
    for i in range(3):
        bx, by = sx - way * u * (0.12 + 0.1 * i), sy + u * (0.28 + i * 0.3)
        b = u * 0.15
        a.poly(
            [
                (bx, by),
                (bx - b, by - b * 0.7),
                (bx - b, by + b * 0.7),
                (bx, by),
                (bx + b, by - b * 0.7),
                (bx + b, by + b * 0.7),
            ],
            p.tone if i % 2 else p.spot,
        )
    return p.ground, p.ground


def sprout(a: Art) -> Edges:
    """Tall stalks, one of them in flower."""
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
                f"M{x:.0f} {y:.0f}q{side * step * 0.08:.0f} {-step * 0.42:.0f} {side * step * 0.42:.0f} {-step * 0.4:.0f}q{-side * step * 0.02:.0f} {step * 0.4:.0f} {-side * step * 0.42:.0f} {step * 0.4:.0f}z",
                p.ink,
            )
    return p.ground, None
