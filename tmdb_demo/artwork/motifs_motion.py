"""Action, adventure, western, war: what moves, and where it moves to."""

from .canvas import Art, Edges, polar, sector, smooth, star
from .palettes import blend, contrast


def wedge(a: Art) -> Edges:
    """A wedge driven into a disc."""
    p = a.pal
    a.fill(p.ground)
    side = a.die.choice((-1, 1))
    cx, cy, r = a.cx + side * a.w * 0.12, a.h * 0.54, a.s * 0.33
    a.disc(cx, cy, r, p.ink)
    edge = 0.0 if side > 0 else a.w
    a.poly([(edge, a.h * 0.06), (cx + side * r * 0.25, cy + r * 0.08), (edge, a.h * 0.46)], p.spot)
    for i in range(3):
        y = a.h * (0.72 + i * 0.07)
        a.poly([(edge, y), (edge + side * a.w * (0.3 - i * 0.07), y + a.h * 0.045), (edge, y + a.h * 0.025)], p.tone)
    return p.ground, p.ground


def speed(a: Art) -> Edges:
    """Something round, going faster than the paper."""
    p = a.pal
    a.fill(p.ground)
    way = a.die.choice((1, -1))
    count = a.die.choice((7, 9))
    r = a.s * 0.27
    cx, cy = a.cx + way * a.w * 0.16, a.cy
    step = r * 2 / count
    edge = 0 if way > 0 else a.w
    for i in range(count):
        y = cy - r + i * step
        d = abs(y + step / 2 - cy)
        inner = cx - way * (max(r * r - d * d, 0) ** 0.5) * 0.0
        start = edge + way * a.w * (0.0 if i % 2 else a.between(0.02, 0.2))
        x0, x1 = sorted((start, inner))
        a.rect(x0, y + step * 0.14, x1 - x0, step * 0.72, p.tone if i % 2 else p.ink)
    a.disc(cx, cy, r, p.spot)
    return p.ground, p.ground


def burst(a: Art) -> Edges:
    """A bang."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.cy
    points = a.die.choice((11, 13, 15))
    for size, colour in (
        (0.62, p.ink),
        (0.47, p.spot),
        (0.3, p.tone if p.tone != p.ground else p.ground),
        (0.16, p.ground),
    ):
        outline = []
        for i, (x, y) in enumerate(star(cx, cy, a.s * size, a.s * size * 0.56, points, size * 60)):
            pull = 1 if i % 2 else a.between(0.78, 1.05)
            outline.append((cx + (x - cx) * pull, cy + (y - cy) * pull))
        a.poly(outline, colour)
    return None, None


def target(a: Art) -> Edges:
    """Rings in quarters, and a cross through them."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.w * a.die.choice((0.5, 0.5, 0.4, 0.6)), a.cy
    n = 4
    reach = a.s * 0.42
    for i in range(n):
        r, inner = reach * (1 - i / n), reach * (1 - (i + 0.62) / n)
        for q in range(4):
            a.path(sector(cx, cy, r, inner, q * 90 + 2.5, q * 90 + 87.5), p.spot if (q + i) % 4 == 0 else p.ink)
    a.stroke(f"M{cx:.0f} 0V{a.h:.0f}M0 {cy:.0f}H{a.w:.0f}", a.s * 0.008, p.tone)
    a.disc(cx, cy, reach * 0.07, p.spot)
    return None, None


