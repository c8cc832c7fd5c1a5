"""Fantasy, history, music: towers, seals, staves."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, polygon, star
from tmdb_demo.artwork.motifs.heart import PROFILE, person
from tmdb_demo.artwork.palettes import blend


def towers(a: Art) -> Edges:
    """Draw a castle before a moon."""
    p = a.pal
    a.fill(p.ground)
    dark = p.deep
    a.disc(a.w * a.die.choice((0.38, 0.5, 0.62)), a.h * 0.42, a.s * 0.36, p.spot)
    base, u = a.h * 0.86, a.s * 0.07
    for dx, wide, tall in ((-2.6, 1.2, 0.36), (2.4, 1.3, 0.44), (-0.9, 1.5, 0.56), (0.9, 1.1, 0.66)):
        x, top = a.cx + dx * u, base - tall * a.h * 0.9
        a.rect(x - wide * u / 2, top, wide * u, base - top + 2, dark)
        a.poly([(x - wide * u * 0.72, top + 1), (x, top - u * 2.6), (x + wide * u * 0.72, top + 1)], dark)
        a.rect(x - u * 0.12, top + u * 0.7, u * 0.24, u * 0.6, p.tone)
        a.poly([(x, top - u * 2.6), (x + u * 0.7, top - u * 2.85), (x, top - u * 3.1)], dark)
    a.rect(a.cx - u * 3.4, base - a.h * 0.2, u * 6.8, a.h * 0.2 + 2, dark)
    a.path(f"M0 {a.h:.0f}V{a.h * 0.93:.0f}Q{a.cx:.0f} {a.h * 0.74:.0f} {a.w:.0f} {a.h * 0.93:.0f}V{a.h:.0f}z", dark)
    return p.ground, dark


def trunks(a: Art) -> Edges:
    """Draw a light between trees."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.w * a.die.choice((0.4, 0.5, 0.6)), a.h * 0.52, a.s * 0.24, p.spot)
    for layer, (colour, count) in enumerate(((blend(p.ground, p.deep, 0.45), 7), (p.deep, 6))):
        n = count if not a.wide else count * 2 - 3
        for i in range(n):
            if layer and abs((i + 0.5) / n - 0.5) < 0.09:
                continue
            x = a.w * (i + a.between(0.25, 0.75)) / n
            w = a.s * (0.022 + 0.026 * layer) * a.between(0.8, 1.4)
            lean = a.between(-0.4, 0.4) * w
            a.poly([(x - w, a.h), (x - w * 0.7 + lean, 0), (x + w * 0.7 + lean, 0), (x + w, a.h)], colour)
            if layer:
                y = a.h * a.between(0.2, 0.6)
                way = a.die.choice((1, -1))
                a.poly([(x, y), (x + way * w * 4, y - w * 3.4), (x, y + w * 1.3)], colour)
    return None, None


def conifers(a: Art) -> Edges:
    """Draw a forest in three depths."""
    p = a.pal
    a.fill(p.ground)
    a.disc(a.w * a.die.choice((0.3, 0.7)), a.h * 0.26, a.s * 0.13, p.spot)
    for layer, colour in enumerate((blend(p.ground, p.tone, 0.6), p.tone, p.deep)):
        step = a.s * (0.15 + 0.05 * layer)
        x, y = -step * a.between(0, 0.6), a.h * (0.62 + 0.17 * layer)
        d = f"M0 {a.h:.0f}V{y:.0f}"
        while x < a.w + step:
            tall = step * a.between(1.3, 2.1)
            d += f"L{x:.0f} {y:.0f}"
            for k in range(3):
                d += f"l{step * 0.2:.0f} {-tall * 0.4:.0f}h{-step * 0.07 if k < 2 else 0:.0f}"
            d += "".join(f"l{step * 0.2:.0f} {tall * 0.4:.0f}h{-step * 0.07 if k < 2 else 0:.0f}" for k in range(3))
            x += step
        a.path(d + f"V{a.h:.0f}z", colour)
    return p.ground, p.deep


