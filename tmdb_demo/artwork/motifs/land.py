"""Adventure and western: landscapes, and ways across them."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, smooth
from tmdb_demo.artwork.palettes import blend, contrast


def mountains(a: Art) -> Edges:
    """Draw peaks, a sun, and the way up."""
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
            f'<path d="M{x - half * 0.4:.0f} {a.h:.0f}Q{x + half * 0.34:.0f}'
            f" {a.h * 0.82:.0f} {x - half * 0.02:.0f} {a.h * 0.66:.0f}T{x:.0f}"
            f' {y + sy * 1.5:.0f}" '
            f'fill="none" stroke="{p.spot}" stroke-width="{a.s * 0.013:.0f}" '
            f'stroke-dasharray="{a.s * 0.03:.0f} {a.s * 0.022:.0f}"/>'
        )
    return p.ground, None


def compass(a: Art) -> Edges:
    """Draw a compass rose that has swung round."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.45
    turn = a.die.choice((-14, 18, 24, -30))
    a.ring(cx, cy, r * 0.78, a.s * 0.01, p.ink)
    a.ring(cx, cy, r * 0.7, a.s * 0.004, p.ink)
    for size, inner, off, light, dark in ((0.62, 0.16, 45, p.tone, p.ink), (1.0, 0.2, 0, p.spot, p.ink)):
        for i in range(4):
            t = turn + off + i * 90
            tip, left, right = (
                polar(cx, cy, r * size, t),
                polar(cx, cy, r * inner, t - 45),
                polar(cx, cy, r * inner, t + 45),
            )
            a.poly([tip, left, (cx, cy)], light)
            a.poly([tip, right, (cx, cy)], dark)
    a.disc(cx, cy, r * 0.07, p.ground)
    return p.ground, p.ground


def contours(a: Art) -> Edges:
    """Draw a map of a hill, and a route to its top."""
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
        f'<path d="M{a.w * 0.06:.0f} {a.h * 0.94:.0f}Q{a.w * 0.1:.0f} {a.h * 0.66:.0f}'
        f' {a.w * 0.34:.0f} {a.h * 0.7:.0f}T{cx:.0f} {cy:.0f}" fill="none" '
        f'stroke="{p.tone if p.tone != p.ground else p.spot}" '
        f'stroke-width="{a.s * 0.02:.0f}" stroke-dasharray="{a.s * 0.045:.0f} {a.s * 0.03:.0f}"/>'
    )
    k = a.s * 0.04
    a.stroke(
        f"M{cx - k:.0f} {cy - k:.0f}l{2 * k:.0f} {2 * k:.0f}m0 {-2 * k:.0f}l{-2 * k:.0f} {2 * k:.0f}",
        a.s * 0.022,
        p.ink,
    )
    return None, None


def waves(a: Art) -> Edges:
    """Draw a sea of half-rounds under a plain sun."""
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
    """Draw a winding road."""
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
        f"M{x(0.555)} {horizon:.0f}C{x(0.8)} {horizon + h * 0.22:.0f} {x(0.16)}"
        f" {horizon + h * 0.3:.0f} {x(0.2)} {horizon + h * 0.52:.0f}"
        f"S{x(0.66)} {horizon + h * 0.72:.0f} {x(0.5)} {a.h:.0f}H{x(1.06)}C{x(1.08)}"
        f" {horizon + h * 0.7:.0f} {x(0.36)} {horizon + h * 0.62:.0f} {x(0.4)}"
        f" {horizon + h * 0.44:.0f}"
        f"S{x(0.76)} {horizon + h * 0.2:.0f} {x(0.565)} {horizon:.0f}z",
        p.ink,
    )
    return p.ground, None


def leaves(a: Art) -> Edges:
    """Draw a disc seen through large leaves."""
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
            f'<path d="M0 0C{-fat * 1.6:.0f} {-long * 0.4:.0f} {-fat:.0f}'
            f" {-long * 0.8:.0f} 0 {-long:.0f}C{fat:.0f} {-long * 0.8:.0f} {fat * 1.6:.0f}"
            f' {-long * 0.4:.0f} 0 0z" fill="{colours[i // 2 % 2]}"/>'
            f'<path d="M0 0V{-long * 0.9:.0f}" stroke="{p.ground}" '
            f'stroke-width="{a.s * 0.009:.0f}"/></g>'
        )
    return None, None


def mesa(a: Art) -> Edges:
    """Draw a horizon, rocks, and a sun too large for them."""
    p = a.pal
    a.fill(p.ground)
    horizon = a.h * 0.72
    cx, r = a.w * a.die.choice((0.36, 0.5, 0.62)), a.s * 0.34
    a.disc(cx, horizon - r * 0.45, r, p.spot)
    for i in range(4):
        a.rect(cx - r * 1.1, horizon - r * (0.12 + i * 0.15), r * 2.2, r * (0.05 - i * 0.008), p.ground)
    a.rect(0, horizon, a.w, a.h - horizon, p.ink)
    for x, w, h in ((0.06, 0.2, 0.2), (0.34, 0.07, 0.12), (0.74, 0.24, 0.16)):
        left, top, slope = x * a.w, horizon - h * a.s, min(a.s * 0.045, w * a.w * 0.28)
        a.poly(
            [
                (left, horizon + 1),
                (left + slope, horizon - h * a.s * 0.45),
                (left + slope * 1.2, top),
                (left + w * a.w - slope * 1.2, top),
                (left + w * a.w - slope, horizon - h * a.s * 0.45),
                (left + w * a.w, horizon + 1),
            ],
            p.ink,
        )
    rx = cx + r * 0.28
    _rider(a, rx, horizon, a.s * 0.13, p.ink)
    return p.ground, p.ink


# In units of a hundredth of the horse's length, hooves on the line at 0.
HORSE = (
    "M-46-56C-20-64 6-62 24-60C33-70 38-86 45-93L49-100 53-92 73-78 69-70 54-73C51-60 48-50 42-44"
    "L41-34 52-18 44 0H37L43-16 31-32C10-26-10-28-24-34L-32-20-27 0H-34L-40-20-41-34C-46-40-48-48-46-56z"
    "M24-40L30-18 22 0H15L22-18 14-38zM-18-36L-26-16-20 0H-27L-34-16-28-40z"
    "M-44-55C-58-52-60-36-57-20L-52-24C-53-36-50-44-42-46z"
)
RIDER = (
    "M-12-60L-7-92Q0-99 8-92L22-78 34-74 32-69 18-72 9-80 10-62 15-52 12-32 20-28V-24H4L6-48-6-54z"
    "M-18-111H19L16-107H-15zM-8-112L-6-122Q1-119 8-122L9-112zM-6-107H8Q8-96 1-95Q-6-96-6-107z"
)


def _rider(a: Art, x: float, foot: float, u: float, colour: str) -> None:
    k = u / 64
    a.path(HORSE + RIDER, colour, f' transform="translate({x:.0f} {foot:.0f})scale({k:.2f})"')


def rails(a: Art) -> Edges:
    """Draw rails to the end of the plain."""
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