def chevrons(a: Art) -> Edges:
    """Arrows on arrows; onward."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.spot, p.ink, p.tone]
    count = a.die.choice((4, 5, 6))
    if a.wide:
        step = a.w / (count + 0.5)
        for i in range(count):
            x = step * (i + 0.3)
            a.poly(
                [
                    (x, 0),
                    (x + step * 0.62, 0),
                    (x + step * 0.62 + a.h * 0.4, a.cy),
                    (x + step * 0.62, a.h),
                    (x, a.h),
                    (x + a.h * 0.4, a.cy),
                ],
                colours[i % 3],
            )
        return None, None
    step, rise = a.h * 0.86 / count, a.w * 0.36
    for i in range(count):
        y = a.h * 0.98 - step * i
        a.poly(
            [
                (0, y),
                (a.cx, y - rise),
                (a.w, y),
                (a.w, y - step * 0.58),
                (a.cx, y - rise - step * 0.58),
                (0, y - step * 0.58),
            ],
            colours[i % 3],
        )
    return None, None


def bolt(a: Art) -> Edges:
    """Lightning."""
    p = a.pal
    a.fill(p.ground)
    if a.chance(0.6):
        a.disc(a.cx, a.cy, a.s * 0.39, p.tone)
    u, way = min(a.h * 0.47, a.w * 0.7), a.die.choice((1, -1))
    shape = ((0.3, -1), (-0.42, 0.14), (-0.05, 0.14), (-0.3, 1), (0.46, -0.22), (0.06, -0.22))
    for off, colour in ((0.035, p.ink), (0, p.spot)):
        a.poly([(a.cx + way * (x + off) * u, a.cy + (y + off) * u) for x, y in shape], colour)
    return p.ground, p.ground


def emblem(a: Art) -> Edges:
    """A badge: shape in shape, and a star, a wing or a letterless sign in it."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.42
    sides = a.die.choice((3, 5, 6, 40))
    turn = 60 if sides == 3 else 0 if sides != 5 else 36
    for size, colour in ((1, p.ink), (0.86, p.spot), (0.68, p.ink), (0.62, p.tone)):
        a.poly([polar(cx, cy, r * size, turn + i * 360 / sides) for i in range(sides)], colour)
    kind = a.die.randrange(4)
    core = r * (0.5 if sides > 3 else 0.28)
    if kind == 0:
        a.poly(star(cx, cy, core, core * 0.42, 5), p.ink)
    elif kind == 1:
        for i in range(3):
            a.poly(
                [
                    (cx - core, cy - core * (0.5 - i * 0.45)),
                    (cx, cy - core * (0.05 - i * 0.45)),
                    (cx + core, cy - core * (0.5 - i * 0.45)),
                    (cx, cy - core * (-0.28 - i * 0.45)),
                ],
                p.ink,
            )
    elif kind == 2:
        a.poly(star(cx, cy, core * 1.05, core * 0.3, 4), p.ink)
    else:
        a.poly(
            [
                (cx + x * core, cy + y * core)
                for x, y in ((0.34, -1), (-0.6, 0.14), (-0.06, 0.14), (-0.34, 1), (0.6, -0.2), (0.08, -0.2))
            ],
            p.ink,
        )
    return p.ground, p.ground


def runner(a: Art) -> Edges:
    """Someone running, with reason."""
    p = a.pal
    a.fill(p.ground)
    way = a.die.choice((1, -1))
    beams = 5
    ox, oy = (0.0 if way > 0 else a.w), a.h * 0.2
    for i in range(beams):
        t0, t1 = a.h * (0.12 + i * 0.24), a.h * (0.22 + i * 0.25)
        far = a.w if way > 0 else 0.0
        a.poly([(ox, oy), (far, t0), (far, t1)], p.spot if i % 2 == 0 else p.tone)
    u = min(a.w, a.h * 0.9) * 0.13
    cx, cy = a.cx - way * u * 0.2, a.h * 0.52

    def at(x: float, y: float) -> str:
        return f"{cx + way * x * u:.0f} {cy + y * u:.0f}"

    a.disc(cx + way * u * 0.95, cy - u * 2.35, u * 0.46, p.ink)
    a.stroke(f"M{at(0.55, -1.5)}L{at(-0.1, 0.1)}", u * 0.95, p.ink, "round")
    a.stroke(f"M{at(-0.05, 0.2)}L{at(1.15, 0.75)}L{at(0.9, 2.2)}l{way * u * 0.45:.0f} 0", u * 0.52, p.ink, "round")
    a.stroke(
        f"M{at(-0.15, 0.2)}L{at(-0.85, 1.3)}L{at(-2.2, 1.35)}l{-way * u * 0.05:.0f} {-u * 0.4:.0f}",
        u * 0.52,
        p.ink,
        "round",
    )
    a.stroke(f"M{at(0.55, -1.55)}L{at(1.35, -0.75)}L{at(2.1, -1.25)}", u * 0.4, p.ink, "round")
    a.stroke(f"M{at(0.45, -1.55)}L{at(-0.75, -1.25)}L{at(-1.15, -0.3)}", u * 0.4, p.ink, "round")
    return None, None


