"""Drama and romance: rooms, weather, pairs."""

from math import pi, sin

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector
from tmdb_demo.artwork.palettes import blend, overprint


def window(a: Art) -> Edges:
    """Draw light from a window, lying on the floor."""
    p = a.pal
    a.fill(p.ground)
    floor = a.h * 0.66
    a.rect(0, floor, a.w, a.h - floor, blend(p.ground, p.ink, 0.82) if not p.dark else p.ink)
    x, y = a.w * a.die.choice((0.2, 0.46)), a.h * 0.13
    w, h = a.s * 0.34, min(a.s * 0.48, floor - a.h * 0.2)
    a.rect(x, y, w, h, p.spot)
    a.rect(x + w * 0.48, y, w * 0.04, h, p.ground)
    a.rect(x, y + h * 0.42, w, w * 0.04, p.ground)
    lean, deep = a.w * 0.2 * (1 if x < a.w * 0.3 else -1), (a.h - floor) * 0.72
    top = floor + (a.h - floor) * 0.1
    for i in range(2):
        near, far = x + w * 0.52 * i + lean * 0.3, x + w * 0.74 * i + lean * 1.3
        a.poly([(near, top), (near + w * 0.47, top), (far + w * 0.67, top + deep), (far, top + deep)], p.spot)
    if a.chance(0.6):
        fx = x + w * 0.5 + lean * 2.1
        chair(a, fx, floor + (a.h - floor) * 0.34, a.s * 0.3, p.tone, 1 if lean < 0 else -1)
    return p.ground, None


def chair(a: Art, x: float, foot: float, tall: float, colour: str, way: int) -> None:
    """Draw a plain chair from the side; `way` is where it faces."""
    t = tall * 0.07
    half = tall * 0.22
    back = x - way * half
    a.line((back, foot), (back - way * t, foot - tall), t, colour)
    a.line((x + way * half, foot), (x + way * half, foot - tall * 0.46), t, colour)
    a.line((back - way * t * 0.5, foot - tall * 0.46), (x + way * (half + t), foot - tall * 0.46), t * 1.3, colour)
    a.line((back - way * t, foot - tall * 0.97), (back - way * t * 0.9, foot - tall * 0.7), t * 2, colour)


def table(a: Art) -> Edges:
    """Draw a table and two chairs, one of them pushed back."""
    p = a.pal
    a.fill(p.ground)
    floor = a.h * 0.74
    below = p.tone if a.chance() else p.spot
    a.rect(0, floor, a.w, a.h - floor, below)
    u = min(a.w * 0.4, a.h * 0.5)
    top = floor - u * 0.46
    a.rect(a.cx - u * 0.6, top, u * 1.2, u * 0.06, p.ink)
    for side in (-1, 1):
        a.rect(a.cx + side * u * 0.48 - u * 0.025, top, u * 0.05, floor - top + u * 0.1, p.ink)
    chair(a, a.cx - u * 0.74, floor + u * 0.1, u * 0.84, p.ink, 1)
    if a.chance(0.7):
        chair(a, a.cx + u * 0.84, floor + u * 0.1, u * 0.84, p.spot if below != p.spot else p.tone, -1)
    lamp_y = a.h * 0.22
    a.rect(a.cx - a.s * 0.004, 0, a.s * 0.008, lamp_y, p.ink)
    lit = p.spot if below != p.spot else p.tone
    a.path(sector(a.cx, lamp_y + u * 0.2, u * 0.26, 0, -90, 90), lit)
    return None, None


def alone(a: Art) -> Edges:
    """Draw one person with a long shadow on much ground."""
    p = a.pal
    a.fill(p.ground)
    split = a.h * a.die.choice((0.36, 0.6))
    field = p.spot
    a.rect(0, split, a.w, a.h - split, field)
    side = a.die.choice((-1, 1))
    x, foot, tall = a.cx - side * a.w * 0.16, split + (a.h - split) * 0.36, a.s * 0.2
    ink = p.ink if p.ink != field else p.ground
    a.poly(
        [(x - tall * 0.08, foot), (x + tall * 0.08, foot), (x + side * a.w * 0.44, a.h), (x + side * a.w * 0.26, a.h)],
        blend(field, "#000000", 0.45),
    )
    person(a, x, foot, tall, ink)
    a.disc(a.cx - side * a.w * 0.26 if split > a.h * 0.5 else x, split * 0.46, a.s * 0.1, p.tone)
    return p.ground, None


