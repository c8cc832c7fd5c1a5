"""Ideas for single films."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, sector, smooth
from tmdb_demo.artwork.motifs.dread import figure
from tmdb_demo.artwork.motifs.heart import person
from tmdb_demo.artwork.palettes import blend


def fin(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    sea, u = a.h * 0.62, a.s * 0.3
    a.rect(0, sea, a.w, a.h - sea, p.spot)
    x = a.w * 0.56
    a.path(
        f"M{x - u:.0f} {sea + 2:.0f}Q{x - u * 0.5:.0f} {sea - u * 1.3:.0f} {x + u * 0.5:.0f} "
        f"{sea - u * 1.6:.0f}Q{x + u * 0.2:.0f} {sea - u * 0.7:.0f} {x + u * 0.7:.0f}"
        f" {sea + 2:.0f}z",
        p.ink,
    )
    for i in range(4):
        y, reach = sea + u * (0.3 + i * 0.36), u * (1.3 - i * 0.22)
        a.rect(x - reach, y, reach * 2, u * 0.07, p.tone)
    a.disc(a.w * 0.2, sea, u * 0.1, p.ink)
    return p.ground, p.spot


def lens(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    for share, colour in ((0.42, p.tone), (0.39, "#000000"), (0.3, "#3a0605"), (0.2, p.spot)):
        a.disc(a.cx, a.cy, a.s * share, colour)
    a.disc(a.cx, a.cy, a.s * 0.09, "#ff8a1e")
    a.disc(a.cx, a.cy, a.s * 0.045, p.ink)
    return p.ground, p.ground


def rabbit(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    step = a.s / 18
    for col in range(int(a.w / step) + 1):
        x, dash = (col + 0.5) * step, " ".join(str(a.die.randrange(12, 60)) for _ in range(5))
        colour = p.spot if col % 3 else p.tone
        a.parts.append(
            f'<path d="M{x:.0f} {-a.die.randrange(60)}V{a.h:.0f}" stroke="{colour}" '
            f'stroke-width="{step * 0.46:.0f}" stroke-dasharray="{dash}"/>'
        )
    a.oval(a.cx, a.h * 0.6, a.s * 0.33, a.s * 0.33, p.ground)
    figure(a, a.cx, a.h * 0.6 + a.s * 0.2, a.s * 0.36, p.ink)
    return None, None


def black_hole(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.25
    a.ring(cx, cy, r * 1.22, r * 0.2, p.spot)
    a.disc(cx, cy, r, p.ground)
    a.path(
        f"M{cx - r * 1.9:.0f} {cy:.0f}Q{cx:.0f} {cy - r * 0.3:.0f} {cx + r * 1.9:.0f} {cy:.0f}"
        f"Q{cx:.0f} {cy + r * 0.3:.0f} {cx - r * 1.9:.0f} {cy:.0f}z",
        p.ink,
    )
    a.disc(cx + r * 1.5, cy - r * 1.5, r * 0.05, p.ink)
    return p.ground, p.ground


def top(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.5, a.s * 0.32
    floor = a.h * 0.78
    a.rect(0, floor, a.w, a.h - floor, p.tone)
    a.parts.append(f'<g transform="rotate(9 {cx:.0f} {floor:.0f})">')
    a.rect(cx - u * 0.05, cy - u * 0.9, u * 0.1, u, p.ink)
    a.path(
        f"M{cx - u:.0f} {cy:.0f}Q{cx:.0f} {cy - u * 0.4:.0f} {cx + u:.0f} {cy:.0f}"
        f"Q{cx + u * 0.4:.0f} "
        f"{cy + u * 0.3:.0f} {cx:.0f} {floor:.0f}Q{cx - u * 0.4:.0f} {cy + u * 0.3:.0f}"
        f" {cx - u:.0f} {cy:.0f}z",
        p.spot,
    )
    a.path(
        f"M{cx - u:.0f} {cy:.0f}Q{cx:.0f} {cy - u * 0.4:.0f} {cx + u:.0f} {cy:.0f}"
        f"Q{cx:.0f} {cy + u * 0.4:.0f} {cx - u:.0f} {cy:.0f}z",
        p.ink,
    )
    a.parts.append("</g>")
    return p.ground, p.tone


def grin(a: Art) -> Edges:
    """Draw a grin, smeared on."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.56, min(a.w * 0.4, a.h * 0.5)
    for side in (-1, 1):
        a.oval(cx + side * u * 0.46, cy - u * 0.5, u * 0.24, u * 0.19, p.ink, side * 14)
    a.path(
        f"M{cx - u:.0f} {cy - u * 0.16:.0f}Q{cx:.0f} {cy + u * 0.44:.0f}"
        f" {cx + u * 1.04:.0f} {cy - u * 0.22:.0f}"
        f"Q{cx + u * 0.6:.0f} {cy + u * 0.7:.0f} {cx:.0f} {cy + u * 0.66:.0f}"
        f"Q{cx - u * 0.66:.0f} {cy + u * 0.7:.0f} {cx - u:.0f} {cy - u * 0.16:.0f}z",
        p.spot,
    )
    a.stroke(
        f"M{cx - u * 0.5:.0f} {cy + u * 0.3:.0f}Q{cx:.0f} {cy + u * 0.46:.0f} {cx + u * 0.5:.0f} {cy + u * 0.26:.0f}",
        u * 0.04,
        p.ink,
    )
    return p.ground, p.ground