def wheel(a: Art) -> Edges:
    """A wheel at speed, larger than the road."""
    p = a.pal
    a.fill(p.ground)
    road = a.h * 0.86
    way = a.die.choice((1, -1))
    r = a.s * 0.4
    cx, cy = a.cx + way * a.w * 0.1, road - r
    for i in range(6):
        y, long = cy - r * (0.8 - i * 0.32), a.w * a.between(0.3, 0.75)
        x = cx - way * long if way > 0 else cx
        a.rect(x, y, long, r * 0.09, p.tone if i % 2 else p.spot)
    a.disc(cx, cy, r, p.ink)
    a.disc(cx, cy, r * 0.66, p.ground)
    a.disc(cx, cy, r * 0.6, p.spot)
    for i in range(5):
        a.path(sector(cx, cy, r * 0.5, r * 0.22, i * 72 + 14, i * 72 + 58), p.ground)
    a.disc(cx, cy, r * 0.1, p.ground)
    a.rect(0, road, a.w, a.h - road, p.ink)
    return p.ground, p.ink


def mountains(a: Art) -> Edges:
    """Peaks, a sun, and the way up."""
    p = a.pal
    a.fill(p.ground)
    side = a.die.choice((-1, 1))
    a.disc(a.cx + side * a.w * 0.22, a.h * 0.24, a.s * 0.13, p.spot)
    w = min(a.w, a.h * 1.2)
    far = [(a.cx + side * w * 0.3, a.h * 0.36, w * 0.5), (a.cx - side * w * 0.42, a.h * 0.5, w * 0.44)]
    for x, y, half in far:
        a.poly([(x, y), (x + half, a.h), (x - half, a.h)], p.tone)
    x, y, half = a.cx - side * w * 0.1, a.h * 0.2, w * 0.62
    a.poly([(x, y), (x + half, a.h), (x - half, a.h)], p.ink)
    snow = 0.24
    cap = p.tone if contrast(p.tone, p.ink) > contrast(p.spot, p.ink) else p.spot
    sx, sy = half * snow, (a.h - y) * snow
    a.poly(
        [
            (x, y),
            (x + sx, y + sy),
            (x + sx * 0.45, y + sy * 0.8),
            (x + sx * 0.1, y + sy * 1.18),
            (x - sx * 0.4, y + sy * 0.78),
            (x - sx, y + sy),
        ],
        cap,
    )
    if a.chance(0.7):
        a.parts.append(
            f'<path d="M{x - half * 0.4:.0f} {a.h:.0f}Q{x + half * 0.34:.0f} {a.h * 0.82:.0f} {x - half * 0.02:.0f} {a.h * 0.66:.0f}T{x:.0f} {y + sy * 1.5:.0f}" '
            f'fill="none" stroke="{p.spot}" stroke-width="{a.s * 0.013:.0f}" stroke-dasharray="{a.s * 0.03:.0f} {a.s * 0.022:.0f}"/>'
        )
    return p.ground, None