def rays(a: Art) -> Edges:
    """Draw rays from behind a star."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.h * a.die.choice((0.5, 0.62))
    n = a.die.choice((12, 16, 20))
    far = a.w + a.h
    beams = "".join(
        polygon([(cx, cy), polar(cx, cy, far, t), polar(cx, cy, far, t + 180 / n)])
        for t in (i * 360 / n for i in range(n))
    )
    a.path(beams, p.tone)
    r = a.s * 0.29
    if a.chance():
        a.disc(cx, cy, r, p.ground)
        a.poly(star(cx, cy, r * 0.86, r * 0.36, a.die.choice((5, 6, 8))), p.spot)
    else:
        a.poly(star(cx, cy, r * 1.15, r * 0.5, 8, 22), p.ink)
        a.disc(cx, cy, r * 0.42, p.spot)
    return None, None


def crescents(a: Art) -> Edges:
    """Draw a moon held in a larger moon."""
    p = a.pal
    a.fill(p.ground)
    x, y, r = a.cx, a.cy, a.s * 0.4
    turn = a.die.choice((0, 35, -35, 180))
    a.parts.append(f'<g transform="rotate({turn} {x:.0f} {y:.0f})">')
    for i, colour in enumerate((p.ink, p.spot, p.tone)):
        k = r * (1, 0.62, 0.34)[i]
        cx = x + (0, r * 0.24, r * 0.37)[i]
        a.path(
            f"M{cx:.0f} {y - k:.0f}A{k:.0f} {k:.0f} 0 1 0 {cx:.0f} {y + k:.0f}"
            f"A{k * 1.28:.0f} {k * 1.28:.0f} 0 0 1 {cx:.0f} {y - k:.0f}z",
            colour,
        )
    a.parts.append("</g>")
    for _ in range(5):
        a.poly(
            star(
                x + a.between(0.1, 1.05) * r * (1 if turn != 180 else -1),
                y + a.between(-0.9, 0.9) * r,
                a.s * 0.03,
                a.s * 0.009,
                4,
            ),
            p.ink,
        )
    return p.ground, p.ground


def sword(a: Art) -> Edges:
    """Draw a sword through a sun."""
    p = a.pal
    a.fill(p.ground)
    cx, w = a.cx, a.s * 0.04
    a.disc(cx, a.h * 0.52, a.s * 0.33, p.spot)
    tip, guard, end = a.h * 0.95, a.h * 0.3, a.h * 0.1
    a.poly([(cx - w, guard), (cx, guard), (cx, tip), (cx - w, tip - w * 3)], p.ink)
    a.poly([(cx + w, guard), (cx, guard), (cx, tip), (cx + w, tip - w * 3)], blend(p.ink, p.spot, 0.45))
    a.path(
        f"M{cx - w * 5:.0f} {guard - w * 1.3:.0f}q{w * 5:.0f} {w * 2:.0f} {w * 10:.0f} 0"
        f"v{w * 1.1:.0f}q{-w * 5:.0f} {w * 1.6:.0f} {-w * 10:.0f} 0z",
        p.ink,
    )
    a.rect(cx - w * 0.7, end + w, w * 1.4, guard - end - w, p.tone)
    a.disc(cx, end, w * 1.4, p.ink)
    return p.ground, p.ground


def serpent(a: Art) -> Edges:
    """Draw a long beast folded to fit."""
    p = a.pal
    a.fill(p.ground)
    n = 3 if a.h > a.w * 0.9 else 2
    thick = min(a.h / (n * 3.4), a.w * 0.14)
    left, right = a.w * 0.24, a.w * 0.76
    gap = thick * 1.5
    y = a.cy - gap * (n - 0.5)
    d = f"M{left:.0f} {y:.0f}H{right:.0f}"
    for i in range(n * 2 - 2):
        far = 1 if i % 2 == 0 else 0
        d += f"a{gap / 2:.0f} {gap / 2:.0f} 0 0 {far} 0 {gap:.0f}H{left if i % 2 == 0 else right:.0f}"
    a.stroke(d, thick, p.spot, "round")
    a.parts.append(
        f'<path d="{d}" fill="none" stroke="{p.tone}" stroke-width="{thick * 0.34:.0f}" '
        f'stroke-dasharray="{thick * 0.3:.0f} {thick * 0.34:.0f}"/>'
    )
    hx = left
    a.oval(hx - thick * 0.1, y, thick * 0.95, thick * 0.66, p.spot)
    a.disc(hx - thick * 0.3, y - thick * 0.16, thick * 0.17, p.ink)
    a.stroke(
        f"M{hx - thick:.0f} {y + thick * 0.1:.0f}h{-thick * 0.5:.0f}l{-thick * 0.26:.0f}"
        f" {-thick * 0.2:.0f}m{thick * 0.26:.0f} {thick * 0.2:.0f}l{-thick * 0.26:.0f}"
        f" {thick * 0.2:.0f}",
        thick * 0.09,
        p.ink,
    )
    return p.ground, p.ground


def columns(a: Art) -> Edges:
    """Draw a colonnade, one column of it fallen."""
    p = a.pal
    a.fill(p.ground)
    n = 4 if not a.wide else 7
    step = a.w / n
    w, top, base = step * 0.56, a.h * 0.18, a.h * 0.88
    broken = a.die.randrange(1, n - 1)
    stone = p.ink if a.chance(0.6) else p.spot
    if a.chance(0.7):
        a.disc(step * (broken + 0.5), a.h * 0.34, a.s * 0.17, p.spot if stone != p.spot else p.tone)
    for i in range(n):
        x, y = step * (i + 0.5), top
        if i == broken:
            y = a.h * 0.56
            a.poly(
                [
                    (x - w / 2, base),
                    (x - w / 2, y),
                    (x - w * 0.1, y + w * 0.25),
                    (x + w * 0.1, y - w * 0.15),
                    (x + w / 2, y + w * 0.35),
                    (x + w / 2, base),
                ],
                stone,
            )
        else:
            a.rect(x - w / 2, y, w, base - y, stone)
            a.rect(x - w * 0.72, top - a.s * 0.035, w * 1.44, a.s * 0.05, stone)
        flutes = "".join(
            f"M{x + k * w * 0.22:.0f} {y + (w * 0.5 if i == broken else a.s * 0.04):.0f}V{base:.0f}" for k in (-1, 0, 1)
        )
        a.stroke(flutes, w * 0.06, p.ground)
    a.rect(0, base, a.w, a.h - base, stone)
    a.rect(0, base + a.s * 0.03, a.w, a.s * 0.012, p.ground)
    return p.ground, stone


def coin(a: Art) -> Edges:
    """Draw a head on a worn coin."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.41
    a.disc(cx, cy, r, p.spot)
    a.parts.append(
        f'<circle cx="{cx:.0f}" cy="{cy:.0f}" r="{r * 0.9:.0f}" fill="none" '
        f'stroke="{p.ground}" stroke-width="{r * 0.05:.0f}" '
        f'stroke-dasharray="{r * 0.05:.0f} {r * 0.0442:.0f}"/>'
    )
    k = r * 1.16 / 134
    way = a.die.choice((1, -1))
    a.parts.append(
        f'<path transform="translate({cx - way * 30 * k:.0f} {cy - 64 * k:.0f})'
        f'scale({way * k:.2f} {k:.2f})" fill="{p.ink}" '
        f'd="M-22 40C-30 0 20-14 52 6{PROFILE}H-14C-6 110-16 70-22 40z"/>'
    )
    for i in range(5):
        t = -62 + i * 22 if way > 0 else 62 - i * 22
        x, y = polar(cx - way * 4 * k, cy - 18 * k, r * 0.47, t)
        a.oval(x, y, r * 0.05, r * 0.14, p.tone if p.tone != p.spot else p.ground, t + way * 62)
    return p.ground, p.ground


