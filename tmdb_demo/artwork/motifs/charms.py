"""Small things that people keep."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector
from tmdb_demo.artwork.palettes import blend


def web(a: Art) -> Edges:
    """Draw threads of a web from a corner."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.die.choice(((0.5, 0.46), (0.3, 0.36), (0.7, 0.4)))
    cx, cy = cx * a.w, cy * a.h
    n, far = 12, max(a.w, a.h) * 1.1
    angles = [i * 360 / n + a.between(-6, 6) for i in range(n)]
    threads = "".join(f"M{cx:.0f} {cy:.0f}L{x:.0f} {y:.0f}" for x, y in (polar(cx, cy, far, t) for t in angles))
    for k in range(1, 8):
        r = a.s * 0.1 * k * (1 + k * 0.06)
        for i, t in enumerate(angles):
            after = angles[(i + 1) % n] + (360 if i == n - 1 else 0)
            (x, y), (mx, my), (ex, ey) = (
                polar(cx, cy, r, t),
                polar(cx, cy, r * 0.8, (t + after) / 2),
                polar(cx, cy, r, after),
            )
            threads += (f"M{x:.0f} {y:.0f}" if i == 0 else "") + f"Q{mx:.0f} {my:.0f} {ex:.0f} {ey:.0f}"
    a.stroke(threads, a.s * 0.008, p.ink)
    x, y = polar(cx, cy, a.s * 0.36, angles[4])
    for side in (-1, 1):
        legs = "".join(
            f"M{x:.0f} {y:.0f}l{side * a.s * 0.06:.0f} {dy * a.s:.0f}"
            f"l{side * a.s * 0.03:.0f} {a.s * (0.05 if dy >= 0 else -0.05):.0f}"
            for dy in (-0.05, -0.02, 0.015, 0.045)
        )
        a.stroke(legs, a.s * 0.01, p.spot)
    a.oval(x, y, a.s * 0.035, a.s * 0.05, p.spot)
    return None, None


