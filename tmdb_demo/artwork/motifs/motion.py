"""Action and war: things in motion."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector, star
from tmdb_demo.artwork.palettes import blend


def wedge(a: Art) -> Edges:
    """Draw a wedge driven into a disc."""
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
    """Draw something round that goes faster than the paper."""
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
    """Draw an explosion."""
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
    """Draw rings in quarters, and a cross through them."""
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
    """Draw arrows upon arrows."""
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
    """Draw lightning."""
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
    """Draw a badge: shape in shape, and a star, a wing or a letterless sign in it."""
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
    """Draw someone running."""
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
    """Draw a wheel at speed, larger than the road."""
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


def planes(a: Art) -> Edges:
    """Draw aeroplanes in formation, and the ground below."""
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
            f'<path transform="translate({x:.0f} {y:.0f})scale({k:.2f})" '
            f'fill="{p.spot if i == 0 else p.ink}" '
            'd="M0-100Q16-84 16-40L100 8V30L14 14 9 64 40 84V98H-40V84L-9 64-14 14-100 30'
            'V8L-16-40Q-16-84 0-100z"/>'
        )
    return None, None


def wire(a: Art) -> Edges:
    """Draw barbed wire, and a sun on the other side."""
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
                f"M{x - b:.0f} {yy - b:.0f}L{x + b * 0.7:.0f} {yy + b:.0f}M{x + b:.0f}"
                f" {yy - b * 1.1:.0f}L{x - b * 0.6:.0f} {yy + b * 1.1:.0f}",
                a.s * 0.012,
                p.ink,
            )
    return p.ground, p.ground


def flags(a: Art) -> Edges:
    """Draw stripes in the wind, one of them torn."""
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
            else "".join(
                f"l{a.w * dx:.0f} {step * dy:.0f}"
                for dx, dy in ((-0.05, 0.2), (0.09, 0.22), (-0.11, 0.26), (0.05, 0.32))
            )
        )
        a.path(
            f"M0 {y:.0f}C{end * 0.3:.0f} {y - amp:.0f} {end * 0.6:.0f} {y + amp:.0f}"
            f" {end:.0f} {y:.0f}{rag}C{end * 0.6:.0f} {y + step + amp:.0f} {end * 0.3:.0f}"
            f" {y + step - amp:.0f} 0 {y + step:.0f}z",
            p.spot if i != 2 else p.ink,
        )
    return None, None
