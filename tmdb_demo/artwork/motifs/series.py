"""Ideas for single series."""

from tmdb_demo.artwork.canvas import Art, Edges, polar
from tmdb_demo.artwork.palettes import blend


def hat(a: Art) -> Edges:
    """Draw a flat hat, glasses and a beard without a face."""
    p = a.pal
    a.fill(p.ground)
    cx, y, u = a.cx, a.h * 0.3, a.s * 0.26
    a.path(
        f"M{cx - u * 0.74:.0f} {y + u * 0.1:.0f}L{cx - u * 0.66:.0f} {y - u * 0.62:.0f}"
        f"Q{cx:.0f} {y - u * 0.8:.0f} {cx + u * 0.66:.0f} {y - u * 0.62:.0f}L{cx + u * 0.74:.0f} {y + u * 0.1:.0f}z",
        p.ink,
    )
    a.rect(cx - u * 0.74, y - u * 0.14, u * 1.48, u * 0.18, p.spot)
    a.oval(cx, y + u * 0.1, u * 1.22, u * 0.15, p.ink)
    for side in (-1, 1):
        a.ring(cx + side * u * 0.42, y + u * 0.66, u * 0.3, u * 0.08, p.ink)
        a.line((cx + side * u * 0.72, y + u * 0.62), (cx + side * u * 0.95, y + u * 0.55), u * 0.07, p.ink)
    a.line((cx - u * 0.13, y + u * 0.62), (cx + u * 0.13, y + u * 0.62), u * 0.07, p.ink)
    a.path(
        f"M{cx - u * 0.36:.0f} {y + u * 1.24:.0f}h{u * 0.72:.0f}v{u * 0.5:.0f}"
        f"q{-u * 0.36:.0f} {u * 0.46:.0f} {-u * 0.72:.0f} 0z",
        p.spot,
    )
    a.rect(cx - u * 0.2, y + u * 1.4, u * 0.4, u * 0.12, p.ground)
    return p.ground, p.ground


def lights(a: Art) -> Edges:
    """Draw a string of lamps over letters."""
    p = a.pal
    a.fill(p.ground)
    colours = [p.spot, p.tone, p.ink]
    rows, n = 3, 6 if not a.wide else 10
    for row in range(rows):
        y, sag, step = a.h * (0.12 + row * 0.3), a.s * 0.05, a.w / n
        a.stroke(f"M0 {y:.0f}" + f"q{step / 2:.0f} {sag * 2:.0f} {step:.0f} 0" * n, a.s * 0.008, p.ink)
        for i in range(n):
            x, r, lit = (i + 0.5) * step, step * 0.2, (i * 2 + row) % 5 == 1
            if lit:
                a.disc(x, y + sag + r * 1.4, r * 2.0, blend(p.ground, p.tone, 0.3))
            a.rect(x - r * 0.4, y + sag - r * 0.1, r * 0.8, r * 0.7, p.ink)
            colour = p.tone if lit else colours[(i + row) % 3]
            a.oval(x, y + sag + r * 1.5, r * 0.8, r * 1.15, colour)
    return None, p.ground


def shapes(a: Art) -> Edges:
    """Draw circle, triangle and square."""
    p = a.pal
    a.fill(p.ground)
    u, thick = min(a.w * 0.13, a.h * 0.14), a.s * 0.028
    upright = a.h > a.w * 1.15
    at = [(a.cx + (0 if upright else k * u * 2.5), a.cy + (k * u * 2.6 if upright else 0)) for k in (-1, 0, 1)]
    a.ring(*at[0], u * 0.92, thick, p.spot)
    (x, y), (sx, sy) = at[1], at[2]
    corners = [polar(x, y + u * 0.16, u * 1.16, t) for t in (0, 120, 240)]
    a.stroke("M" + "L".join(f"{cx:.0f} {cy:.0f}" for cx, cy in corners) + "z", thick, p.ink)
    k = u * 0.86
    a.stroke(f"M{sx - k:.0f} {sy - k:.0f}h{2 * k:.0f}v{2 * k:.0f}h{-2 * k:.0f}z", thick, p.tone)
    return p.ground, p.ground


def crack(a: Art) -> Edges:
    """Draw a cracked screen."""
    p = a.pal
    a.fill(p.ground)
    x, y = a.w * 0.58, a.h * 0.42
    arms = (8, 52, 97, 140, 176, 221, 268, 313)
    joints = []
    for turn in arms:
        bends = [polar(x, y, a.s * far, turn + a.between(-9, 9)) for far in (0, 0.14, 0.32, 0.6, 1.3)]
        joints.append(bends)
        a.stroke("M" + "L".join(f"{bx:.0f} {by:.0f}" for bx, by in bends), a.s * 0.006, p.ink)
    for i, bends in enumerate(joints):
        after = joints[(i + 1) % len(joints)]
        for ring, odds in ((1, 0.95), (2, 0.7), (3, 0.35)):
            if a.chance(odds):
                a.line(bends[ring], after[ring], a.s * 0.005, p.ink)
    a.poly([joints[2][1], joints[3][1], joints[3][2], joints[2][2]], p.spot)
    a.poly([joints[6][0], joints[6][1], joints[7][1]], p.tone)
    return None, None