def arches(a: Art) -> Edges:
    """Draw arches, each seen through the last."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.ink, p.spot, p.tone, p.ground, p.ink]
    base, w = a.h, a.s * 0.84
    for i, colour in enumerate(colours):
        half = w * (1 - i * 0.2) / 2
        rise = a.h * 0.9 - i * a.h * 0.13
        top = base - max(rise, half * 1.1)
        a.path(
            f"M{a.cx - half:.0f} {base:.0f}V{top + half:.0f}a{half:.0f} {half:.0f} 0 0 1 {half * 2:.0f} 0V{base:.0f}z",
            colour,
        )
    return p.ground, None


def crown(a: Art) -> Edges:
    """Draw a crown, lying a little askew."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.56, a.s * 0.36
    a.parts.append(f'<g transform="rotate({a.die.choice((-9, 8, 14))} {cx:.0f} {cy:.0f})">')
    pts = [(-1, 0.5), (-1.12, -0.55), (-0.55, 0.0), (0, -0.85), (0.55, 0.0), (1.12, -0.55), (1, 0.5)]
    a.poly([(cx + x * u, cy + y * u) for x, y in pts], p.spot)
    a.rect(cx - u, cy + u * 0.56, u * 2, u * 0.26, p.ink)
    for x, y in ((-1.12, -0.55), (0, -0.85), (1.12, -0.55)):
        a.disc(cx + x * u, cy + y * u - u * 0.12, u * 0.14, p.ink)
    for x in (-0.56, 0, 0.56):
        a.poly(star(cx + x * u, cy + u * 0.26, u * 0.15, u * 0.08, 2), p.tone)
    a.parts.append("</g>")
    return p.ground, p.ground


