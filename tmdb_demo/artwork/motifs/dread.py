"""Horror, thriller, crime, mystery."""

from math import cos, pi, sin

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector, smooth


def slit(a: Art) -> Edges:
    """Draw a door left ajar, with someone in it."""
    p = a.pal
    dark, light = (p.ground, p.spot) if p.dark else (p.ink, p.spot)
    a.fill(dark)
    x, top, floor = a.w * a.die.choice((0.5, 0.36, 0.64)), a.h * 0.1, a.h * 0.7
    width = a.s * 0.085
    a.rect(x - width, top, width * 2, floor - top, light)
    a.poly([(x - width, floor), (x + width, floor), (x + a.w * 0.36, a.h), (x - a.w * 0.22, a.h)], light)
    foot, tall = floor + a.h * 0.045, (floor - top) * 0.42
    figure(a, x, foot, tall, dark)
    a.poly([(x - tall * 0.07, foot), (x + tall * 0.07, foot), (x + a.w * 0.15, a.h), (x - a.w * 0.0, a.h)], dark)
    return dark, None


def figure(a: Art, x: float, foot: float, tall: float, colour: str) -> None:
    """Draw someone standing, seen from far off."""
    head = tall * 0.085
    a.disc(x, foot - tall + head, head, colour)
    a.path(
        f"M{x - tall * 0.13:.0f} {foot - tall * 0.76:.0f}q{tall * 0.13:.0f} {-tall * 0.09:.0f} "
        f"{tall * 0.26:.0f} 0l{-tall * 0.03:.0f} {tall * 0.42:.0f}l{-tall * 0.03:.0f}"
        f" {tall * 0.35:.0f}"
        f"h{-tall * 0.14:.0f}l{-tall * 0.03:.0f} {-tall * 0.35:.0f}z",
        colour,
    )