def compass(a: Art) -> Edges:
    """A compass rose that has swung round."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.45
    turn = a.die.choice((-14, 18, 24, -30))
    a.ring(cx, cy, r * 0.78, a.s * 0.01, p.ink)
    a.ring(cx, cy, r * 0.7, a.s * 0.004, p.ink)
    for size, inner, off, light, dark in ((0.62, 0.16, 45, p.tone, p.ink), (1.0, 0.2, 0, p.spot, p.ink)):
        for i in range(4):
            t = turn + off + i * 90
            tip, l, m = polar(cx, cy, r * size, t), polar(cx, cy, r * inner, t - 45), polar(cx, cy, r * inner, t + 45)
            a.poly([tip, l, (cx, cy)], light)
            a.poly([tip, m, (cx, cy)], dark)
    a.disc(cx, cy, r * 0.07, p.ground)
    return p.ground, p.ground


def contours(a: Art) -> Edges:
    """A map of a hill nobody has named, and a route to it."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.w * 0.54, a.h * 0.46
    wobble = [a.between(0.72, 1.2) for _ in range(9)]
    for i in range(7, 0, -1):
        r = a.s * 0.1 * i
        d = smooth(
            [
                polar(cx + i * a.s * 0.006, cy + i * a.s * 0.012, r * wobble[k] * (1.25 if k in (4, 5) else 1), k * 40)
                for k in range(9)
            ]
        )
        if i == 2:
            a.path(d, p.spot)
        elif i == 5:
            a.path(d, blend(p.ground, p.tone, 0.5))
        a.stroke(d, a.s * (0.007 if i % 2 else 0.013), p.ink)
    a.parts.append(
        f'<path d="M{a.w * 0.06:.0f} {a.h * 0.94:.0f}Q{a.w * 0.1:.0f} {a.h * 0.66:.0f} {a.w * 0.34:.0f} {a.h * 0.7:.0f}T{cx:.0f} {cy:.0f}" fill="none" '
        f'stroke="{p.tone if p.tone != p.ground else p.spot}" stroke-width="{a.s * 0.02:.0f}" stroke-dasharray="{a.s * 0.045:.0f} {a.s * 0.03:.0f}"/>'
    )
    k = a.s * 0.04
    a.stroke(
        f"M{cx - k:.0f} {cy - k:.0f}l{2 * k:.0f} {2 * k:.0f}m0 {-2 * k:.0f}l{-2 * k:.0f} {2 * k:.0f}",
        a.s * 0.022,
        p.ink,
    )
    return None, None


def waves(a: Art) -> Edges:
    """A sea of half-rounds under a plain sun."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.w * a.die.choice((0.3, 0.5, 0.7)), a.h * 0.3, a.s * 0.2, p.spot)
    step, top = a.s * 0.25, a.h * 0.5
    r, inner = step / 2, step * 0.3
    tile = "".join(
        f'<path d="M{x:.0f} {y:.0f}a{r:.0f} {r:.0f} 0 0 1 {step:.0f} 0z" fill="{p.ink}" '
        f'stroke="{p.ground}" stroke-width="{step * 0.06:.0f}"/>'
        f'<path d="M{x + r - inner:.0f} {y:.0f}a{inner:.0f} {inner:.0f} 0 0 1 {inner * 2:.0f} 0" '
        f'fill="none" stroke="{p.tone}" stroke-width="{step * 0.07:.0f}"/>'
        for x, y in ((-r, r), (r, r), (0, r * 1.5), (-r, r * 2), (r, r * 2))
    )
    a.parts.append(
        f'<pattern id="sea" width="{step:.0f}" height="{r:.0f}" patternUnits="userSpaceOnUse" '
        f'viewBox="0 {r:.0f} {step:.0f} {r:.0f}" y="{top:.0f}">{tile}</pattern>'
    )
    a.rect(0, top, a.w, a.h - top, "url(#sea)")
    return p.ground, None


def road(a: Art) -> Edges:
    """A road that takes its time."""
    p = a.pal
    a.fill(p.ground)
    horizon = a.h * 0.42
    way = a.die.choice((1, -1))
    a.disc(a.cx + way * a.w * 0.06, horizon - a.s * 0.02, a.s * 0.2, p.spot)
    land = p.tone
    a.rect(0, horizon, a.w, a.h - horizon, land)

    def x(share: float) -> str:
        return f"{a.cx + way * (share - 0.5) * a.w:.0f}"

    h = a.h - horizon
    a.path(
        f"M{x(0.555)} {horizon:.0f}C{x(0.8)} {horizon + h * 0.22:.0f} {x(0.16)} {horizon + h * 0.3:.0f} {x(0.2)} {horizon + h * 0.52:.0f}"
        f"S{x(0.66)} {horizon + h * 0.72:.0f} {x(0.5)} {a.h:.0f}H{x(1.06)}C{x(1.08)} {horizon + h * 0.7:.0f} {x(0.36)} {horizon + h * 0.62:.0f} {x(0.4)} {horizon + h * 0.44:.0f}"
        f"S{x(0.76)} {horizon + h * 0.2:.0f} {x(0.565)} {horizon:.0f}z",
        p.ink,
    )
    return p.ground, None


def leaves(a: Art) -> Edges:
    """Pushing through leaves."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.cx, a.h * 0.48, a.s * 0.2, p.spot)
    colours = [p.ink, p.tone]
    around = (
        (0, 0.05, 130),
        (1, 0.1, 230),
        (0, 0.42, 95),
        (1, 0.5, 268),
        (0, 0.8, 60),
        (1, 0.86, 300),
        (0.3, 1.02, 12),
        (0.72, 1.04, 350),
    )
    for i, (sx, sy, turn) in enumerate(around):
        long = a.s * a.between(0.42, 0.56)
        x, y = sx * a.w, sy * a.h
        fat = long * 0.24
        a.parts.append(
            f'<g transform="translate({x:.0f} {y:.0f})rotate({turn + a.between(-12, 12):.0f})">'
            f'<path d="M0 0C{-fat * 1.6:.0f} {-long * 0.4:.0f} {-fat:.0f} {-long * 0.8:.0f} 0 {-long:.0f}C{fat:.0f} {-long * 0.8:.0f} {fat * 1.6:.0f} {-long * 0.4:.0f} 0 0z" fill="{colours[i // 2 % 2]}"/>'
            f'<path d="M0 0V{-long * 0.9:.0f}" stroke="{p.ground}" stroke-width="{a.s * 0.009:.0f}"/></g>'
        )
    return None, None


