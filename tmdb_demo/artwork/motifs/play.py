"""Comedy, family films, animation."""

from tmdb_demo.artwork.canvas import Art, Edges, sector
from tmdb_demo.artwork.palettes import blend


def creature(a: Art) -> Edges:
    """Draw somebody large who looks over the edge."""
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
                f"M{x + side * w * 0.2:.0f} {top + w * 0.1:.0f}Q{x + side * w * 0.28:.0f}"
                f" {top - w * 0.2:.0f} {x + side * w * 0.46:.0f} {top - w * 0.26:.0f}",
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


def fish(a: Art) -> Edges:
    """Draw a large fish that has noticed a small one."""
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
        f'<g transform="translate({x:.0f} {y:.0f})scale({way * k:.2f} {k:.2f})"><path '
        f'fill="{body}" '
        'd="M100 0C60-62-20-66-70-8L-116-50C-106-16-106 16-116 50L-70 8C-20 66 60 62 100 0z"/>'
        f'<circle cx="58" cy="-12" r="10" fill="{mark}"/><path d="M30-38Q12 0 30 38M4-44'
        'Q-16 0 4 44M-22-36Q-40 0-22 36" '
        f'fill="none" stroke="{mark}" stroke-width="6"/></g>'
    )


def smile(a: Art) -> Edges:
    """Draw a smile and two eyes that have not quite lined up."""
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
            f"M{cx - r * 0.62:.0f} {cy + r * 0.12:.0f}h{r * 1.24:.0f}a{r * 0.62:.0f}"
            f" {r * 0.6:.0f} 0 0 1 {-r * 1.24:.0f} 0z",
            p.ink,
        )
        a.path(f"M{cx - r * 0.54:.0f} {cy + r * 0.12:.0f}h{r * 1.08:.0f}v{r * 0.14:.0f}h{-r * 1.08:.0f}z", p.pale)
    else:
        a.stroke(
            f"M{cx - r * 0.55:.0f} {cy + r * 0.16:.0f}a{r * 0.6:.0f} {r * 0.56:.0f} 0 0 0"
            f" {r * 1.14:.0f} {-r * 0.1:.0f}",
            r * 0.1,
            p.ink,
            "round",
        )
    return p.ground, p.ground


def spectacles(a: Art) -> Edges:
    """Draw a pair of glasses with something in each of them."""
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
        f"M{a.cx - gap + r * 0.92:.0f} {y - r * 0.2:.0f}q{gap - r * 0.92:.0f}"
        f" {-r * 0.34:.0f} {2 * (gap - r * 0.92):.0f} 0",
        r * 0.15,
        p.ink,
    )
    if a.chance(0.6) and y + r * 2.5 < a.h:
        my = y + r * 1.9
        a.path(
            f"M{a.cx:.0f} {my - r * 0.16:.0f}q{r * 0.5:.0f} {-r * 0.5:.0f} {r * 0.9:.0f}"
            f" {r * 0.06:.0f}q{r * 0.3:.0f} {r * 0.24:.0f} {r * 0.56:.0f} {-r * 0.1:.0f}"
            f"q{-r * 0.1:.0f} {r * 0.6:.0f} {-r * 0.72:.0f} {r * 0.5:.0f}q{-r * 0.5:.0f}"
            f" {-r * 0.06:.0f} {-r * 0.74:.0f} {-r * 0.3:.0f}q{-r * 0.24:.0f}"
            f" {r * 0.24:.0f} {-r * 0.74:.0f} {r * 0.3:.0f}q{-r * 0.62:.0f} {r * 0.1:.0f}"
            f" {-r * 0.72:.0f} {-r * 0.5:.0f}q{r * 0.26:.0f} {r * 0.34:.0f} {r * 0.56:.0f}"
            f" {r * 0.1:.0f}q{r * 0.4:.0f} {-r * 0.56:.0f} {r * 0.9:.0f} {-r * 0.06:.0f}z",
            p.ink,
        )
    return p.ground, p.ground