def person(a: Art, x: float, foot: float, tall: float, colour: str) -> None:
    a.disc(x, foot - tall * 0.9, tall * 0.095, colour)
    a.path(
        f"M{x - tall * 0.15:.0f} {foot - tall * 0.72:.0f}a{tall * 0.15:.0f}"
        f" {tall * 0.12:.0f} 0 0 1 {tall * 0.3:.0f} 0L{x + tall * 0.1:.0f} {foot:.0f}"
        f"H{x - tall * 0.1:.0f}z",
        colour,
    )


# A face in profile, looking right: brow, nose, lips, chin, throat; 134 units from brow to collar.
PROFILE = (
    "C60 12 62 24 61 33C61 38 66 46 73 57C75 61 72 63 66 64C67 68 69 70 67 73C66 75 64 75 64 76"
    "C66 78 66 80 64 82C61 86 66 90 62 96C58 102 46 101 38 101C34 108 36 120 42 134"
)


def faces(a: Art) -> Edges:
    """Draw two profiles, and the shape between them."""
    p = a.pal
    a.fill(p.ground)
    k = a.h / 134 * 1.0
    reach = 73 * k
    gap = a.w * a.between(0.02, 0.1)
    if reach * 2 + gap > a.w * 1.5:
        k *= 0.8
    left, right = a.die.choice(((p.spot, p.ink), (p.ink, p.spot), (p.spot, p.tone)))
    shift = a.w / 2 - gap / 2 - 74 * k
    y = a.h - 134 * k
    for way, colour in ((1, left), (-1, right)):
        x = shift if way > 0 else a.w - shift
        a.parts.append(
            f'<path transform="translate({x:.0f} {y:.0f})scale({way * k:.2f} {k:.2f})" fill="{colour}" '
            f'd="M-300-300H20C24-90 40-24 52 0{PROFILE}H-300z"/>'
        )
    a.disc(a.cx, a.h * 0.2, a.s * 0.07, p.tone if colour != p.tone else p.ink)
    return None, None


def stairs(a: Art) -> Edges:
    """Draw steps up, and a ball that will come down."""
    p = a.pal
    a.fill(p.ground)
    count = a.die.choice((5, 6, 7))
    way = a.die.choice((-1, 1))
    low, high = a.h * 0.94, a.h * 0.34
    step_x, step_y = a.w / count, (low - high) / count
    treads = "".join(f"h{step_x:.0f}v{-step_y:.0f}" for _ in range(count - 1))
    path = f"M0 {a.h:.0f}V{low - step_y:.0f}{treads}H{a.w:.0f}V{a.h:.0f}z"
    flip = "" if way > 0 else f' transform="matrix(-1 0 0 1 {a.w:.0f} 0)"'
    a.path(path, p.ink, flip)
    at = a.die.randrange(2, count - 1)
    r = min(step_x, step_y) * 0.46
    x, y = step_x * (at + 0.5), low - step_y * (at + 1) - r
    a.disc(x if way > 0 else a.w - x, y, r, p.spot)
    a.disc(a.w * (0.24 if way > 0 else 0.76), a.h * 0.2, a.s * 0.13, p.tone)
    return p.ground, p.ink


def halves(a: Art) -> Edges:
    """Draw a disc cut in two, the halves apart."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.37
    slip = r * a.die.choice((0.36, 0.5, 0.28))
    turn = a.die.choice((0, 90, 45, -45))
    a.parts.append(f'<g transform="rotate({turn} {cx:.0f} {cy:.0f})">')
    a.path(sector(cx, cy - slip, r, 0, 180, 360), p.spot)
    a.path(sector(cx, cy + slip, r, 0, 0, 180), p.ink)
    if a.chance():
        a.path(sector(cx, cy - slip, r * 0.42, 0, 180, 360), p.ground)
        a.path(sector(cx, cy + slip, r * 0.42, 0, 0, 180), p.tone)
    a.parts.append("</g>")
    return p.ground, p.ground


def doors(a: Art) -> Edges:
    """Draw a door behind a door behind a door."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.ink, p.tone, p.ground, p.spot, p.ink]
    w, h, x = a.w * 0.78, a.h * 0.88, a.w * 0.11
    if a.wide:
        w, x = a.h * 0.9, a.cx - a.h * 0.45
    for i in range(5):
        a.rect(x, a.h - h, w, h + 2, colours[i])
        x += w * a.die.choice((0.14, 0.24))
        w, h = w * 0.64, h * 0.8
    a.disc(x + w * 0.2, a.h - h * 0.5, a.s * 0.012, p.spot)
    return p.ground, None