def mesa(a: Art) -> Edges:
    """A horizon, a sun too large for it, rocks."""
    p = a.pal
    a.fill(p.ground)
    horizon = a.h * 0.72
    cx, r = a.w * a.die.choice((0.36, 0.5, 0.62)), a.s * 0.34
    a.disc(cx, horizon - r * 0.45, r, p.spot)
    for i in range(4):
        a.rect(cx - r * 1.1, horizon - r * (0.12 + i * 0.15), r * 2.2, r * (0.05 - i * 0.008), p.ground)
    a.rect(0, horizon, a.w, a.h - horizon, p.ink)
    for x, w, h in ((0.06, 0.2, 0.2), (0.34, 0.07, 0.12), (0.74, 0.24, 0.16)):
        l, top, slope = x * a.w, horizon - h * a.s, a.s * 0.045
        a.poly(
            [
                (l, horizon + 1),
                (l + slope, horizon - h * a.s * 0.45),
                (l + slope * 1.2, top),
                (l + w * a.w - slope * 1.2, top),
                (l + w * a.w - slope, horizon - h * a.s * 0.45),
                (l + w * a.w, horizon + 1),
            ],
            p.ink,
        )
    rx = cx + r * 0.28
    _rider(a, rx, horizon, a.s * 0.13, p.ink)
    return p.ground, p.ink


def _rider(a: Art, x: float, foot: float, u: float, colour: str) -> None:
    a.oval(x, foot - u * 0.62, u * 0.5, u * 0.2, colour)
    a.stroke(
        f"M{x - u * 0.36:.0f} {foot - u * 0.6:.0f}L{x - u * 0.42:.0f} {foot:.0f}M{x + u * 0.36:.0f} {foot - u * 0.6:.0f}L{x + u * 0.42:.0f} {foot:.0f}M{x + u * 0.4:.0f} {foot - u * 0.66:.0f}L{x + u * 0.66:.0f} {foot - u * 1.02:.0f}l{u * 0.24:.0f} {u * 0.16:.0f}",
        u * 0.13,
        colour,
        "round",
    )
    a.line((x, foot - u * 0.7), (x + u * 0.02, foot - u * 1.22), u * 0.26, colour, "round")
    a.disc(x + u * 0.03, foot - u * 1.46, u * 0.14, colour)
    a.rect(x - u * 0.26, foot - u * 1.54, u * 0.58, u * 0.07, colour)
    a.rect(x - u * 0.11, foot - u * 1.72, u * 0.28, u * 0.2, colour)


