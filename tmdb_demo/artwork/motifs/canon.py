"""Ideas for single classic films."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector
from tmdb_demo.artwork.motifs.dread import figure
from tmdb_demo.artwork.palettes import blend


def strings(a: Art) -> Edges:
    """Draw a crossbar with strings, and a bow tie."""
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.2, a.s * 0.3
    low = a.h * 0.7
    for x in (-0.8, -0.4, 0.4, 0.8):
        a.line((cx + x * u, y), (cx + x * u * 0.8, low), a.s * 0.006, p.ink)
    a.rect(cx - u * 1.05, y - u * 0.08, u * 2.1, u * 0.16, p.ink)
    a.rect(cx - u * 0.07, y - u * 0.5, u * 0.14, u * 0.9, p.ink)
    for side in (-1, 1):
        a.path(
            f"M{cx:.0f} {low:.0f}L{cx + side * u * 0.9:.0f} {low - u * 0.42:.0f}"
            f"Q{cx + side * u:.0f} {low:.0f} {cx + side * u * 0.9:.0f}"
            f" {low + u * 0.42:.0f}z",
            p.spot,
        )
    a.rect(cx - u * 0.16, low - u * 0.2, u * 0.32, u * 0.4, p.spot, f' rx="{u * 0.06:.0f}"')
    a.line((cx - u * 0.16, low - u * 0.2), (cx - u * 0.16, low + u * 0.2), u * 0.03, p.ground)
    a.line((cx + u * 0.16, low - u * 0.2), (cx + u * 0.16, low + u * 0.2), u * 0.03, p.ground)
    return p.ground, p.ground


def red_coat(a: Art) -> Edges:
    """Draw many figures, one of them in red."""
    p = a.pal
    a.fill(p.ground)
    cols = 9 if not a.wide else 17
    step = a.w / cols
    rows = max(3, int(a.h / (step * 1.5)))
    gap = a.h / rows
    odd = (cols // 2 + 1, rows // 2)
    u = min(step, gap * 0.6) * 0.36
    d = ""
    for r in range(rows):
        for c in range(cols):
            x, y = (c + 0.5) * step, (r + 0.5) * gap
            figure = f"M{x:.0f} {y - u * 1.5:.0f}h.1M{x:.0f} {y - u * 0.1:.0f}v{u * 1.2:.0f}"
            if (c, r) == odd:
                a.stroke(figure, u * 1.2, p.spot, "round")
            else:
                d += figure
    a.parts.insert(1, f'<path d="{d}" stroke="{p.tone}" stroke-width="{u * 1.2:.0f}" stroke-linecap="round"/>')
    return None, None


def carpet(a: Art) -> Edges:
    """Draw a carpet of hexagons."""
    p = a.pal
    a.fill(p.ground)
    step = a.s / 4.2
    tile = ""
    for k, colour in ((0.56, p.ink), (0.44, p.spot), (0.26, p.tone)):
        for ox, oy in ((0.5, 0.433), (0, 1.3), (1, 1.3), (0, -0.433), (1, -0.433), (0.5, 2.165)):
            hexagon = "L".join(
                f"{x:.0f} {y:.0f}" for x, y in (polar(ox * step, oy * step, k * step, t) for t in range(0, 360, 60))
            )
            tile += f'<path d="M{hexagon}z" fill="{colour}"/>'
    a.parts.append(
        f'<pattern id="h" width="{step:.0f}" height="{step * 1.733:.0f}" patternUnits="userSpaceOnUse">{tile}</pattern>'
    )
    a.rect(0, 0, a.w, a.h, "url(#h)")
    return None, None


def boulder(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    a.poly([(0, a.h * 0.5), (a.w, a.h * 0.86), (a.w, a.h), (0, a.h)], p.ink)
    r = a.s * 0.34
    cx, cy = a.w * 0.34, a.h * 0.5 + a.w * 0.34 * 0.36 * a.h / a.w - r * 1.04
    a.disc(cx, cy, r, p.spot)
    for t in (20, 150, 265):
        x, y = polar(cx, cy, r * 0.6, t)
        a.disc(x, y, r * 0.1, blend(p.spot, p.ink, 0.25))
    fx = a.w * 0.78
    foot = a.h * (0.5 + 0.36 * 0.78)
    figure(a, fx, foot + 4, a.s * 0.17, p.ink)
    a.rect(fx - a.s * 0.034, foot - a.s * 0.162, a.s * 0.068, a.s * 0.009, p.ink)
    return p.ground, p.ink


def mirror(a: Art) -> Edges:
    """Draw a pair of eyes in a car's mirror."""
    p = a.pal
    a.fill(p.ground)
    w, h = min(a.w * 0.8, a.h * 1.2), a.s * 0.28
    y = a.h * 0.36
    a.rect(a.cx - a.s * 0.014, 0, a.s * 0.028, y, p.ink)
    a.rect(a.cx - w / 2, y, w, h, p.ink, f' rx="{h * 0.3:.0f}"')
    a.rect(a.cx - w / 2 + h * 0.1, y + h * 0.1, w - h * 0.2, h * 0.8, p.spot, f' rx="{h * 0.22:.0f}"')
    for side in (-1, 1):
        x, cy, r = a.cx + side * w * 0.2, y + h * 0.54, h * 0.2
        a.path(
            f"M{x - r * 1.5:.0f} {cy:.0f}Q{x:.0f} {cy - r * 1.5:.0f} {x + r * 1.5:.0f}"
            f" {cy:.0f}Q{x:.0f} {cy + r * 1.2:.0f} {x - r * 1.5:.0f} {cy:.0f}z",
            p.pale,
        )
        a.disc(x + r * 0.1, cy - r * 0.06, r * 0.56, p.deep)
        a.line(
            (x - r * 1.7, cy - r * (0.95 - side * 0.2)), (x + r * 1.7, cy - r * (0.95 + side * 0.2)), r * 0.26, p.deep
        )
    band, n = a.h * 0.8, 10 if not a.wide else 18
    c = a.w / n
    a.path("".join(f"M{i * c:.0f} {band + (i % 2) * c / 2:.0f}h{c:.0f}v{c / 2:.0f}h{-c:.0f}z" for i in range(n)), p.ink)
    return p.ground, p.ground