def mask(a: Art) -> Edges:
    """Draw one face in two halves."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.cy, a.s * 0.38
    half = (
        f"M{cx:.0f} {cy - u:.0f}H{cx - u * 0.86:.0f}V{cy:.0f}"
        f"Q{cx - u * 0.8:.0f} {cy + u * 0.9:.0f} {cx:.0f} {cy + u * 1.1:.0f}z"
    )
    a.path(half, p.spot)
    a.path(half, p.ink, f' transform="matrix(-1 0 0 1 {cx * 2:.0f} 0)"')
    a.path(f"M{cx - u * 0.64:.0f} {cy - u * 0.16:.0f}q{u * 0.22:.0f} {-u * 0.3:.0f} {u * 0.46:.0f} 0z", p.ground)
    a.path(
        f"M{cx + u * 0.18:.0f} {cy - u * 0.3:.0f}q{u * 0.24:.0f} {u * 0.3:.0f} {u * 0.46:.0f} {u * 0.02:.0f}z", p.ground
    )
    a.path(
        f"M{cx:.0f} {cy + u * 0.72:.0f}Q{cx - u * 0.4:.0f} {cy + u * 0.7:.0f}"
        f" {cx - u * 0.5:.0f} {cy + u * 0.34:.0f}Q{cx - u * 0.3:.0f} {cy + u * 0.5:.0f}"
        f" {cx:.0f} {cy + u * 0.5:.0f}z",
        p.ground,
    )
    a.path(
        f"M{cx:.0f} {cy + u * 0.5:.0f}Q{cx + u * 0.36:.0f} {cy + u * 0.46:.0f}"
        f" {cx + u * 0.46:.0f} {cy + u * 0.84:.0f}Q{cx + u * 0.28:.0f} {cy + u * 0.68:.0f}"
        f" {cx:.0f} {cy + u * 0.72:.0f}z",
        p.ground,
    )
    a.disc(cx + u * 0.4, cy + u * 0.14, u * 0.07, p.tone)
    return p.ground, p.ground


def owl(a: Art) -> Edges:
    """Draw an owl on a branch, awake."""
    p = a.pal
    a.fill(p.ground)
    cx, u, y = a.cx, a.s * 0.26, a.h * 0.4
    branch = a.h * 0.76
    a.path(
        f"M{cx - u:.0f} {y - u * 0.9:.0f}L{cx - u * 0.3:.0f} {y - u * 0.7:.0f}"
        f"H{cx + u * 0.3:.0f}L{cx + u:.0f} {y - u * 0.9:.0f}V{branch - u * 0.6:.0f}"
        f"A{u:.0f} {u:.0f} 0 0 1 {cx - u:.0f} {branch - u * 0.6:.0f}z",
        p.ink,
    )
    for side in (-1, 1):
        a.disc(cx + side * u * 0.47, y - u * 0.12, u * 0.46, p.spot)
        a.disc(cx + side * u * 0.47, y - u * 0.12, u * 0.24, p.ink)
        a.disc(cx + side * u * 0.4, y - u * 0.2, u * 0.07, p.spot)
    a.poly([(cx - u * 0.14, y + u * 0.14), (cx + u * 0.14, y + u * 0.14), (cx, y + u * 0.5)], p.tone)
    for r in range(3):
        for c in range(3 - r):
            x = cx + (c - (2 - r) / 2) * u * 0.5
            a.path(sector(x, y + u * (0.72 + r * 0.3), u * 0.2, 0, 90, 270), p.tone)
    a.rect(0, branch, a.w, a.s * 0.035, p.spot)
    return p.ground, p.ground


def butterfly(a: Art) -> Edges:
    """Draw a butterfly on a pin."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.cy, a.s * 0.36
    for side in (-1, 1):
        a.path(
            f"M{cx:.0f} {cy:.0f}C{cx + side * u * 0.2:.0f} {cy - u:.0f}"
            f" {cx + side * u * 1.3:.0f} {cy - u * 1.2:.0f} {cx + side * u * 1.2:.0f}"
            f" {cy - u * 0.5:.0f}S{cx + side * u * 0.5:.0f} {cy + u * 0.1:.0f} {cx:.0f}"
            f" {cy:.0f}z",
            p.spot,
        )
        a.path(
            f"M{cx:.0f} {cy:.0f}C{cx + side * u * 0.5:.0f} {cy:.0f}"
            f" {cx + side * u * 1.1:.0f} {cy + u * 0.2:.0f} {cx + side * u * 0.8:.0f}"
            f" {cy + u * 0.76:.0f}S{cx + side * u * 0.1:.0f} {cy + u * 0.7:.0f} {cx:.0f}"
            f" {cy:.0f}z",
            p.ink,
        )
        a.disc(cx + side * u * 0.82, cy - u * 0.56, u * 0.2, p.ground)
        a.disc(cx + side * u * 0.82, cy - u * 0.56, u * 0.1, p.ink)
        a.disc(cx + side * u * 0.54, cy + u * 0.46, u * 0.12, p.tone)
        a.stroke(
            f"M{cx:.0f} {cy - u * 0.3:.0f}Q{cx + side * u * 0.04:.0f} {cy - u * 0.7:.0f}"
            f" {cx + side * u * 0.26:.0f} {cy - u * 0.86:.0f}",
            u * 0.035,
            p.ink,
            "round",
        )
    a.line((cx, cy - u * 0.32), (cx, cy + u * 0.5), u * 0.1, p.ink, "round")
    return p.ground, p.ground