def eye(a: Art) -> Edges:
    """Draw one open eye, larger than the sheet."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, rx = a.cx, a.cy, min(a.w * 0.47, a.h * 0.75)
    lift = rx * a.between(0.8, 1.0)
    lens = (
        f"M{cx - rx:.0f} {cy:.0f}Q{cx:.0f} {cy - lift:.0f} {cx + rx:.0f} {cy:.0f}"
        f"Q{cx:.0f} {cy + lift:.0f} {cx - rx:.0f} {cy:.0f}z"
    )
    white = p.ink if p.dark or a.chance(0.6) else p.tone
    a.path(lens, white)
    r = lift * 0.42
    iris = p.spot
    a.disc(cx, cy, r, iris)
    if a.chance():
        for i in range(24):
            b, c = polar(cx, cy, r * 0.5, i * 15), polar(cx, cy, r * 0.92, i * 15)
            a.line(b, c, r * 0.045, p.ground)
    else:
        a.ring(cx, cy, r * 0.74, r * 0.07, p.ground)
    a.disc(cx, cy, r * 0.42, p.ground if p.dark else p.ink if white != p.ink else p.ground)
    a.disc(cx + r * 0.3, cy - r * 0.34, r * 0.12, white)
    if a.chance(0.55) and not a.wide:
        for i in range(-3, 4):
            x = cx + i * rx * 0.24
            y = cy - lift * 0.5 * (1 - (i * 0.24) ** 2) - lift * 0.06
            a.line((x, y), (x + i * rx * 0.05, y - lift * 0.26), rx * 0.03, p.ink)
    return p.ground, p.ground


def claws(a: Art) -> Edges:
    """Draw four strokes of claws through the paper."""
    p = a.pal
    a.fill(p.ground)
    count = a.die.choice((3, 4))
    lean = a.s * a.die.choice((0.16, -0.16, 0.24))
    gap = a.w / (count + 1.1)
    for i in range(count):
        x, y0 = gap * (i + 1.05), a.h * (0.1 + 0.05 * abs(i - 1.3))
        y1, thick = a.h * (0.9 - 0.06 * abs(i - 1)), gap * a.between(0.36, 0.52)
        colour = p.spot if i != 1 or count < 4 else p.ink
        a.path(
            f"M{x + lean:.0f} {y0:.0f}Q{x + thick:.0f} {a.cy:.0f} {x - lean:.0f} {y1:.0f}"
            f"Q{x - thick * 0.5:.0f} {a.cy:.0f} {x + lean:.0f} {y0:.0f}z",
            colour,
        )
    return p.ground, p.ground


def teeth(a: Art) -> Edges:
    """Draw a mouth from inside."""
    p = a.pal
    a.fill(p.spot)
    count = a.die.choice((5, 6, 7)) * (2 if a.wide else 1)
    step = a.w / count
    jaw = p.ink if p.dark else p.ground
    gum = p.ground if p.dark else p.ink
    for edge, way in ((0.0, 1), (a.h, -1)):
        deep = a.h * 0.11
        for i in range(-1, count + 1):
            x = (i + (0.5 if way > 0 else 0)) * step
            long = a.h * a.between(0.2, 0.33)
            a.path(
                f"M{x:.0f} {edge + way * deep * 0.5:.0f}Q{x + step * 0.12:.0f}"
                f" {edge + way * long:.0f} "
                f"{x + step / 2:.0f} {edge + way * (deep + long):.0f}"
                f"Q{x + step * 0.88:.0f} {edge + way * long:.0f} {x + step:.0f}"
                f" {edge + way * deep * 0.5:.0f}z",
                jaw,
            )
        a.rect(0, edge if way > 0 else edge - deep, a.w, deep, gum)
    return gum, gum


def drip(a: Art) -> Edges:
    """Draw paint that has not dried."""
    p = a.pal
    a.fill(p.ground)
    count = 13 if a.wide else a.die.choice((7, 8, 9))
    step = a.w / count
    path = f"M0 0H{a.w:.0f}V{a.h * 0.2:.0f}"
    x, r = a.w, step / 2
    for i in range(count):
        y = a.h * (0.26 + 0.5 * abs(sin(i * 2.4 + a.between(0, 0.9))) ** 1.6)
        if i % 2 == 0:
            path += f"V{y:.0f}a{r:.0f} {r:.0f} 0 0 1 {-step:.0f} 0"
        else:
            path += f"V{a.h * 0.2:.0f}a{r:.0f} {r:.0f} 0 0 0 {-step:.0f} 0"
        x -= step
    a.path(path + "V0z", p.spot)
    drop = a.w * a.between(0.3, 0.7)
    a.disc(drop, a.h * 0.88, step * 0.4, p.spot)
    a.poly([(drop - step * 0.37, a.h * 0.875), (drop, a.h * 0.88 - step), (drop + step * 0.37, a.h * 0.875)], p.spot)
    return p.spot, p.ground


def house(a: Art) -> Edges:
    """Draw a house on a hill with one lit window."""
    p = a.pal
    a.fill(p.ground)
    dark = p.deep
    side = a.die.choice((-1, 1))
    a.disc(a.cx + side * a.w * 0.1, a.h * 0.36, a.s * 0.3, p.spot)
    cx, base, u = a.cx - side * a.w * 0.06, a.h * 0.62, a.s * 0.1
    a.path(
        f"M0 {a.h * 0.86:.0f}Q{a.w * 0.3:.0f} {a.h * 0.84:.0f} {cx:.0f} {base - u * 0.1:.0f}"
        f"Q{a.w * 0.72:.0f} {a.h * 0.86:.0f} {a.w:.0f} {a.h * 0.9:.0f}V{a.h:.0f}H0z",
        dark,
    )
    a.rect(cx - u * 1.3, base - u * 2, u * 2.6, u * 2.5, dark)
    a.poly([(cx - u * 1.6, base - u * 1.95), (cx - u * 0.4, base - u * 3.1), (cx + u * 0.8, base - u * 1.95)], dark)
    a.rect(cx + u * 0.3, base - u * 3.4, u * 1.0, u * 3, dark)
    a.poly([(cx + u * 0.15, base - u * 3.35), (cx + u * 0.8, base - u * 4.7), (cx + u * 1.45, base - u * 3.35)], dark)
    a.rect(cx + u * 0.62, base - u * 2.9, u * 0.36, u * 0.62, p.pale)
    a.stroke(
        f"M{cx - side * u * 3.2:.0f} {a.h * 0.8:.0f}v{-u * 2.6:.0f}l{-u:.0f} {-u * 1.2:.0f}"
        f"m{u:.0f} {u * 1.2:.0f}l{u * 0.9:.0f} {-u * 1.5:.0f}m{-u * 0.9:.0f} {u * 2.2:.0f}"
        f"l{u * 1.1:.0f} {-u * 0.7:.0f}",
        u * 0.16,
        dark,
    )
    return p.ground, dark


def spiral(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.cy
    turns, way = a.die.choice((4, 5)), a.die.choice((1, -1))
    reach = a.s * 0.47
    points, back = [], []
    steps = turns * 16
    for i in range(steps + 1):
        share = i / steps
        angle = way * share * turns * 2 * pi
        r = reach * share
        thick = reach / turns * 0.27 * (0.15 + share)
        points.append((cx + (r + thick) * cos(angle), cy + (r + thick) * sin(angle)))
        back.append((cx + (r - thick) * cos(angle), cy + (r - thick) * sin(angle)))
    a.path(smooth(points + back[::-1]), p.spot)
    figure(a, cx, cy + a.s * 0.075, a.s * 0.15, p.ink)
    return p.ground, p.ground


def shards(a: Art) -> Edges:
    """Draw strips of paper, torn by hand, closing in."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.ink, p.spot, p.ink, p.tone, p.ink]
    count = a.die.choice((4, 5))
    jitter = a.s * 0.035
    band = a.w / count
    for i in range(count):
        reach = a.h * a.die.choice((0.46, 0.58, 0.72, 0.38, 0.84))
        x, up = band * i, (i % 2 == 0)
        y0, y1 = (0.0, reach) if up else (a.h, a.h - reach)
        j = [a.between(-jitter, jitter) for _ in range(6)]
        a.poly(
            [
                (x + band * 0.1 + j[0], y0),
                (x + band * 0.92 + j[1], y0),
                (x + band * 0.8 + j[2], y1 + j[3] * 2),
                (x + band * 0.24 + j[4], y1 + j[5] * 2),
            ],
            colours[i % 5],
        )
    return None, None