def record(a: Art) -> Edges:
    """Draw a record, off to one side."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.w * a.die.choice((0.5, 0.86, 0.14)), a.cy, a.s * 0.46
    a.disc(cx, cy, r, p.ink if not p.dark else p.deep if p.deep != p.ground else p.tone)
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        a.ring(cx, cy, r * share, r * 0.012, p.ground)
    a.disc(cx, cy, r * 0.36, p.spot)
    a.disc(cx, cy, r * 0.05, p.ground)
    ax = a.w * (0.9 if cx <= a.cx else 0.1)
    way = 1 if ax > cx else -1
    a.stroke(
        f"M{ax:.0f} {cy - r * 0.95:.0f}V{cy + r * 0.15:.0f}L{cx + way * r * 0.62:.0f} {cy + r * 0.52:.0f}",
        r * 0.045,
        p.tone,
        "round",
    )
    a.disc(ax, cy - r * 0.95, r * 0.1, p.tone)
    return None, None


def keys(a: Art) -> Edges:
    """Draw a keyboard with one key down."""
    p = a.pal
    a.fill(p.ground)
    n = 7 if not a.wide else 14
    step = a.w / n
    y = a.h * a.between(0.22, 0.34)
    white = p.pale
    a.rect(0, y, a.w, a.h - y, white)
    down = a.die.randrange(2, n - 2)
    a.rect(step * down, y, step, a.h - y, p.spot)
    a.stroke("".join(f"M{step * i:.0f} {y:.0f}V{a.h:.0f}" for i in range(1, n)), a.s * 0.008, p.deep)
    for i in range(1, n):
        if i % 7 not in (3, 0):
            a.rect(step * (i - 0.29), y, step * 0.58, (a.h - y) * 0.6, p.deep)
    return p.ground, None


def beams(a: Art) -> Edges:
    """Draw spotlights that cross on someone."""
    p = a.pal
    dark = p.ground if p.dark else p.deep
    a.fill(dark)
    floor = a.h * 0.84
    x = a.cx
    for sx, colour in ((0.06, p.spot), (0.94, p.tone), (0.5, p.pale)):
        top = a.w * sx
        a.parts.append(
            f'<path d="M{top - a.s * 0.02:.0f} 0h{a.s * 0.04:.0f}L{x + a.s * 0.2:.0f}'
            f' {floor:.0f}H{x - a.s * 0.2:.0f}z" fill="{colour}" fill-opacity=".78"/>'
        )
    a.oval(x, floor, a.s * 0.24, a.s * 0.045, p.pale)
    person(a, x, floor + a.s * 0.012, a.s * 0.24, dark)
    return None, dark


def curtain(a: Art) -> Edges:
    """Draw a curtain about to open."""
    p = a.pal
    a.fill(p.deep)
    floor = a.h * 0.84
    gap = a.w * a.between(0.05, 0.12)
    a.poly([(a.cx - gap * 0.3, floor), (a.cx + gap * 0.3, floor), (a.cx + gap * 3, a.h), (a.cx - gap * 3, a.h)], p.tone)
    a.rect(a.cx - gap, 0, gap * 2, floor, p.tone)
    folds = 5 if not a.wide else 8
    for side in (-1, 1):
        edge = 0 if side < 0 else a.w
        w = (a.cx - gap * 0.3) / folds
        for i in range(folds):
            x = edge - side * w * i
            colour = p.spot if i % 2 == 0 else blend(p.spot, p.deep, 0.28)
            swing = gap * 0.5 if i == folds - 1 else 0
            x2 = x - side * w
            a.path(
                f"M{x:.0f} 0H{x2:.0f}Q{x2 + side * swing * 3:.0f} {floor * 0.6:.0f}"
                f" {x2 + side * swing * 0.4:.0f} {floor:.0f}Q{(x + x2) / 2:.0f}"
                f" {floor + a.s * 0.035:.0f} {x:.0f} {floor:.0f}z",
                colour,
            )
    n = 6 if not a.wide else 10
    step = a.w / n
    a.path(
        f"M0 0H{a.w:.0f}V{a.h * 0.1:.0f}" + f"a{step / 2:.0f} {step * 0.4:.0f} 0 0 1 {-step:.0f} 0" * n + "z", p.tone
    )
    return p.tone, None