def banner(a: Art) -> Edges:
    """Draw a banner with six discs and a triangle."""
    p = a.pal
    a.fill(p.ground)
    w = min(a.w * 0.46, a.h * 0.4)
    x = a.cx - w / 2
    a.rect(x - w * 0.09, a.h * 0.05, w * 0.045, a.h, p.ink)
    a.rect(x, a.h * 0.08, w, a.h * 0.84, p.spot)
    step = a.h * 0.84 / 5
    for i in range(6):
        a.disc(
            a.cx + (-0.23 if i % 2 == 0 else 0.23) * w,
            a.h * 0.08 + step * (0.8 + i // 2),
            min(step * 0.28, w * 0.17),
            p.ink,
        )
    y, u = a.h * 0.08 + step * 4.1, min(step * 0.42, w * 0.26)
    a.poly([(a.cx, y - u), (a.cx + u, y + u * 0.7), (a.cx - u, y + u * 0.7)], p.ink)
    return p.ground, None


def moon_face(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.4
    a.disc(cx, cy, r, p.spot)
    for x, y, k in ((-0.5, -0.5, 0.12), (0.1, -0.7, 0.08), (-0.7, 0.2, 0.09), (0.6, 0.5, 0.1)):
        a.disc(cx + x * r, cy + y * r, k * r, blend(p.spot, p.ink, 0.16))
    a.disc(cx - r * 0.3, cy - r * 0.1, r * 0.11, p.ink)
    a.stroke(
        f"M{cx - r * 0.5:.0f} {cy - r * 0.34:.0f}q{r * 0.2:.0f} {-r * 0.14:.0f}"
        f" {r * 0.38:.0f} 0M{cx - r * 0.04:.0f} {cy:.0f}q{-r * 0.16:.0f} {r * 0.24:.0f}"
        f" {r * 0.06:.0f} {r * 0.26:.0f}",
        r * 0.05,
        p.ink,
        "round",
    )
    a.path(
        f"M{cx - r * 0.36:.0f} {cy + r * 0.52:.0f}q{r * 0.36:.0f} {-r * 0.2:.0f}"
        f" {r * 0.72:.0f} 0q{-r * 0.36:.0f} {r * 0.3:.0f} {-r * 0.72:.0f} 0z",
        p.ink,
    )
    a.parts.append(
        f'<g transform="translate({cx + r * 0.32:.0f} {cy - r * 0.1:.0f})rotate(38)"><path'
        f' d="M{-r * 0.13:.0f} 0V{-r * 0.66:.0f}h{r * 0.26:.0f}V0z" fill="{p.ink}"/><path'
        f' d="M{-r * 0.2:.0f} {-r * 0.66:.0f}h{r * 0.4:.0f}v{-r * 0.1:.0f}'
        f'h{-r * 0.4:.0f}z" fill="{p.tone}"/></g>'
    )
    a.stroke(
        f"M{cx + r * 0.28:.0f} {cy + r * 0.02:.0f}q{r * 0.02:.0f} {r * 0.2:.0f} {-r * 0.03:.0f} {r * 0.34:.0f}",
        r * 0.06,
        p.tone,
        "round",
    )
    return p.ground, p.ground


def arrows(a: Art) -> Edges:
    """Draw three arrows, the middle one broken."""
    p = a.pal
    a.fill(p.ground)
    low, high = a.h * 0.92, a.h * 0.1
    for i, colour in enumerate((p.ink, p.spot, p.ink)):
        x, w = a.cx + (i - 1) * a.s * 0.2, a.s * 0.022
        broken = i == 1
        end = (low + high) * 0.52 if broken else high + w * 4
        a.rect(x - w / 2, end, w, low - end, colour)
        hx, hy, turn = (x + a.s * 0.05, end - a.s * 0.02, 34) if broken else (x, end, 0)
        a.parts.append(f'<g transform="translate({hx:.0f} {hy:.0f})rotate({turn})" fill="{colour}">')
        if broken:
            a.rect(-w / 2, -(end - high) * 0.8, w, (end - high) * 0.8, colour)
            a.poly(
                [(0, -(end - high) * 0.8 - w * 5), (w * 2, -(end - high) * 0.8), (-w * 2, -(end - high) * 0.8)], colour
            )
        else:
            a.poly([(0, -w * 5), (w * 2, 0), (-w * 2, 0)], colour)
        a.parts.append("</g>")
        for k in range(3):
            y = low - k * w * 2.4
            a.poly(
                [
                    (x, y - w * 3),
                    (x + w * 2.4, y - w),
                    (x + w * 2.4, y + w),
                    (x, y - w),
                    (x - w * 2.4, y + w),
                    (x - w * 2.4, y - w),
                ],
                colour,
            )
    return p.ground, p.ground


def spines(a: Art) -> Edges:
    """Draw the spines of something that surfaces."""
    p = a.pal
    a.fill(p.ground)
    sea = a.h * 0.7
    a.disc(a.cx, sea - a.s * 0.16, a.s * 0.3, p.spot)
    n = 9
    for i in range(n):
        k = 1 - abs(i - n * 0.45) / (n * 0.62)
        x, u = a.w * (0.08 + 0.84 * i / (n - 1)), a.s * 0.34 * max(k, 0.15)
        a.poly(
            [
                (x - u * 0.42, sea + 4),
                (x - u * 0.46, sea - u * 0.5),
                (x - u * 0.2, sea - u * 0.6),
                (x, sea - u * 1.1),
                (x + u * 0.16, sea - u * 0.62),
                (x + u * 0.44, sea - u * 0.56),
                (x + u * 0.4, sea + 4),
            ],
            p.ink,
        )
    a.rect(0, sea, a.w, a.h - sea, p.tone)
    for i in range(4):
        y = sea + (a.h - sea) * (0.16 + i * 0.22)
        a.stroke(
            f"M0 {y:.0f}" + f"q{a.w / 12:.0f} {-a.s * 0.03:.0f} {a.w / 6:.0f} 0t{a.w / 6:.0f} 0" * 3,
            a.s * 0.01,
            p.ground,
        )
    return p.ground, None


def wheels(a: Art) -> Edges:
    """Draw a bicycle whose second wheel is gone."""
    p = a.pal
    a.fill(p.ground)
    r = a.s * 0.21
    cy = a.cy + r * 0.3
    left, right = a.cx - r * 1.12, a.cx + r * 1.12
    a.ring(left, cy, r, r * 0.1, p.ink)
    a.stroke(
        "".join(f"M{left:.0f} {cy:.0f}L{x:.0f} {y:.0f}" for x, y in (polar(left, cy, r, t) for t in range(0, 360, 30))),
        r * 0.025,
        p.ink,
    )
    a.parts.append(
        f'<circle cx="{right:.0f}" cy="{cy:.0f}" r="{r:.0f}" fill="none" stroke="{p.spot}" '
        f'stroke-width="{r * 0.1:.0f}" stroke-dasharray="{r * 0.22:.0f} {r * 0.2:.0f}"/>'
    )
    a.stroke(
        f"M{left:.0f} {cy:.0f}L{left + r * 0.72:.0f} {cy - r * 1.1:.0f}H{right - r * 0.36:.0f}"
        f"L{a.cx:.0f} {cy:.0f}zM{a.cx:.0f} {cy:.0f}L{left + r * 0.62:.0f}"
        f" {cy - r * 1.36:.0f}h{-r * 0.24:.0f}h{r * 0.5:.0f}M{right:.0f} {cy:.0f}"
        f"L{right - r * 0.46:.0f} {cy - r * 1.5:.0f}h{r * 0.4:.0f}",
        r * 0.09,
        p.ink,
        "round",
    )
    return p.ground, p.ground


def globe(a: Art) -> Edges:
    """Draw snow under glass."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.h * 0.44, a.s * 0.32
    a.disc(cx, cy, r, p.tone)
    a.path(sector(cx, cy, r, 0, 118, 242), p.pale)
    a.poly(
        [
            (cx - r * 0.3, cy + r * 0.48),
            (cx - r * 0.3, cy + r * 0.1),
            (cx, cy - r * 0.2),
            (cx + r * 0.3, cy + r * 0.1),
            (cx + r * 0.3, cy + r * 0.48),
        ],
        p.spot,
    )
    a.rect(cx - r * 0.07, cy + r * 0.2, r * 0.14, r * 0.28, p.deep)
    flakes = "".join(
        f"M{x:.0f} {y:.0f}h.1"
        for x, y in (polar(cx, cy, r * a.between(0.3, 0.86), a.between(-100, 100)) for _ in range(22))
    )
    a.stroke(flakes, r * 0.05, p.pale, "round")
    a.path(
        f"M{cx - r * 0.62:.0f} {cy + r * 0.86:.0f}h{r * 1.24:.0f}l{r * 0.2:.0f} {r * 0.46:.0f}h{-r * 1.64:.0f}z", p.ink
    )
    return p.ground, p.ground


def pram(a: Art) -> Edges:
    """Draw steps, and a pram that rolls down them."""
    p = a.pal
    a.fill(p.ground)
    n = 9
    sx, sy = a.w / n, a.h * 0.62 / n
    y0 = a.h * 0.3
    for i in range(n):
        a.rect(i * sx, y0 + i * sy, a.w - i * sx, sy * 0.42, p.ink)
    u, x, y = a.s * 0.1, a.w * 0.6, y0 + a.h * 0.62 * 0.6
    a.parts.append(f'<g transform="translate({x:.0f} {y - u * 1.5:.0f})rotate(26)">')
    a.path(sector(0, 0, u * 1.2, 0, 90, 270), p.spot)
    a.path(sector(0, 0, u * 1.2, 0, 0, 90), p.spot)
    for wx in (-0.7, 0.7):
        a.ring(wx * u, u * 1.4, u * 0.42, u * 0.12, p.spot)
    a.stroke(f"M{-u * 1.2:.0f} 0l{-u * 0.6:.0f} {-u * 0.4:.0f}", u * 0.14, p.spot, "round")
    a.parts.append("</g>")
    return p.ground, None


def breach(a: Art) -> Edges:
    """Draw a way through a wall."""
    p = a.pal
    a.fill(p.ground)
    rows = 11
    high = a.h / rows
    wide = high * 2.1
    joints = "".join(f"M0 {i * high:.0f}h{a.w:.0f}" for i in range(1, rows))
    for i in range(rows):
        for k in range(int(a.w / wide) + 2):
            joints += f"M{(k + (0.5 if i % 2 else 0)) * wide:.0f} {i * high:.0f}v{high:.0f}"
    a.stroke(joints, a.s * 0.008, p.tone)
    cx, cy, r = a.cx, a.cy, a.s * 0.27
    rim = [polar(cx, cy, r * a.between(0.88, 1.12), t) for t in range(0, 360, 24)]
    a.poly(rim, p.ink)
    a.disc(cx + r * 0.2, cy - r * 0.24, r * 0.3, p.spot)
    sea, reach = cy + r * 0.36, r * 0.8
    a.path(
        f"M{cx - r * 0.72:.0f} {sea:.0f}h{r * 1.44:.0f}A{reach:.0f} {reach:.0f} 0 0 1 {cx - r * 0.72:.0f} {sea:.0f}z",
        p.tone,
    )
    return None, None