def blinds(a: Art) -> Edges:
    """Draw someone behind blinds."""
    p = a.pal
    a.fill(p.spot)
    cx, r = a.w * a.die.choice((0.5, 0.4, 0.6)), a.s * 0.15
    top = a.h * 0.24
    dark = p.ink if not p.dark else p.ground
    a.oval(cx, top + r, r * 0.86, r * 1.08, dark)
    a.rect(cx - r * 1.5, top + r * 0.2, r * 3, r * 0.22, dark)
    a.path(
        f"M{cx - r * 0.95:.0f} {top + r * 0.3:.0f}q{r * 0.1:.0f} {-r * 1.2:.0f}"
        f" {r * 0.95:.0f} {-r * 1.0:.0f}"
        f"q{r * 0.85:.0f} {-r * 0.2:.0f} {r * 0.95:.0f} {r:.0f}z",
        dark,
    )
    a.path(
        f"M{cx - r * 2.6:.0f} {a.h:.0f}q{r * 0.1:.0f} {-a.h * 0.34:.0f} {r * 2.2:.0f}"
        f" {-a.h * 0.4:.0f}"
        f"h{r * 0.8:.0f}q{r * 2.1:.0f} {a.h * 0.06:.0f} {r * 2.2:.0f} {a.h * 0.4:.0f}z",
        dark,
    )
    slats = a.die.choice((9, 11, 13))
    step = a.h / slats
    slat = p.ground if not p.dark else p.ink
    lean = a.h * a.die.choice((0, 0.05, -0.05))
    for i in range(-1, slats + 1):
        y = i * step
        a.poly([(0, y), (a.w, y + lean), (a.w, y + lean + step * 0.5), (0, y + step * 0.5)], slat)
    return (slat, None) if not lean else (None, None)