def rails(a: Art) -> Edges:
    """Rails to the end of the plain."""
    p = a.pal
    a.fill(p.ground)
    horizon, cx = a.h * 0.4, a.w * a.die.choice((0.5, 0.34, 0.66))
    a.disc(cx, horizon, a.s * 0.22, p.spot)
    a.rect(0, horizon, a.w, a.h - horizon, p.tone)
    h = a.h - horizon
    spread = min(a.w, a.h) * 0.42
    for i in range(11):
        f = ((i + 0.4) / 11) ** 2.1
        y, half = horizon + h * f, spread * f * 1.35 + a.s * 0.006
        a.rect(cx - half, y, half * 2, h * 0.055 * (f + 0.04), p.ink)
    for side in (-1, 1):
        a.poly(
            [
                (cx + side * 2, horizon),
                (cx + side * spread, a.h),
                (cx + side * spread * 1.13, a.h),
                (cx + side * 5, horizon),
            ],
            p.ink,
        )
    return p.ground, None


def planes(a: Art) -> Edges:
    """A formation, and the ground it looks down on."""
    p = a.pal
    a.fill(p.ground)
    for i in range(6):
        y = a.h * (0.12 + i * 0.17)
        a.poly(
            [(0, y), (a.w, y - a.h * 0.12), (a.w, y - a.h * 0.12 + a.h * 0.05), (0, y + a.h * 0.075)],
            blend(p.ground, p.tone, 0.55),
        )
    u = a.s * 0.115
    spots = (
        ((0, 0), (-1.25, 1.15), (1.25, 1.15), (-2.5, 2.3), (2.5, 2.3))
        if a.chance(0.6)
        else ((0, 0), (-1.5, 1.4), (1.5, 1.4))
    )
    scale = 1.0 if len(spots) == 5 else 1.45
    for i, (dx, dy) in enumerate(spots):
        x, y = a.cx + dx * u * scale, a.h * 0.3 + dy * u * scale
        k = u * scale / 100
        a.parts.append(
            f'<path transform="translate({x:.0f} {y:.0f})scale({k:.2f})" fill="{p.spot if i == 0 else p.ink}" '
            'd="M0-100Q16-84 16-40L100 8V30L14 14 9 64 40 84V98H-40V84L-9 64-14 14-100 30V8L-16-40Q-16-84 0-100z"/>'
        )
    return None, None


def wire(a: Art) -> Edges:
    """Wire, and a sun on the other side."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.cx, a.h * 0.52, a.s * 0.34, p.spot)
    for i in range(3):
        y = a.h * (0.26 + i * 0.25)
        sag = a.h * 0.03
        a.stroke(f"M0 {y:.0f}Q{a.cx:.0f} {y + sag * 2:.0f} {a.w:.0f} {y:.0f}", a.s * 0.014, p.ink)
        for k in range(5 if not a.wide else 9):
            n = 5 if not a.wide else 9
            x = a.w * (k + 0.5 + (0.25 if i % 2 else -0.1)) / n
            b = a.s * 0.038
            yy = y + sag * (1 - ((x - a.cx) / a.cx) ** 2)
            a.stroke(
                f"M{x - b:.0f} {yy - b:.0f}L{x + b * 0.7:.0f} {yy + b:.0f}M{x + b:.0f} {yy - b * 1.1:.0f}L{x - b * 0.6:.0f} {yy + b * 1.1:.0f}",
                a.s * 0.012,
                p.ink,
            )
    return p.ground, p.ground


def flags(a: Art) -> Edges:
    """Stripes in the wind; one has torn."""
    p = a.pal
    a.fill(p.ground)
    n = a.die.choice((5, 6, 7))
    step = a.h / n
    for i in range(0, n, 2):
        y, amp = i * step, a.h * 0.07
        end = a.w if i != 2 else a.w * 0.62
        rag = (
            f"V{y + step:.0f}"
            if end == a.w
            else f"l{-a.w * 0.05:.0f} {step * 0.2:.0f}l{a.w * 0.09:.0f} {step * 0.22:.0f}l{-a.w * 0.11:.0f} {step * 0.26:.0f}l{a.w * 0.05:.0f} {step * 0.32:.0f}"
        )
        a.path(
            f"M0 {y:.0f}C{end * 0.3:.0f} {y - amp:.0f} {end * 0.6:.0f} {y + amp:.0f} {end:.0f} {y:.0f}{rag}C{end * 0.6:.0f} {y + step + amp:.0f} {end * 0.3:.0f} {y + step - amp:.0f} 0 {y + step:.0f}z",
            p.spot if i != 2 else p.ink,
        )
    return None, None