def candle(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.36, a.s * 0.1
    for r in (3.4, 2.4):
        a.disc(cx, y, u * r, blend(p.ground, p.tone, 0.32 if r > 3 else 0.62))
    a.path(
        f"M{cx - u:.0f} {a.h:.0f}V{y + u * 1.5:.0f}h{u * 0.5:.0f}q{u * 0.1:.0f}"
        f" {u * 1.3:.0f} {u * 0.3:.0f} 0h{u * 1.2:.0f}V{a.h:.0f}z",
        p.ink,
    )
    a.rect(cx - u * 0.05, y + u * 0.7, u * 0.1, u, p.ink)
    a.path(
        f"M{cx:.0f} {y - u * 1.8:.0f}C{cx + u * 0.3:.0f} {y - u * 0.8:.0f}"
        f" {cx + u * 0.8:.0f} {y - u * 0.2:.0f} {cx + u * 0.62:.0f} {y + u * 0.4:.0f}"
        f"A{u * 0.66:.0f} {u * 0.66:.0f} 0 0 1 {cx - u * 0.62:.0f} {y + u * 0.4:.0f}"
        f"C{cx - u * 0.8:.0f} {y - u * 0.3:.0f} {cx - u * 0.1:.0f} {y - u * 0.9:.0f}"
        f" {cx:.0f} {y - u * 1.8:.0f}z",
        p.spot,
    )
    return p.ground, None


def capsule(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r, long = a.cx, a.cy, a.s * 0.15, a.s * 0.25
    a.parts.append(f'<g transform="rotate({a.die.choice((38, -38, 52))} {cx:.0f} {cy:.0f})">')
    a.path(f"M{cx - r:.0f} {cy:.0f}v{-long:.0f}a{r:.0f} {r:.0f} 0 0 1 {r * 2:.0f} 0v{long:.0f}z", p.spot)
    a.path(f"M{cx - r:.0f} {cy:.0f}v{long:.0f}a{r:.0f} {r:.0f} 0 0 0 {r * 2:.0f} 0v{-long:.0f}z", p.ink)
    a.line((cx + r * 0.56, cy - long), (cx + r * 0.56, cy - r * 0.4), r * 0.16, p.ground, "round")
    a.parts.append("</g>")
    for i in range(3):
        a.disc(a.w * (0.2 + i * 0.3), a.h * (0.86 if i % 2 else 0.14), a.s * 0.035, p.tone)
    return p.ground, p.ground


def ring(a: Art) -> Edges:
    """Draw a ring with a stone in it."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.h * 0.6, a.s * 0.25
    a.ring(cx, cy, r, r * 0.16, p.spot)
    y, u = cy - r * 1.0, r * 0.5
    a.poly(
        [
            (cx - u * 1.1, y - u * 0.6),
            (cx - u * 0.6, y - u * 1.1),
            (cx + u * 0.6, y - u * 1.1),
            (cx + u * 1.1, y - u * 0.6),
            (cx, y + u * 0.5),
        ],
        p.ink,
    )
    a.poly([(cx - u * 0.4, y - u * 0.6), (cx + u * 0.4, y - u * 0.6), (cx, y + u * 0.5)], p.tone)
    for t in (-50, -25, 0, 25, 50):
        a.line(polar(cx, y - u * 0.3, u * 1.5, t), polar(cx, y - u * 0.3, u * 2.1, t), u * 0.1, p.spot)
    return p.ground, p.ground


def lips(a: Art) -> Edges:
    """Draw lips about to speak."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.cy, min(a.w * 0.4, a.h * 0.6)
    a.path(
        f"M{cx - u:.0f} {cy:.0f}C{cx - u * 0.6:.0f} {cy - u * 0.2:.0f} {cx - u * 0.36:.0f}"
        f" {cy - u * 0.5:.0f} {cx - u * 0.2:.0f} {cy - u * 0.46:.0f}Q{cx - u * 0.06:.0f}"
        f" {cy - u * 0.42:.0f} {cx:.0f} {cy - u * 0.34:.0f}Q{cx + u * 0.06:.0f}"
        f" {cy - u * 0.42:.0f} {cx + u * 0.2:.0f} {cy - u * 0.46:.0f}C{cx + u * 0.36:.0f}"
        f" {cy - u * 0.5:.0f} {cx + u * 0.6:.0f} {cy - u * 0.2:.0f} {cx + u:.0f} {cy:.0f}"
        f"C{cx + u * 0.6:.0f} {cy + u * 0.5:.0f} {cx + u * 0.3:.0f} {cy + u * 0.6:.0f}"
        f" {cx:.0f} {cy + u * 0.6:.0f}S{cx - u * 0.6:.0f} {cy + u * 0.5:.0f} {cx - u:.0f}"
        f" {cy:.0f}z",
        p.spot,
    )
    a.path(
        f"M{cx - u * 0.72:.0f} {cy:.0f}Q{cx - u * 0.3:.0f} {cy - u * 0.2:.0f} {cx:.0f}"
        f" {cy - u * 0.12:.0f}Q{cx + u * 0.3:.0f} {cy - u * 0.2:.0f} {cx + u * 0.72:.0f}"
        f" {cy:.0f}Q{cx:.0f} {cy + u * 0.34:.0f} {cx - u * 0.72:.0f} {cy:.0f}z",
        p.deep,
    )
    a.path(
        f"M{cx - u * 0.52:.0f} {cy - u * 0.07:.0f}Q{cx - u * 0.3:.0f} {cy - u * 0.2:.0f}"
        f" {cx:.0f} {cy - u * 0.12:.0f}Q{cx + u * 0.3:.0f} {cy - u * 0.2:.0f}"
        f" {cx + u * 0.52:.0f} {cy - u * 0.07:.0f}Q{cx:.0f} {cy + u * 0.06:.0f}"
        f" {cx - u * 0.52:.0f} {cy - u * 0.07:.0f}z",
        p.pale,
    )
    a.stroke(
        f"M{cx + u * 0.2:.0f} {cy + u * 0.44:.0f}q{u * 0.2:.0f} {-u * 0.03:.0f} {u * 0.34:.0f} {-u * 0.16:.0f}",
        u * 0.06,
        p.pale,
        "round",
    )
    return p.ground, p.ground


def martini(a: Art) -> Edges:
    """Draw a cocktail glass that was left standing."""
    p = a.pal
    a.fill(p.ground)
    cx, top, u = a.cx, a.h * 0.26, a.s * 0.34
    foot = a.h * 0.86
    a.poly([(cx - u, top), (cx + u, top), (cx, top + u * 1.1)], p.ink)
    a.poly([(cx - u * 0.72, top + u * 0.2), (cx + u * 0.72, top + u * 0.2), (cx, top + u * 0.99)], p.tone)
    a.rect(cx - u * 0.04, top + u, u * 0.08, foot - top - u, p.ink)
    a.path(f"M{cx - u * 0.56:.0f} {foot:.0f}Q{cx:.0f} {foot - u * 0.2:.0f} {cx + u * 0.56:.0f} {foot:.0f}z", p.ink)
    a.line((cx - u * 0.34, top + u * 0.58), (cx + u * 0.86, top - u * 0.56), u * 0.035, p.spot)
    a.disc(cx - u * 0.14, top + u * 0.4, u * 0.17, p.spot)
    a.disc(cx - u * 0.2, top + u * 0.45, u * 0.05, p.ink)
    return p.ground, p.ground


def snowflake(a: Art) -> Edges:
    """Draw a snowflake that differs each time."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.43
    barbs = [(a.between(0.3, 0.42), 0.2), (a.between(0.52, 0.62), 0.26), (a.between(0.74, 0.84), 0.14)]
    d = ""
    for t in range(0, 360, 60):
        x, y = polar(cx, cy, r, t)
        d += f"M{cx:.0f} {cy:.0f}L{x:.0f} {y:.0f}"
        for at, long in barbs:
            (bx, by), (lx, ly), (rx, ry) = (
                polar(cx, cy, r * at, t),
                polar(*polar(cx, cy, r * at, t), r * long, t - 60),
                polar(*polar(cx, cy, r * at, t), r * long, t + 60),
            )
            d += f"M{lx:.0f} {ly:.0f}L{bx:.0f} {by:.0f}L{rx:.0f} {ry:.0f}"
    a.stroke(d, r * 0.075, p.ink, "round")
    a.poly([polar(cx, cy, r * 0.2, t) for t in range(30, 390, 60)], p.spot)
    for t in range(30, 390, 60):
        a.disc(*polar(cx, cy, r * 0.72, t), r * 0.06, p.tone)
    return p.ground, p.ground


def suitcase(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    floor, w, h = a.h * 0.8, a.s * 0.62, a.s * 0.44
    x, y = a.cx - w / 2, floor - h
    a.rect(0, floor, a.w, a.h - floor, p.tone)
    a.stroke(f"M{a.cx - w * 0.13:.0f} {y:.0f}v{-h * 0.16:.0f}h{w * 0.26:.0f}v{h * 0.16:.0f}", w * 0.04, p.ink)
    a.rect(x, y, w, h, p.spot, f' rx="{w * 0.04:.0f}"')
    for side in (0.16, 0.78):
        a.rect(x + w * side, y, w * 0.06, h, p.ink)
    a.disc(a.cx - w * 0.06, y + h * 0.4, w * 0.11, p.ground)
    a.disc(a.cx - w * 0.06, y + h * 0.4, w * 0.06, p.tone)
    a.parts.append(
        f'<path transform="rotate(-12 {a.cx:.0f} {y + h * 0.7:.0f})" d="'
        f"M{a.cx - w * 0.02:.0f} {y + h * 0.6:.0f}h{w * 0.22:.0f}v{h * 0.2:.0f}"
        f'h{-w * 0.22:.0f}z" fill="{p.ink}"/>'
    )
    return p.ground, p.tone


def feather(a: Art) -> Edges:
    """Draw a feather in the wind."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.cy, a.s * 0.44
    a.parts.append(f'<g transform="rotate(34 {cx:.0f} {cy:.0f})">')
    for side, colour in ((-1, p.ink), (1, p.spot)):
        a.path(
            f"M{cx:.0f} {cy - u:.0f}C{cx + side * u * 0.5:.0f} {cy - u * 0.6:.0f} {cx + side * u * 0.44:.0f} "
            f"{cy + u * 0.3:.0f} {cx:.0f} {cy + u * 0.62:.0f}z",
            colour,
        )
    for side, y in ((-1, 0.1), (1, -0.16), (1, 0.24)):
        a.poly(
            [
                (cx + side * u * 0.05, cy + y * u),
                (cx + side * u * 0.5, cy + (y - 0.14) * u),
                (cx + side * u * 0.5, cy + (y - 0.05) * u),
            ],
            p.ground,
        )
    a.line((cx, cy - u * 0.9), (cx, cy + u), u * 0.028, p.tone, "round")
    a.parts.append("</g>")
    a.stroke(
        f"M{cx - u * 0.9:.0f} {cy + u * 0.94:.0f}q{u * 0.5:.0f} {u * 0.2:.0f} {u * 0.9:.0f} {-u * 0.06:.0f}"
        f"t{u * 0.86:.0f} {-u * 0.1:.0f}",
        u * 0.022,
        p.tone,
        "round",
    )
    return p.ground, p.ground


def red_balloon(a: Art) -> Edges:
    """Draw a red balloon whose string somebody holds."""
    p = a.pal
    a.fill(p.ground)
    cx, y, r = a.cx, a.h * 0.36, a.s * 0.22
    low = y + r * 1.3
    a.stroke(
        f"M{cx:.0f} {low:.0f}q{r * 0.24:.0f} {(a.h - low) * 0.4:.0f} 0 {(a.h - low) * 0.6:.0f}T{cx:.0f} {a.h:.0f}",
        a.s * 0.008,
        p.ink,
    )
    a.oval(cx, y, r, r * 1.2, p.spot)
    a.poly([(cx, low - r * 0.12), (cx - r * 0.13, low + r * 0.08), (cx + r * 0.13, low + r * 0.08)], p.spot)
    a.stroke(
        f"M{cx + r * 0.3:.0f} {y - r * 0.86:.0f}q{r * 0.36:.0f} {r * 0.2:.0f} {r * 0.38:.0f} {r * 0.6:.0f}",
        r * 0.07,
        p.tone,
        "round",
    )
    return p.ground, None