def discs(a: Art) -> Edges:
    """Draw two discs, and the field where they meet."""
    p = a.pal
    a.fill(p.ground)
    first, second = p.spot, p.tone
    upright = not a.wide and a.h > a.w * 1.1
    r = a.s * (0.32 if upright else 0.31)
    off = r * a.between(0.52, 0.66)
    dx, dy = (off * 0.4, off) if upright else (off, 0)
    (ax, ay), (bx, by) = (a.cx - dx, a.cy - dy), (a.cx + dx, a.cy + dy)
    a.disc(ax, ay, r, first)
    a.disc(bx, by, r, second)
    half = (dx * dx + dy * dy) ** 0.5
    rise = (r * r - half * half) ** 0.5
    ux, uy = -dy / half * rise, dx / half * rise
    shared = overprint(first, second) if not p.dark else p.ink
    a.path(
        f"M{a.cx + ux:.0f} {a.cy + uy:.0f}A{r:.0f} {r:.0f} 0 0 1 {a.cx - ux:.0f}"
        f" {a.cy - uy:.0f}A{r:.0f} {r:.0f} 0 0 1 {a.cx + ux:.0f} {a.cy + uy:.0f}z",
        shared,
    )
    return p.ground, p.ground


def heart(a: Art) -> Edges:
    """Draw a heart of two discs and a square, cut into strips that have slipped."""
    p = a.pal
    a.fill(p.ground)
    r, cx, cy = a.s * 0.22, a.cx, a.cy - a.s * 0.06
    lobe = r * 1.0
    d = (
        f"M{cx:.0f} {cy + lobe * 2.05:.0f}L{cx - lobe * 1.72:.0f} {cy + lobe * 0.36:.0f}"
        f"A{lobe * 1.22:.0f} {lobe * 1.22:.0f} 0 0 1 {cx:.0f} {cy - lobe * 1.36:.0f}"
        f"A{lobe * 1.22:.0f} {lobe * 1.22:.0f} 0 0 1 {cx + lobe * 1.72:.0f} {cy + lobe * 0.36:.0f}z"
    )
    left = lobe * 1.22
    d = (
        f"M{cx:.0f} {cy + lobe * 2.2:.0f}L{cx - lobe * 1.9:.0f} {cy + lobe * 0.2:.0f}"
        f"a{left:.0f} {left:.0f} 0 0 1 {lobe * 1.9:.0f} {-lobe * 1.5:.0f}"
        f"a{left:.0f} {left:.0f} 0 0 1 {lobe * 1.9:.0f} {lobe * 1.5:.0f}z"
    )
    a.path(d, p.spot)
    if a.chance(0.65):
        strips = 5
        for i in range(strips):
            y = cy - lobe * 1.1 + i * lobe * 0.66
            a.rect(cx - lobe * 2.6, y, lobe * 5.2, lobe * 0.2, p.ground)
    else:
        a.poly(
            [
                (cx - lobe * 0.1, cy - lobe * 1.4),
                (cx + lobe * 0.34, cy - lobe * 0.3),
                (cx - lobe * 0.26, cy + lobe * 0.3),
                (cx + lobe * 0.2, cy + lobe * 1.1),
                (cx, cy + lobe * 2.4),
                (cx - lobe * 0.08, cy + lobe * 1.1),
                (cx - lobe * 0.54, cy + lobe * 0.36),
                (cx + lobe * 0.06, cy - lobe * 0.3),
            ],
            p.ground,
        )
    return p.ground, p.ground


