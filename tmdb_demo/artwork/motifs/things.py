"""Things that tell a story."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector, star


def skull(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.46, a.s * 0.32
    bone, hole = (p.ink, p.ground) if a.chance(0.6) else (p.spot, p.ground)
    a.path(
        f"M{cx - u:.0f} {cy:.0f}a{u:.0f} {u:.0f} 0 0 1 {u * 2:.0f} 0q0 {u * 0.62:.0f}"
        f" {-u * 0.42:.0f} {u * 0.78:.0f}v{u * 0.42:.0f}h{-u * 1.16:.0f}v{-u * 0.42:.0f}"
        f"q{-u * 0.42:.0f} {-u * 0.16:.0f} {-u * 0.42:.0f} {-u * 0.78:.0f}z",
        bone,
    )
    for side in (-1, 1):
        a.disc(cx + side * u * 0.42, cy + u * 0.12, u * 0.27, hole)
        if side > 0 and a.chance():
            a.disc(cx + u * 0.42, cy + u * 0.12, u * 0.1, p.spot if bone != p.spot else p.tone)
    a.poly([(cx, cy + u * 0.34), (cx - u * 0.13, cy + u * 0.62), (cx + u * 0.13, cy + u * 0.62)], hole)
    for i in range(4):
        a.rect(cx - u * 0.36 + i * u * 0.225, cy + u * 0.86, u * 0.05, u * 0.36, hole)
    return p.ground, p.ground


def rocket(a: Art) -> Edges:
    """Draw a rocket on a column of smoke."""
    p = a.pal
    a.fill(p.ground)
    cx, top, u = a.w * a.die.choice((0.5, 0.44, 0.56)), a.h * 0.1, a.s * 0.13
    low = a.h * 0.62
    puffs = (
        (-1.6, 0.86, 0.9),
        (1.5, 0.88, 0.85),
        (-0.6, 0.78, 0.7),
        (0.7, 0.8, 0.75),
        (-2.9, 0.96, 0.9),
        (2.8, 0.97, 0.9),
        (0, 0.95, 1.3),
    )
    a.rect(cx - u * 0.42, low, u * 0.84, a.h - low, p.tone)
    for dx, y, k in puffs:
        a.disc(cx + dx * u, a.h * y, u * k, p.tone)
    a.rect(0, a.h * 0.96, a.w, a.h * 0.04 + 1, p.tone)
    for side in (-1, 1):
        a.path(
            f"M{cx + side * u * 0.6:.0f} {low - u * 1.5:.0f}Q{cx + side * u * 1.7:.0f}"
            f" {low - u * 0.9:.0f} {cx + side * u * 1.5:.0f} {low + u * 0.5:.0f}"
            f"L{cx + side * u * 0.5:.0f} {low - u * 0.2:.0f}z",
            p.ink,
        )
    a.path(
        f"M{cx:.0f} {top:.0f}C{cx + u * 1.3:.0f} {top + (low - top) * 0.36:.0f}"
        f" {cx + u:.0f} {top + (low - top) * 0.8:.0f} {cx + u * 0.55:.0f} {low:.0f}"
        f"H{cx - u * 0.55:.0f}C{cx - u:.0f} {top + (low - top) * 0.8:.0f}"
        f" {cx - u * 1.3:.0f} {top + (low - top) * 0.36:.0f} {cx:.0f} {top:.0f}z",
        p.spot,
    )
    a.disc(cx, top + (low - top) * 0.42, u * 0.36, p.ground)
    a.ring(cx, top + (low - top) * 0.42, u * 0.36, u * 0.12, p.ink)
    return p.ground, p.tone


def saucer(a: Art) -> Edges:
    """Draw a flying saucer over a cow."""
    p = a.pal
    dark = p.ground
    a.fill(dark)
    cx, y, u = a.w * a.die.choice((0.5, 0.42, 0.58)), a.h * 0.26, a.s * 0.3
    floor = a.h * 0.84
    a.poly([(cx - u * 0.3, y), (cx + u * 0.3, y), (cx + u * 0.82, floor), (cx - u * 0.82, floor)], p.tone)
    a.oval(cx, floor, u * 0.82, u * 0.13, p.tone)
    a.path(sector(cx, y - u * 0.04, u * 0.42, 0, -90, 90), p.ink)
    a.oval(cx, y, u, u * 0.24, p.spot)
    for i in range(5):
        a.disc(cx + (i - 2) * u * 0.36, y + u * 0.03 * (2 - abs(i - 2)), u * 0.055, p.ground)
    a.path(
        f"M0 {a.h:.0f}V{floor + u * 0.2:.0f}Q{cx:.0f} {floor - u * 0.04:.0f} {a.w:.0f}"
        f" {floor + u * 0.2:.0f}V{a.h:.0f}z",
        p.ink,
    )
    tall = u * 0.4
    a.disc(cx, floor - tall * 1.5, tall * 0.16, p.ink)
    a.path(
        f"M{cx - tall * 0.2:.0f} {floor - tall * 1.24:.0f}h{tall * 0.4:.0f}"
        f"l{-tall * 0.06:.0f} {tall:.0f}h{-tall * 0.28:.0f}z",
        p.ink,
    )
    return p.ground, p.ink


def bridge(a: Art) -> Edges:
    """Draw cables, and the far side."""
    p = a.pal
    a.fill(p.ground)
    deck = a.h * 0.7
    a.disc(a.w * a.die.choice((0.3, 0.5, 0.7)), deck - a.s * 0.1, a.s * 0.22, p.spot)
    a.rect(0, deck, a.w, a.h - deck, p.tone)
    towers = (0.24 * a.w, 0.76 * a.w)
    top, t = a.h * 0.2, a.s * 0.03
    hang = ""
    for i in range(1, 28):
        x = a.w * i / 28
        if x < towers[0]:
            y = deck - (deck - top) * (x / towers[0]) ** 1.7
        elif x > towers[1]:
            y = deck - (deck - top) * ((a.w - x) / (a.w - towers[1])) ** 1.7
        else:
            mid = (x - a.cx) / (towers[1] - a.cx)
            y = deck - a.h * 0.05 - (deck - top - a.h * 0.05) * mid * mid
        hang += f"M{x:.0f} {y:.0f}V{deck:.0f}"
    a.stroke(hang, a.s * 0.005, p.ink)
    a.stroke(
        f"M0 {deck:.0f}Q{towers[0] * 0.66:.0f} {deck - (deck - top) * 0.24:.0f}"
        f" {towers[0]:.0f} {top:.0f}Q{a.cx:.0f} {deck * 2 - top - a.h * 0.1:.0f}"
        f" {towers[1]:.0f} {top:.0f}Q{a.w - towers[0] * 0.66:.0f}"
        f" {deck - (deck - top) * 0.24:.0f} {a.w:.0f} {deck:.0f}",
        a.s * 0.012,
        p.ink,
    )
    for x in towers:
        a.rect(x - t * 1.4, top - t, t, a.h - top + t, p.ink)
        a.rect(x + t * 0.4, top - t, t, a.h - top + t, p.ink)
        for k in range(4):
            a.rect(x - t, top + (deck - top) * k * 0.24, t * 2, t * 0.8, p.ink)
    a.rect(0, deck - t * 0.3, a.w, t * 0.9, p.ink)
    return p.ground, None


def pawns(a: Art) -> Edges:
    """Draw a row of pawns, one of them out of line."""
    p = a.pal
    a.fill(p.ground)
    n = a.die.choice((3, 4)) if not a.wide else 7
    step = a.w / (n + 0.3)
    floor = a.h * 0.86
    odd = a.die.randrange(n)
    a.rect(0, floor, a.w, a.h - floor, p.tone)
    for i in range(n):
        x, u = step * (i + 0.65), min(step * 0.36, a.h * 0.12)
        y = floor if i != odd else floor + (a.h - floor) * 0.5
        colour = p.spot if i == odd else p.ink
        tall = u * (4.1 if i != odd else 4.6)
        a.disc(x, y - tall + u * 0.72, u * 0.72, colour)
        a.oval(x, y - tall + u * 1.5, u * 0.8, u * 0.18, colour)
        a.path(
            f"M{x - u * 0.4:.0f} {y - tall + u * 1.4:.0f}h{u * 0.8:.0f}Q{x + u * 0.4:.0f}"
            f" {y - u * 0.9:.0f} {x + u * 0.86:.0f} {y - u * 0.5:.0f}H{x - u * 0.86:.0f}"
            f"Q{x - u * 0.4:.0f} {y - u * 0.9:.0f} {x - u * 0.4:.0f}"
            f" {y - tall + u * 1.4:.0f}z",
            colour,
        )
        a.rect(x - u, y - u * 0.46, u * 2, u * 0.46, colour)
    return p.ground, p.tone


def clock(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.42
    a.disc(cx, cy, r, p.ink)
    ticks = ""
    for t in range(0, 360, 30):
        inner, k = (0.72, 2.6) if t % 90 == 0 else (0.8, 1.4)
        ticks += sector(cx, cy, r * 0.92, r * inner, t - k, t + k)
    a.path(ticks, p.ground)
    hour, minute = a.die.choice(((-32, 0), (300, 60), (-20, 118), (150, 348)))
    lo, hi = sorted((hour % 360, minute % 360))
    if a.chance(0.6):
        a.path(sector(cx, cy, r * 0.66, 0, lo, hi), p.tone)
    for turn, far, wide in ((hour, 0.46, 0.07), (minute, 0.68, 0.045)):
        a.line((cx, cy), polar(cx, cy, r * far, turn), r * wide, p.spot, "round")
    a.disc(cx, cy, r * 0.06, p.spot)
    return p.ground, p.ground


def comet(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    way = a.die.choice((1, -1))
    x, y, r = a.cx - way * a.w * 0.2, a.h * 0.66, a.s * 0.12
    fx, fy = a.cx + way * a.w * 0.62, -a.h * 0.1
    dx, dy = fx - x, fy - y
    far = (dx * dx + dy * dy) ** 0.5
    nx, ny = -dy / far * r, dx / far * r
    for k, colour in ((1.0, p.tone), (0.62, p.spot)):
        for side, reach in ((-1, 1.0), (0, 1.25), (1, 0.9)):
            ox, oy = nx * side * 0.62 * k, ny * side * 0.62 * k
            a.poly(
                [
                    (x + ox + nx * 0.42 * k, y + oy + ny * 0.42 * k),
                    (x + ox - nx * 0.42 * k, y + oy - ny * 0.42 * k),
                    (x + dx * reach * (0.62 + 0.4 * k) + ox * 2.4, y + dy * reach * (0.62 + 0.4 * k) + oy * 2.4),
                ],
                colour,
            )
    a.disc(x, y, r, p.ink)
    for _ in range(9):
        a.poly(star(a.between(0.05, 0.95) * a.w, a.between(0.05, 0.95) * a.h, a.s * 0.014, a.s * 0.005, 4), p.ink)
    return None, p.ground


def pyramid(a: Art) -> Edges:
    """Draw two pyramids before a sun."""
    p = a.pal
    a.fill(p.ground)
    floor, side = a.h * 0.76, a.die.choice((-1, 1))
    a.disc(a.cx + side * a.w * 0.24, a.h * 0.24, a.s * 0.13, p.spot)
    for x, k in ((a.cx + side * a.s * 0.32, 0.42), (a.cx - side * a.s * 0.06, 0.86)):
        half, high = a.s * 0.5 * k, a.s * 0.62 * k
        a.poly([(x, floor - high), (x - half, floor), (x + half, floor)], p.ink)
        a.poly([(x, floor - high), (x + side * half, floor), (x + side * half * 0.1, floor)], p.tone)
    a.rect(0, floor, a.w, a.h - floor, p.spot)
    return p.ground, p.spot


def barrel(a: Art) -> Edges:
    """Draw the view down a barrel, with somebody at its end."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r, n = a.cx, a.cy, max(a.w, a.h) * 0.62, 8
    for i in range(n):
        t = i * 360 / n
        (bx, by), (ex, ey), (fx, fy) = (
            polar(cx, cy, r, t + 62),
            polar(cx, cy, r, t + 84),
            polar(cx, cy, a.s * 0.2, t + 22),
        )
        (qx, qy), (sx, sy) = polar(cx, cy, r * 0.5, t + 20), polar(cx, cy, a.s * 0.2, t)
        (ux, uy) = polar(cx, cy, r * 0.5, t + 42)
        a.path(
            f"M{sx:.0f} {sy:.0f}Q{qx:.0f} {qy:.0f} {bx:.0f} {by:.0f}L{ex:.0f} {ey:.0f}"
            f"Q{ux:.0f} {uy:.0f} {fx:.0f} {fy:.0f}z",
            p.ink if i % 2 else p.tone,
        )
    a.disc(cx, cy, a.s * 0.27, p.pale)
    tall, foot, dark = a.s * 0.34, cy + a.s * 0.19, p.deep
    a.disc(cx, foot - tall * 0.9, tall * 0.085, dark)
    a.path(
        f"M{cx - tall * 0.13:.0f} {foot - tall * 0.74:.0f}h{tall * 0.26:.0f}"
        f"l{-tall * 0.02:.0f} {tall * 0.36:.0f}l{tall * 0.1:.0f} {tall * 0.38:.0f}"
        f"h{-tall * 0.12:.0f}l{-tall * 0.1:.0f} {-tall * 0.3:.0f}l{-tall * 0.1:.0f}"
        f" {tall * 0.3:.0f}h{-tall * 0.12:.0f}l{tall * 0.1:.0f} {-tall * 0.38:.0f}z",
        dark,
    )
    a.line((cx + tall * 0.1, foot - tall * 0.68), (cx + tall * 0.36, foot - tall * 0.62), tall * 0.06, p.spot)
    return None, None