def keyhole(a: Art) -> Edges:
    """Draw the view through a keyhole."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.h * 0.4, a.s * 0.24
    hole = p.spot
    a.disc(cx, cy, r, hole)
    a.poly([(cx - r * 0.42, cy), (cx + r * 0.42, cy), (cx + r * 0.9, a.h * 0.9), (cx - r * 0.9, a.h * 0.9)], hole)
    if a.chance(0.5):
        figure(a, cx, a.h * 0.9, a.h * 0.42, p.ground)
    else:
        a.path(sector(cx, cy, r * 0.62, 0, 90, 270), p.ink)
        a.disc(cx, cy, r * 0.24, p.ground)
        a.path(sector(cx, cy, r * 0.62, 0, -90, 90), p.tone)
    if a.chance():
        a.ring(cx, cy, r * 1.5, a.s * 0.012, p.ink)
    return p.ground, p.ground


def fingerprint(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.h * 0.53
    ridge = a.s * 0.038
    for i in range(1, 9):
        rx, ry = i * ridge * 1.05, i * ridge * 1.36
        drop = cy + ry * a.between(0.3, 0.72)
        a.stroke(
            f"M{cx - rx:.0f} {drop:.0f}V{cy:.0f}A{rx:.0f} {ry:.0f} 0 0 1 {cx + rx:.0f} {cy:.0f}"
            f"V{cy + ry * a.between(0.2, 0.66):.0f}",
            ridge * 0.52,
            p.spot if i == 4 else p.ink,
            "round",
        )
    for i in range(1, 4):
        y = cy + ridge * (2.6 + i * 2.1)
        w = ridge * (2.2 + i * 1.5)
        a.stroke(
            f"M{cx - w:.0f} {y:.0f}q{w:.0f} {ridge * 1.8:.0f} {w * 2:.0f} {-ridge * 0.3:.0f}",
            ridge * 0.52,
            p.ink,
            "round",
        )
    return p.ground, p.ground


def lamp(a: Art) -> Edges:
    """Draw somebody who waits under a street lamp."""
    p = a.pal
    dark = p.ground if p.dark else p.ink
    a.fill(dark)
    side = a.die.choice((-1, 1))
    x, top, floor = a.cx - side * a.w * 0.2, a.h * 0.16, a.h * 0.8
    lx = x + side * a.w * 0.2
    a.poly(
        [
            (lx - a.s * 0.04, top + a.s * 0.04),
            (lx + a.s * 0.04, top + a.s * 0.04),
            (lx + a.s * 0.36, floor),
            (lx - a.s * 0.36, floor),
        ],
        p.spot,
    )
    a.oval(lx, floor, a.s * 0.36, a.s * 0.06, p.spot)
    a.stroke(f"M{x:.0f} {floor:.0f}V{top:.0f}H{lx:.0f}", a.s * 0.016, p.tone)
    a.path(sector(lx, top + a.s * 0.05, a.s * 0.065, 0, -90, 90), p.tone)
    tall = (floor - top) * 0.5
    fx = lx + side * a.s * 0.05
    figure(a, fx, floor, tall, dark)
    a.rect(fx - tall * 0.14, floor - tall * 0.955, tall * 0.28, tall * 0.028, dark)
    a.rect(fx - tall * 0.085, floor - tall * 1.03, tall * 0.17, tall * 0.09, dark)
    a.rect(0, floor + a.s * 0.1, a.w, a.s * 0.012, p.tone)
    return dark, dark