def umbrellas(a: Art) -> Edges:
    """Draw rain, and two umbrellas close together."""
    p = a.pal
    a.fill(p.ground)
    drops = "".join(
        f"M{a.between(-0.05, 1) * a.w:.0f} {a.between(-0.05, 0.95) * a.h:.0f}l{-a.s * 0.025:.0f} {a.s * 0.11:.0f}"
        for _ in range(46)
    )
    a.stroke(drops, a.s * 0.008, p.tone)
    r = a.s * 0.25
    y = a.h * 0.52
    for cx, cy, colour in ((a.cx - r * 0.78, y, p.spot), (a.cx + r * 0.62, y + r * 0.26, p.ink)):
        a.rect(cx - r * 0.025, cy - r * 1.12, r * 0.05, r * 2.0, colour)
        a.path(
            f"M{cx - r:.0f} {cy:.0f}a{r:.0f} {r:.0f} 0 0 1 {r * 2:.0f} 0"
            + f"q{-r / 4:.0f} {-r * 0.2:.0f} {-r / 2:.0f} 0" * 4
            + "z",
            colour,
        )
        a.stroke(
            f"M{cx:.0f} {cy + r * 0.85:.0f}q0 {r * 0.2:.0f} {-r * 0.14:.0f} {r * 0.2:.0f}"
            f"t{-r * 0.12:.0f} {-r * 0.14:.0f}",
            r * 0.06,
            colour,
            "round",
        )
    return None, None


