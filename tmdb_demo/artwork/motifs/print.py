"""Print itself: dots, film."""

from tmdb_demo.artwork.canvas import Art, Edges


def halftone(a: Art) -> Edges:
    """Draw a face of the earth in printer's dots."""
    p = a.pal
    a.fill(p.ground)
    n = 17
    step = a.s * 0.9 / n
    cx, cy, reach = a.cx, a.cy, a.s * 0.43
    reach = min(reach, a.s * 0.4)
    lx, ly = cx - reach * 0.35, cy - reach * 0.4
    sizes: dict[int, str] = {}
    for r in range(n):
        for c in range(n):
            x, y = cx + (c - n // 2 + (0.5 if r % 2 else 0)) * step, cy + (r - n // 2) * step
            if (x - cx) ** 2 + (y - cy) ** 2 > reach**2:
                continue
            far = ((x - lx) ** 2 + (y - ly) ** 2) ** 0.5 / (reach * 1.6)
            width = round(step * (0.2 + 0.95 * min(far, 1)) / 6) * 6
            sizes[width] = sizes.get(width, "") + f"M{x:.0f} {y:.0f}h0"
    if a.chance(0.7):
        a.disc(cx + reach * 0.16, cy + reach * 0.1, reach, p.spot)
    for width, d in sizes.items():
        a.stroke(d, width, p.ink, "round")
    return p.ground, p.ground


def frames(a: Art) -> Edges:
    """Draw a strip of film, one frame of it marked."""
    p = a.pal
    a.fill(p.ground)
    w = min(a.w * 0.56, a.h * 0.6)
    x, tall = a.cx - w / 2, w * 0.62
    turn = a.die.choice((8, -8, 14))
    a.parts.append(f'<g transform="rotate({turn} {a.cx:.0f} {a.cy:.0f})">')
    a.rect(x, -a.h * 0.3, w, a.h * 1.6, p.deep if not p.dark else p.ink)
    base = p.ground
    n = int(a.h * 1.5 / (tall * 1.12))
    for i in range(n):
        y = -a.h * 0.22 + i * tall * 1.12
        a.rect(x + w * 0.15, y, w * 0.7, tall, p.spot if i == n // 2 else p.tone if i % 2 else base)
        if i == n // 2:
            a.disc(a.cx, y + tall / 2, tall * 0.3, p.pale)
    a.parts.append(
        f'<path d="M{x + w * 0.075:.0f} {-a.h * 0.3:.0f}v{a.h * 1.6:.0f}'
        f'M{x + w * 0.925:.0f} {-a.h * 0.3:.0f}v{a.h * 1.6:.0f}" '
        f'stroke="{base}" stroke-width="{w * 0.06:.0f}" stroke-dasharray="{w * 0.05:.0f}'
        f' {w * 0.065:.0f}"/></g>'
    )
    return None, None