def briefcase(a: Art) -> Edges:
    """Draw an open briefcase that glows."""
    p = a.pal
    a.fill(p.ground)
    cx, y, w = a.cx, a.h * 0.62, a.s * 0.62
    for i, t in enumerate(range(-60, 61, 20)):
        a.path(sector(cx, y, min(a.s * 0.62, y * 0.94), 0, t - 8, t + 8), p.spot if i % 2 == 0 else p.tone)
    a.parts.append(
        f'<path transform="rotate(-24 {cx - w / 2:.0f} {y:.0f})" d="M{cx - w / 2:.0f}'
        f' {y:.0f}v{-w * 0.14:.0f}h{w:.0f}v{w * 0.14:.0f}z" fill="{p.deep}"/>'
    )
    a.rect(cx - w / 2, y, w, w * 0.4, p.ink)
    a.stroke(f"M{cx - w * 0.1:.0f} {y + w * 0.12:.0f}v{w * 0.08:.0f}h{w * 0.2:.0f}v{-w * 0.08:.0f}", w * 0.03, p.ground)
    return p.ground, p.ground


def soap(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    w, h = a.s * 0.7, a.s * 0.42
    x, y = a.cx - w / 2, a.cy - h / 2
    a.parts.append(f'<g transform="rotate(-8 {a.cx:.0f} {a.cy:.0f})">')
    a.rect(x, y + h * 0.12, w, h, p.tone, f' rx="{h * 0.26:.0f}"')
    a.rect(x, y, w, h, p.spot, f' rx="{h * 0.26:.0f}"')
    a.parts.append(
        f'<rect x="{x + w * 0.07:.0f}" y="{y + h * 0.12:.0f}" width="{w * 0.86:.0f}" '
        f'height="{h * 0.76:.0f}" rx="{h * 0.2:.0f}" fill="none" stroke="{p.tone}" '
        f'stroke-width="{h * 0.03:.0f}"/>'
    )
    for i in range(4):
        a.rect(a.cx - w * 0.2 + i * w * 0.1, y + h * 0.4, w * 0.08, h * 0.26, p.tone, f' rx="{w * 0.03:.0f}"')
    a.parts.append("</g>")
    for dx, dy, r in ((0.42, -0.42, 0.05), (0.5, -0.56, 0.03), (-0.46, 0.5, 0.04), (0.36, -0.62, 0.02)):
        a.ring(a.cx + dx * w, a.cy + dy * w, r * w, a.s * 0.008, p.ink)
    return p.ground, p.ground


def iceberg(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    sea, cx, u = a.h * 0.34, a.w * 0.54, min(a.w, a.h) * 0.36
    a.rect(0, sea, a.w, a.h - sea, p.spot)
    a.poly(
        [
            (cx - u * 0.42, sea),
            (cx - u * 0.2, sea - u * 0.36),
            (cx, sea - u * 0.3),
            (cx + u * 0.14, sea - u * 0.56),
            (cx + u * 0.5, sea),
        ],
        p.ink,
    )
    deep = min(u * 1.5, (a.h - sea) * 0.84)
    a.poly(
        [
            (cx - u * 0.52, sea + u * 0.03),
            (cx + u * 0.62, sea + u * 0.03),
            (cx + u * 0.9, sea + deep * 0.4),
            (cx + u * 0.3, sea + deep * 0.66),
            (cx + u * 0.1, sea + deep),
            (cx - u * 0.3, sea + deep * 0.72),
            (cx - u * 0.86, sea + deep * 0.34),
        ],
        p.tone,
    )
    x = a.w * 0.14
    a.path(
        f"M{x - u * 0.2:.0f} {sea - u * 0.09:.0f}h{u * 0.44:.0f}l{-u * 0.05:.0f}"
        f" {u * 0.1:.0f}h{-u * 0.34:.0f}zM{x - u * 0.08:.0f} {sea - u * 0.1:.0f}"
        f"v{-u * 0.12:.0f}h{u * 0.05:.0f}v{u * 0.12:.0f}zM{x + u * 0.04:.0f}"
        f" {sea - u * 0.1:.0f}v{-u * 0.12:.0f}h{u * 0.05:.0f}v{u * 0.12:.0f}z",
        p.deep,
    )
    return p.ground, p.spot


def gold_ring(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.33
    a.oval(cx, cy, r, r * 0.94, p.spot)
    a.oval(cx, cy + r * 0.04, r * 0.8, r * 0.72, p.ground)
    a.path(
        f"M{cx - r * 0.34:.0f} {cy + r * 0.06:.0f}Q{cx:.0f} {cy - r * 0.34:.0f}"
        f" {cx + r * 0.34:.0f} {cy + r * 0.06:.0f}Q{cx:.0f} {cy + r * 0.46:.0f}"
        f" {cx - r * 0.34:.0f} {cy + r * 0.06:.0f}z",
        p.tone,
    )
    a.oval(cx, cy + r * 0.06, r * 0.05, r * 0.18, p.ground)
    a.stroke(
        f"M{cx - r * 0.86:.0f} {cy - r * 0.24:.0f}A{r * 0.9:.0f} {r * 0.84:.0f} 0 0 1"
        f" {cx - r * 0.2:.0f} {cy - r * 0.83:.0f}",
        r * 0.04,
        p.ink,
        "round",
    )
    return p.ground, p.ground


def two_towers(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    a.disc(a.cx, a.h * 0.3, a.s * 0.12, p.spot)
    for x, w, t in ((0.3, 0.09, 0.2), (0.7, 0.12, 0.12)):
        cx, half, y = a.w * x, a.s * w, a.h * t
        a.poly(
            [
                (cx - half, a.h),
                (cx - half * 0.5, y + a.h * 0.1),
                (cx - half * 0.62, y),
                (cx - half * 0.2, y + a.h * 0.06),
                (cx + half * 0.2, y + a.h * 0.06),
                (cx + half * 0.62, y),
                (cx + half * 0.5, y + a.h * 0.1),
                (cx + half, a.h),
            ],
            p.ink,
        )
        a.rect(cx - half * 0.06, y + a.h * 0.2, half * 0.12, a.h * 0.1, p.spot)
    a.path(
        f"M0 {a.h:.0f}V{a.h * 0.86:.0f}L{a.w * 0.2:.0f} {a.h * 0.92:.0f}L{a.cx:.0f}"
        f" {a.h * 0.84:.0f}L{a.w * 0.8:.0f} {a.h * 0.93:.0f}L{a.w:.0f} {a.h * 0.87:.0f}"
        f"V{a.h:.0f}z",
        p.deep,
    )
    return p.ground, p.deep


def two_suns(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    sand = a.h * 0.68
    a.disc(a.w * 0.36, sand - a.s * 0.26, a.s * 0.17, p.spot)
    a.disc(a.w * 0.64, sand - a.s * 0.06, a.s * 0.13, p.tone)
    a.path(
        f"M0 {a.h:.0f}V{sand + a.s * 0.04:.0f}Q{a.w * 0.3:.0f} {sand - a.s * 0.05:.0f}"
        f" {a.w * 0.6:.0f} {sand + a.s * 0.03:.0f}T{a.w:.0f} {sand:.0f}V{a.h:.0f}z",
        p.deep,
    )
    person(a, a.w * 0.2, sand + a.s * 0.03, a.s * 0.16, p.deep)
    return p.ground, p.deep


def egg(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.48, a.s * 0.27
    a.path(
        f"M{cx:.0f} {cy - u * 1.4:.0f}C{cx + u * 0.8:.0f} {cy - u * 1.4:.0f}"
        f" {cx + u * 1.1:.0f} {cy:.0f} {cx + u:.0f} {cy + u * 0.5:.0f}A{u:.0f} {u:.0f} 0 0"
        f" 1 {cx - u:.0f} {cy + u * 0.5:.0f}C{cx - u * 1.1:.0f} {cy:.0f}"
        f" {cx - u * 0.8:.0f} {cy - u * 1.4:.0f} {cx:.0f} {cy - u * 1.4:.0f}z",
        p.tone,
    )
    crack = [
        (cx - u * 0.08, cy + u * 0.2),
        (cx - u * 0.24, cy + u * 0.62),
        (cx + u * 0.02, cy + u * 0.8),
        (cx - u * 0.1, cy + u * 1.36),
        (cx + u * 0.16, cy + u * 1.36),
        (cx + u * 0.26, cy + u * 0.76),
        (cx + u * 0.04, cy + u * 0.56),
        (cx + u * 0.14, cy + u * 0.2),
    ]
    a.poly([*crack, (cx + u * 0.03, cy - u * 0.3)], p.spot)
    a.poly(
        [(cx - u * 0.16, cy + u * 1.5), (cx + u * 0.2, cy + u * 1.5), (cx + u * 0.7, a.h), (cx - u * 0.66, a.h)], p.spot
    )
    return p.ground, None


def balloons(a: Art) -> Edges:
    """Draw a house lifted by balloons."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, u = a.cx, a.h * 0.34, a.s * 0.055
    colours = [p.spot, p.tone, p.pale, "#e8b13a", "#3f8f6d"]
    house, threads, blobs = a.h * 0.8, "", []
    for row, n in enumerate((3, 5, 6, 7, 6, 5, 3, 2)):
        for i in range(n):
            x, y = cx + (i - (n - 1) / 2) * u * 1.5, cy + (row - 3.5) * u * 1.35
            blobs.append((x, y, colours[(i * 2 + row * 3) % 5]))
            if row % 2:
                threads += f"M{x:.0f} {y:.0f}L{cx:.0f} {house - u * 2:.0f}"
    a.stroke(threads, a.s * 0.003, p.ink)
    for x, y, colour in blobs:
        a.oval(x, y, u * 0.82, u * 0.98, colour)
    a.rect(cx - u * 1.3, house - u * 1.4, u * 2.6, u * 2.2, p.ink)
    a.poly([(cx - u * 1.7, house - u * 1.3), (cx, house - u * 3), (cx + u * 1.7, house - u * 1.3)], p.ink)
    a.rect(cx - u * 0.3, house - u * 0.6, u * 0.6, u * 1.4, p.ground)
    return p.ground, p.ground


def drum(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.36
    a.disc(cx, cy, r, p.ink)
    a.disc(cx, cy, r * 0.88, p.pale if p.pale != p.ink else p.tone)
    for i in range(8):
        a.disc(*polar(cx, cy, r * 0.94, i * 45 + 20), r * 0.035, p.ground)
    for t in (38, -30):
        a.line(polar(cx, cy, r * 0.16, t + 180), polar(cx, cy, r * 1.42, t), r * 0.07, p.spot, "round")
    for x, y, k in ((0.3, 0.34, 0.07), (0.42, 0.2, 0.035), (0.18, 0.5, 0.03)):
        a.disc(cx + x * r, cy + y * r, k * r, p.spot)
    return p.ground, p.ground


def dunes(a: Art) -> Edges:
    p = a.pal
    a.fill(p.ground)
    a.disc(a.w * 0.64, a.h * 0.26, a.s * 0.16, p.pale)
    a.disc(a.w * 0.69, a.h * 0.24, a.s * 0.15, p.ground)
    a.disc(a.w * 0.36, a.h * 0.2, a.s * 0.04, p.pale)
    for y, k, colour in ((0.5, 1, p.tone), (0.64, -1, p.spot), (0.8, 1, p.deep)):
        lift = k * a.h * 0.1
        a.path(
            f"M0 {a.h:.0f}V{y * a.h + lift * 0.5:.0f}C{a.w * 0.3:.0f} {y * a.h + lift:.0f}"
            f" {a.w * 0.5:.0f} {y * a.h - lift:.0f} {a.w:.0f} {y * a.h - lift * 0.4:.0f}"
            f"V{a.h:.0f}z",
            colour,
        )
    person(a, a.w * 0.3, a.h * 0.655, a.s * 0.09, p.deep)
    return p.ground, p.deep


def blast(a: Art) -> Edges:
    """Draw an explosion like a second sun."""
    p = a.pal
    a.fill(p.ground)
    cx, cy = a.cx, a.h * 0.52
    for r, colour in ((0.46, blend(p.ground, p.spot, 0.4)), (0.37, p.spot), (0.26, p.tone), (0.13, p.ink)):
        wobble = [a.between(0.93, 1.08) for _ in range(14)]
        a.path(smooth([polar(cx, cy, a.s * r * k, i * 360 / 14) for i, k in enumerate(wobble)]), colour)
    foot = a.h * 0.96
    a.rect(0, foot, a.w, a.h - foot, p.deep)
    figure(a, cx, foot + 2, a.s * 0.26, p.deep)
    a.rect(cx - a.s * 0.05, foot - a.s * 0.25, a.s * 0.1, a.s * 0.012, p.deep)
    a.rect(cx - a.s * 0.028, foot - a.s * 0.283, a.s * 0.056, a.s * 0.04, p.deep)
    return p.ground, p.deep