def flower(a: Art) -> Edges:
    """Draw a flower of eight cut petals on a long stem."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.w * a.die.choice((0.5, 0.44, 0.56)), a.h * 0.38
    r = a.s * 0.15
    a.stroke(f"M{cx:.0f} {cy:.0f}Q{cx + a.s * 0.05:.0f} {a.h * 0.7:.0f} {cx:.0f} {a.h:.0f}", a.s * 0.024, p.ink)
    leaf_y = a.h * 0.78
    a.path(
        f"M{cx:.0f} {leaf_y:.0f}q{r * 1.6:.0f} {-r * 1.5:.0f} {r * 2.3:.0f} {-r * 0.6:.0f}"
        f"q{-r * 0.7:.0f} {r:.0f} {-r * 2.3:.0f} {r * 0.6:.0f}z",
        p.ink,
    )
    petals = a.die.choice((7, 8, 11))
    for i in range(petals):
        x, y = polar(cx, cy, r * 1.3, i * 360 / petals)
        a.oval(x, y, r * (3.1 / petals), r * 0.98, p.spot if i else p.tone, i * 360 / petals)
    a.disc(cx, cy, r * 0.55, p.ink)
    if a.chance():
        x, y = cx + a.s * 0.2, a.h * 0.9
        a.oval(x, y, r * 0.4, r * 0.9, p.tone, 62)
    return p.ground, None


def strands(a: Art) -> Edges:
    """Draw two lines that cross again and again."""
    p = a.pal
    a.fill(p.ground)
    thick, reach = a.s * 0.075, a.s * 0.22
    along = a.w if a.wide else a.h
    turns = a.die.choice((1.5, 2, 2.5))
    steps = int(turns * 2)
    span = along / steps
    for phase, colour in ((1, p.spot), (-1, p.ink)):
        d = f"M0 {a.cy:.0f}" if a.wide else f"M{a.cx:.0f} 0"
        for i in range(steps):
            swing = reach * 2 * (1 if (i % 2 == 0) == (phase > 0) else -1)
            d += f"q{span / 2:.0f} {swing:.0f} {span:.0f} 0" if a.wide else f"q{swing:.0f} {span / 2:.0f} 0 {span:.0f}"
        a.stroke(d, thick, colour)
    cross = [i * span for i in range(1, steps)]
    for i, at in enumerate(cross):
        x, y = (at, a.cy) if a.wide else (a.cx, at)
        if i % 2 == 0:
            a.disc(x, y, thick * 1.3, p.tone)
    return None, None


def boat(a: Art) -> Edges:
    """Draw a small boat on a large sea."""
    p = a.pal
    a.fill(p.ground)
    sea = a.h * 0.6
    colour = p.spot
    a.disc(a.w * 0.68, sea - a.s * 0.02, a.s * 0.2, p.tone)
    a.rect(0, sea, a.w, a.h - sea, colour)
    x, u = a.w * a.die.choice((0.3, 0.4)), a.s * 0.11
    hull = p.ink if p.ink != colour else p.ground
    a.path(f"M{x - u * 1.1:.0f} {sea - u * 0.1:.0f}h{u * 2.2:.0f}l{-u * 0.4:.0f} {u * 0.5:.0f}h{-u * 1.4:.0f}z", hull)
    a.poly([(x, sea - u * 0.22), (x, sea - u * 2.5), (x + u * 1.1, sea - u * 0.22)], hull)
    a.poly([(x - u * 0.12, sea - u * 0.22), (x - u * 0.12, sea - u * 1.9), (x - u * 0.9, sea - u * 0.22)], hull)
    light = blend(colour, p.ground, 0.4)
    for i in range(6):
        w = a.s * (0.34 - i * 0.035)
        a.rect(
            a.w * 0.68 - w / 2 + a.between(-0.04, 0.04) * a.s,
            sea + (a.h - sea) * (0.08 + i * 0.145),
            w,
            a.s * 0.014,
            light,
        )
    return p.ground, colour


def tree(a: Art) -> Edges:
    """Draw one tree, and its fallen leaves."""
    p = a.pal
    a.fill(p.ground)
    floor, cx = a.h * 0.8, a.w * a.die.choice((0.42, 0.5, 0.58))
    r = a.s * 0.31
    cy = floor - a.h * 0.16 - r
    a.rect(0, floor, a.w, a.h - floor, p.tone)
    a.disc(cx, cy, r, p.spot)
    t = a.s * 0.022
    trunk = f"M{cx:.0f} {floor + a.s * 0.04:.0f}V{cy - r * 0.1:.0f}"
    for way, up in ((-1, 0.75), (1, 0.5), (-1, 0.22)):
        trunk += f"M{cx:.0f} {cy + r * up:.0f}l{way * r * 0.42:.0f} {-r * 0.42:.0f}"
    a.stroke(trunk, t, p.ink, "round")
    for _ in range(7):
        a.disc(
            cx + a.between(-1.2, 1.2) * r,
            a.between(floor - r * 0.3, a.h * 0.93),
            a.s * 0.017,
            p.spot if a.chance(0.7) else p.ink,
        )
    return p.ground, p.tone


def rainbow(a: Art) -> Edges:
    """Draw nested half-rounds rising out of a line; one of them strays."""
    p = a.pal
    a.fill(p.ground)
    base, n = a.h * 0.72, 5
    colours = [p.ink, p.spot, p.ground, p.tone, p.ink]
    reach = min(a.w * 0.46, base * 0.86)
    for i, colour in enumerate(colours):
        r = reach * (1 - i / n)
        a.path(sector(a.cx, base, r, 0, -90, 90), colour)
    a.path(sector(a.cx + reach * 0.4, base + a.s * 0.012, reach * 0.4, 0, 90, 270), p.spot)
    a.path(sector(a.cx + reach * 0.4, base + a.s * 0.012, reach * 0.2, 0, 90, 270), p.ground)
    return p.ground, p.ground


def birds(a: Art) -> Edges:
    """Draw birds leaving, most of them together."""
    p = a.pal
    a.fill(p.ground)
    for i in range(9):
        row, col = i // 3, i % 3
        x = a.w * (0.24 + col * 0.26) + row * a.w * 0.02
        y = a.h * (0.2 + row * 0.25) - col * a.h * 0.035
        u = a.s * (0.13 if i != 4 else 0.15)
        colour = p.spot if i == 4 else p.ink
        lift = 0.55 + 0.3 * sin(i * pi / 2.3)
        a.path(
            f"M{x:.0f} {y:.0f}q{-u * 0.5:.0f} {-u * lift:.0f} {-u:.0f}"
            f" {-u * lift * 0.8:.0f}q{u * 0.45:.0f} {u * 0.2:.0f} {u * 0.8:.0f}"
            f" {u * lift * 1.1:.0f}l{u * 0.2:.0f} {u * 0.24:.0f}l{u * 0.24:.0f}"
            f" {-u * 0.28:.0f}q{u * 0.3:.0f} {-u * lift * 0.9:.0f} {u * 0.8:.0f}"
            f" {-u * lift * 1.0:.0f}q{-u * 0.66:.0f} {-u * 0.04:.0f} {-u * 1.04:.0f}"
            f" {u * lift * 0.76:.0f}z",
            colour,
        )
    return p.ground, p.ground