def bowler(a: Art) -> Edges:
    """Draw a hat with nobody under it."""
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.46, a.s * 0.26
    hat = p.deep if p.deep != p.ground else p.ink
    a.path(
        f"M{cx - u * 0.86:.0f} {y:.0f}C{cx - u * 0.96:.0f} {y - u * 1.3:.0f}"
        f" {cx + u * 0.96:.0f} {y - u * 1.3:.0f} {cx + u * 0.86:.0f} {y:.0f}z",
        hat,
    )
    a.rect(cx - u * 0.86, y - u * 0.3, u * 1.72, u * 0.24, p.spot)
    a.path(
        f"M{cx - u * 1.4:.0f} {y - u * 0.16:.0f}Q{cx:.0f} {y + u * 0.34:.0f}"
        f" {cx + u * 1.4:.0f} {y - u * 0.16:.0f}Q{cx + u * 1.3:.0f} {y + u * 0.2:.0f}"
        f" {cx + u * 0.8:.0f} {y + u * 0.22:.0f}H{cx - u * 0.8:.0f}Q{cx - u * 1.3:.0f}"
        f" {y + u * 0.2:.0f} {cx - u * 1.4:.0f} {y - u * 0.16:.0f}z",
        hat,
    )
    if a.chance(0.6):
        a.poly([(cx, y + u * 1.3), (cx - u * 0.7, y + u * 0.92), (cx - u * 0.7, y + u * 1.7)], p.spot)
        a.poly([(cx, y + u * 1.3), (cx + u * 0.7, y + u * 0.92), (cx + u * 0.7, y + u * 1.7)], p.spot)
        a.disc(cx, y + u * 1.31, u * 0.14, hat)
    else:
        a.disc(cx, y + u * 1.05, u * 0.52, p.spot)
        a.path(
            f"M{cx - u * 0.1:.0f} {y + u * 0.6:.0f}q{u * 0.1:.0f} {-u * 0.4:.0f}"
            f" {u * 0.5:.0f} {-u * 0.26:.0f}q{-u * 0.1:.0f} {u * 0.3:.0f} {-u * 0.5:.0f}"
            f" {u * 0.26:.0f}z",
            p.tone,
        )
    return p.ground, p.ground


def cat(a: Art) -> Edges:
    """Draw a cat on a wall."""
    p = a.pal
    a.fill(p.ground)
    wall, u = a.h * 0.76, a.s * 0.3
    x = a.w * a.die.choice((0.36, 0.6))
    a.disc(a.w - x, a.h * 0.34, a.s * 0.21, p.spot)
    dark = p.deep if p.deep != p.ground else p.ink
    a.rect(0, wall, a.w, a.h - wall, dark)
    a.path(
        f"M{x - u * 0.42:.0f} {wall + 1:.0f}C{x - u * 0.6:.0f} {wall - u * 0.7:.0f}"
        f" {x - u * 0.3:.0f} {wall - u * 0.9:.0f} {x - u * 0.26:.0f} {wall - u * 1.16:.0f}"
        f"L{x - u * 0.3:.0f} {wall - u * 1.66:.0f}L{x - u * 0.1:.0f} {wall - u * 1.5:.0f}"
        f"H{x + u * 0.1:.0f}L{x + u * 0.3:.0f} {wall - u * 1.66:.0f}L{x + u * 0.26:.0f}"
        f" {wall - u * 1.16:.0f}C{x + u * 0.3:.0f} {wall - u * 0.9:.0f} {x + u * 0.6:.0f}"
        f" {wall - u * 0.7:.0f} {x + u * 0.42:.0f} {wall + 1:.0f}z",
        dark,
    )
    a.stroke(
        f"M{x + u * 0.36:.0f} {wall - u * 0.08:.0f}C{x + u * 0.95:.0f}"
        f" {wall - u * 0.1:.0f} {x + u * 0.6:.0f} {wall + u * 0.5:.0f} {x + u * 0.9:.0f}"
        f" {wall + u * 0.6:.0f}",
        u * 0.1,
        dark,
        "round",
    )
    for side in (-1, 1):
        a.oval(x + side * u * 0.12, wall - u * 1.25, u * 0.06, u * 0.085, p.tone)
    return p.ground, dark


def kite(a: Art) -> Edges:
    """Draw a kite at the end of a very long string."""
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
        f"M{sx:.0f} {sy:.0f}C{sx - way * a.w * 0.2:.0f} {a.h * 0.66:.0f}"
        f" {sx + way * a.w * 0.2:.0f} {a.h * 0.8:.0f} {a.cx - way * a.w * 0.3:.0f}"
        f" {a.h:.0f}",
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