def parachute(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, y, r = a.w * a.die.choice((0.5, 0.42, 0.58)), a.h * 0.42, a.s * 0.31
    low = y + r * 1.2
    n = 5
    step = r * 2 / n
    a.stroke("".join(f"M{cx - r + i * step:.0f} {y:.0f}L{cx:.0f} {low:.0f}" for i in range(n + 1)), r * 0.02, p.ink)
    for i, share in enumerate((1, 0.6, 0.2)):
        w = r * share
        a.path(
            f"M{cx - w:.0f} {y:.0f}A{w:.0f} {r:.0f} 0 0 1 {cx + w:.0f} {y:.0f}"
            + (f"a{step / 2:.0f} {step * 0.3:.0f} 0 0 0 {-step:.0f} 0" * (n - 2 * i))
            + "z",
            p.spot if i % 2 == 0 else p.tone,
        )
    a.disc(cx, low + r * 0.04, r * 0.07, p.ink)
    a.path(
        f"M{cx - r * 0.1:.0f} {low + r * 0.14:.0f}h{r * 0.2:.0f}l{-r * 0.02:.0f}"
        f" {r * 0.22:.0f}l{r * 0.06:.0f} {r * 0.24:.0f}h{-r * 0.08:.0f}l{-r * 0.06:.0f}"
        f" {-r * 0.2:.0f}l{-r * 0.06:.0f} {r * 0.2:.0f}h{-r * 0.08:.0f}l{r * 0.06:.0f}"
        f" {-r * 0.24:.0f}z",
        p.ink,
    )
    return p.ground, p.ground


def helmet(a: Art) -> Edges:
    """Draw a helmet of bronze without a face."""
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.5, a.s * 0.3
    a.path(
        f"M{cx - u * 0.2:.0f} {y - u * 0.8:.0f}V{y - u * 1.15:.0f}A{u * 1.5:.0f}"
        f" {u * 1.3:.0f} 0 0 1 {cx + u * 1.3:.0f} {y + u * 0.5:.0f}h{-u * 0.42:.0f}"
        f"A{u:.0f} {u:.0f} 0 0 0 {cx:.0f} {y - u * 0.8:.0f}z",
        p.spot,
    )
    a.path(
        f"M{cx - u * 0.86:.0f} {y:.0f}A{u * 0.86:.0f} {u:.0f} 0 0 1 {cx + u * 0.86:.0f}"
        f" {y:.0f}V{y + u * 1.3:.0f}H{cx + u * 0.3:.0f}L{cx + u * 0.16:.0f}"
        f" {y + u * 0.2:.0f}H{cx + u * 0.58:.0f}V{y - u * 0.08:.0f}H{cx + u * 0.13:.0f}"
        f"L{cx + u * 0.1:.0f} {y + u * 0.46:.0f}H{cx - u * 0.1:.0f}L{cx - u * 0.13:.0f}"
        f" {y - u * 0.08:.0f}H{cx - u * 0.58:.0f}V{y + u * 0.2:.0f}H{cx - u * 0.16:.0f}"
        f"L{cx - u * 0.3:.0f} {y + u * 1.3:.0f}H{cx - u * 0.86:.0f}z",
        p.ink,
    )
    a.rect(cx - u * 0.86, y - u * 0.34, u * 1.72, u * 0.07, p.tone)
    return p.ground, p.ground


def tracks(a: Art) -> Edges:
    """Draw prints of three toes with water in them."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.cy + a.s * 0.06, a.s * 0.3
    a.parts.append(f'<g transform="rotate({a.die.choice((12, -14, 20))} {cx:.0f} {cy:.0f})">')
    for turn, long in ((-42, 1.25), (0, 1.5), (42, 1.25)):
        a.parts.append(
            f'<path transform="translate({cx:.0f} {cy + u * 0.3:.0f})rotate({turn})" d="'
            f"M{-u * 0.16:.0f} 0C{-u * 0.42:.0f} {-u * long * 0.5:.0f} {-u * 0.26:.0f}"
            f" {-u * long * 0.8:.0f} 0 {-u * long:.0f}C{u * 0.26:.0f}"
            f" {-u * long * 0.8:.0f} {u * 0.42:.0f} {-u * long * 0.5:.0f} {u * 0.16:.0f}"
            f' 0z" fill="{p.spot}"/>'
        )
    a.oval(cx, cy + u * 0.42, u * 0.42, u * 0.46, p.spot)
    a.parts.append("</g>")
    for k in (1, 2, 3):
        a.ring(cx, cy, u * (1.25 + 0.28 * k), a.s * 0.011 / k**0.5, p.tone)
    return p.ground, p.ground


def lighthouse(a: Art) -> Edges:
    """Draw a lighthouse whose light turns."""
    p = a.pal
    a.fill(p.ground)
    side = a.die.choice((-1, 1))
    cx, top, u = a.cx - side * a.w * 0.16, a.h * 0.24, a.s * 0.09
    sea = a.h * 0.8
    far = a.w if side > 0 else 0.0
    a.poly([(cx, top), (far, top - a.h * 0.16), (far, top + a.h * 0.22)], p.tone)
    stripes = 5
    for i in range(stripes):
        y0, y1 = top + u + (sea - top - u) * i / stripes, top + u + (sea - top - u) * (i + 1) / stripes
        w0, w1 = u * (1 + 0.7 * i / stripes), u * (1 + 0.7 * (i + 1) / stripes)
        a.poly([(cx - w0, y0), (cx + w0, y0), (cx + w1, y1), (cx - w1, y1)], p.spot if i % 2 == 0 else p.ink)
    a.rect(cx - u * 1.3, top + u * 0.7, u * 2.6, u * 0.35, p.ink)
    a.rect(cx - u * 0.7, top - u * 0.7, u * 1.4, u * 1.4, p.tone)
    a.path(sector(cx, top - u * 0.68, u * 0.85, 0, -90, 90), p.ink)
    a.path(
        f"M{cx - u * 4:.0f} {a.h:.0f}Q{cx - u * 2.6:.0f} {sea - u * 0.2:.0f} {cx:.0f} {sea - u * 0.3:.0f}"
        f"T{cx + u * 4.4:.0f} {a.h:.0f}z",
        p.deep,
    )
    a.rect(0, a.h - (a.h - sea) * 0.42, a.w, (a.h - sea) * 0.42 + 1, p.deep)
    return p.ground, p.deep
