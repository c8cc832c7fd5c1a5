"""Crime and mystery: evidence, and the city it is found in."""

from tmdb_demo.artwork.canvas import Art, Edges, polar, polygon, sector
from tmdb_demo.artwork.palettes import blend


def facade(a: Art) -> Edges:
    """Draw a wall of windows; in one of them somebody is up."""
    p = a.pal
    wall, glass = (p.ground, blend(p.ground, p.ink, 0.16)) if a.chance() else (p.ink, blend(p.ink, p.ground, 0.2))
    a.fill(wall)
    cols = a.die.choice((5, 6, 7)) if not a.wide else a.die.choice((11, 13))
    step = a.w / cols
    rows = int(a.h / (step * 1.25)) + 1
    lit = (cols // 2 + a.die.choice((-1, 0, 1)), int(rows * a.between(0.35, 0.6)))
    panes = "".join(
        f"M{step * (c + 0.22):.0f} {step * (r * 1.25 + 0.28):.0f}h{step * 0.56:.0f}"
        f"v{step * 0.78:.0f}h{-step * 0.56:.0f}z"
        for r in range(rows) for c in range(cols) if (c, r) != lit
    )  # fmt: skip
    a.path(panes, glass)
    x, y, w, h = step * (lit[0] + 0.22), step * (lit[1] * 1.25 + 0.28), step * 0.56, step * 0.78
    a.rect(x, y, w, h, p.spot)
    a.disc(x + w * 0.5, y + h * 0.42, w * 0.17, wall)
    a.path(
        f"M{x + w * 0.16:.0f} {y + h:.0f}q0 {-h * 0.42:.0f} {w * 0.34:.0f} {-h * 0.42:.0f}"
        f"q{w * 0.34:.0f} 0 {w * 0.34:.0f} {h * 0.42:.0f}z",
        wall,
    )
    return None, None


def chamber(a: Art) -> Edges:
    """Draw six chambers, one of them loaded."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.43
    a.disc(cx, cy, r, p.ink)
    turn, loaded = a.die.choice((0, 30, 12)), a.die.randrange(6)
    for i in range(6):
        x, y = polar(cx, cy, r * 0.62, turn + i * 60)
        a.disc(x, y, r * 0.245, p.spot if i == loaded else p.ground)
        if i == loaded:
            a.disc(x, y, r * 0.09, p.ink)
        nx, ny = polar(cx, cy, r * 1.06, turn + 30 + i * 60)
        a.disc(nx, ny, r * 0.15, p.ground)
    a.disc(cx, cy, r * 0.12, p.ground)
    return p.ground, p.ground


def torn(a: Art) -> Edges:
    """Draw a strip torn from the sheet, and somebody under it."""
    p = a.pal
    a.fill(p.ground)
    y, high = a.h * 0.36, a.h * 0.3
    steps = 15

    def edge(base: float) -> list[tuple[float, float]]:
        return [
            (a.w * i / steps, base + a.between(-0.025, 0.025) * a.h - a.h * 0.07 * i / steps) for i in range(steps + 1)
        ]

    upper, lower = edge(y), edge(y + high)
    paper = p.ink if not p.dark else blend(p.ink, p.ground, 0.1)
    a.poly([(x, v - a.s * 0.022) for x, v in upper] + [(x, v + a.s * 0.022) for x, v in lower[::-1]], paper)
    a.poly(upper + lower[::-1], p.spot)
    cy = y + high * 0.5 - a.h * 0.035
    r = min(high * 0.27, a.w * 0.1)
    for side in (-1, 1):
        cx = a.cx + side * min(a.w * 0.22, high * 0.95)
        a.path(
            f"M{cx - r * 1.35:.0f} {cy:.0f}Q{cx:.0f} {cy - r * 1.5:.0f}"
            f" {cx + r * 1.35:.0f} {cy:.0f}Q{cx:.0f} {cy + r * 1.3:.0f}"
            f" {cx - r * 1.35:.0f} {cy:.0f}z",
            paper,
        )
        a.disc(cx + r * 0.2, cy, r * 0.52, p.deep)
        a.disc(cx + r * 0.36, cy - r * 0.16, r * 0.12, paper)
        a.line(
            (cx - r * 1.3, cy - r * (1.0 + side * 0.12)), (cx + r * 1.3, cy - r * (1.0 - side * 0.12)), r * 0.2, p.deep
        )
    return p.ground, p.ground


def hand(a: Art) -> Edges:
    """Draw a raised hand that shows something."""
    p = a.pal
    a.fill(p.ground)
    u, base = a.s * 0.105, a.h * 0.64
    cx = a.cx
    skin, held = a.die.choice(((p.spot, p.ink), (p.ink, p.spot)))
    for i, tall in enumerate((2.9, 3.7, 3.45, 2.5)):
        x = cx + (i - 1.5) * u * 1.12
        a.line((x, base), (x + (i - 1.5) * u * 0.28, base - tall * u), u, skin, "round")
    a.path(
        f"M{cx - u * 2.18:.0f} {base - u * 0.6:.0f}h{u * 4.36:.0f}v{u * 1.6:.0f}"
        f"q{-u * 0.1:.0f} {u * 1.3:.0f} {-u * 0.7:.0f} {u * 1.9:.0f}V{a.h:.0f}"
        f"h{-u * 2.7:.0f}V{base + u * 2.8:.0f}q{-u * 0.9:.0f} {-u * 0.7:.0f}"
        f" {-u * 0.96:.0f} {-u * 2:.0f}z",
        skin,
    )
    a.stroke(
        f"M{cx + u * 1.5:.0f} {base + u * 1.7:.0f}Q{cx + u * 2.8:.0f} {base + u * 1.1:.0f}"
        f" {cx + u * 3.3:.0f} {base - u * 0.7:.0f}",
        u,
        skin,
        "round",
    )
    cy, r = base + u * 0.9, u * 1.05
    if a.chance(0.6):
        a.path(
            f"M{cx - r * 1.5:.0f} {cy:.0f}Q{cx:.0f} {cy - r * 1.7:.0f} {cx + r * 1.5:.0f}"
            f" {cy:.0f}Q{cx:.0f} {cy + r * 1.7:.0f} {cx - r * 1.5:.0f} {cy:.0f}z",
            p.ground,
        )
        a.disc(cx, cy, r * 0.6, held)
        a.disc(cx, cy, r * 0.26, p.ground)
    else:
        a.disc(cx, cy, r, held)
    return p.ground, None


def footprints(a: Art) -> Edges:
    """Draw footprints that lead off the sheet."""
    p = a.pal
    a.fill(p.ground)
    count = 5
    for i in range(count):
        share = i / (count - 1)
        big = a.s * (0.1 - 0.052 * share)
        x = a.w * (0.24 + 0.46 * share) + (big if i % 2 else -big) * 0.9
        y = a.h * (0.86 - 0.66 * share)
        colour = p.spot if i == count - 1 else p.ink
        a.parts.append(
            f'<g transform="translate({x:.0f} {y:.0f})rotate(24)scale({big / 100:.2f})" '
            f'fill="{colour}">'
            '<path d="M-52 20C-70-60-50-130 0-130S66-60 50 20Q0 40-52 20z"/>'
            '<path d="M-46 44Q0 62 44 44C52 110 30 130 0 130S-54 110-46 44z"/></g>'
        )
    return p.ground, p.ground


def knife(a: Art) -> Edges:
    """Draw a blade, point down, and one drop."""
    p = a.pal
    a.fill(p.ground)
    cx, w = a.cx, a.s * 0.105
    top, grip, tip = a.h * 0.06, a.h * 0.3, a.h * 0.8
    a.rect(cx - w * 0.52, top, w * 1.04, grip - top, p.ink, f' rx="{w * 0.4:.0f}"')
    for i in range(3):
        a.disc(cx, top + (grip - top) * (0.25 + i * 0.25), w * 0.13, p.ground)
    a.rect(cx - w * 1.25, grip, w * 2.5, w * 0.34, p.ink)
    a.path(
        f"M{cx - w * 0.8:.0f} {grip + w * 0.34:.0f}H{cx:.0f}V{tip:.0f}Q{cx - w * 0.9:.0f}"
        f" {tip - (tip - grip) * 0.3:.0f} {cx - w * 0.8:.0f} {grip + w * 0.34:.0f}z",
        p.tone,
    )
    a.path(
        f"M{cx + w * 0.8:.0f} {grip + w * 0.34:.0f}H{cx:.0f}V{tip:.0f}Q{cx + w * 0.9:.0f}"
        f" {tip - (tip - grip) * 0.3:.0f} {cx + w * 0.8:.0f} {grip + w * 0.34:.0f}z",
        blend(p.tone, p.ink, 0.45),
    )
    y, r = a.h * 0.92, w * 0.34
    a.path(
        f"M{cx:.0f} {y - r * 2.6:.0f}Q{cx + r * 1.2:.0f} {y - r * 0.6:.0f} {cx + r:.0f}"
        f" {y:.0f}A{r:.0f} {r:.0f} 0 0 1 {cx - r:.0f} {y:.0f}Q{cx - r * 1.2:.0f}"
        f" {y - r * 0.6:.0f} {cx:.0f} {y - r * 2.6:.0f}z",
        p.spot,
    )
    return p.ground, p.ground


def maze(a: Art) -> Edges:
    """Draw walls within walls, with one way in."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, n = a.cx, a.cy, 6
    step = a.s * 0.46 / (n + 0.4)
    round_walls = a.chance()
    for i in range(1, n + 1):
        r = (i + 0.35) * step
        gap = a.die.choice((0, 90, 180, 270)) + a.die.choice((0, 45)) * round_walls
        if round_walls:
            slack = 13 * 6 / (i + 1)
            a.path(sector(cx, cy, r + step * 0.22, r - step * 0.22, gap + slack, gap + 360 - slack), p.ink)
        else:
            a.parts.append(
                f'<path transform="translate({cx:.0f} {cy:.0f})rotate({gap})" fill="none" '
                f'stroke="{p.ink}" stroke-width="{step * 0.44:.0f}" '
                f'd="M{step * 0.5:.0f} {-r:.0f}H{r:.0f}V{r:.0f}H{-r:.0f}V{-r:.0f}'
                f'H{-step * 0.5:.0f}"/>'
            )
    a.disc(cx, cy, step * 0.62, p.spot)
    return p.ground, p.ground


def matches(a: Art) -> Edges:
    """Draw a row of matches, one already burnt."""
    p = a.pal
    a.fill(p.ground)
    count = a.die.choice((7, 9)) if not a.wide else 15
    step = a.w / (count + 1)
    burnt = a.die.randrange(2, count - 2)
    head = step * 0.27
    for i in range(count):
        x, top = step * (i + 1), a.h * 0.3
        if i == burnt:
            a.stroke(
                f"M{x:.0f} {a.h:.0f}V{top + a.h * 0.2:.0f}q0 {-a.h * 0.1:.0f}"
                f" {step * 0.5:.0f} {-a.h * 0.16:.0f}t{-step * 0.15:.0f} {-a.h * 0.09:.0f}",
                head * 0.8,
                p.ink,
                "round",
            )
            continue
        a.rect(x - head * 0.5, top, head, a.h - top, p.tone)
        a.oval(x, top, head * 1.02, head * 1.5, p.spot)
    return p.ground, None


def cards(a: Art) -> Edges:
    """Draw a fanned hand of cards, one turned up."""
    p = a.pal
    a.fill(p.ground)
    w, h = a.s * 0.34, a.s * 0.5
    px, py = a.cx, a.h * 0.5 + h * 0.72
    paper = p.ink if p.dark else blend(p.ground, "#ffffff", 0.55)
    for i in range(5):
        turn = (i - 2) * 19
        last = i == 4
        face = paper if last else (p.spot if i % 2 else p.tone)
        x, y = px - w / 2, py - h * 1.32
        top = y + h * 0.3
        pip = polygon([(px, top), (px + w * 0.2, top + h * 0.2), (px, top + h * 0.4), (px - w * 0.2, top + h * 0.2)])
        a.parts.append(
            f'<g transform="rotate({turn} {px:.0f} {py:.0f})"><rect x="{x:.0f}"'
            f' y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" '
            f'rx="{w * 0.07:.0f}" fill="{face}" stroke="{p.ground}" stroke-width="{w * 0.04:.0f}"/>'
            f'<path d="{pip}" fill="{p.spot if last else p.ground}"/></g>'
        )
    return p.ground, p.ground


def banknotes(a: Art) -> Edges:
    """Draw a coin over engraved waves."""
    p = a.pal
    a.fill(p.ground)
    cx, cy, r = a.cx, a.cy, a.s * 0.36
    waves, step = "", a.s * 0.036
    for i in range(int(a.h / step) + 2):
        y = i * step
        waves += f"M0 {y:.0f}q{a.w / 8:.0f} {-step * 1.6:.0f} {a.w / 4:.0f} 0" + f"t{a.w / 4:.0f} 0" * 3
    a.stroke(waves, step * 0.26, p.tone)
    a.disc(cx, cy, r, p.ground)
    a.disc(cx, cy, r * 0.94, p.spot)
    a.ring(cx, cy, r * 0.8, r * 0.03, p.ground)
    spokes = "".join(
        polygon([polar(cx, cy, r * 0.68, t), polar(cx, cy, r * 0.2, t + 11), polar(cx, cy, r * 0.2, t - 11)])
        for t in range(0, 360, 45)
    )
    a.path(spokes, p.ground)
    a.disc(cx, cy, r * 0.13, p.ground)
    return None, None


def skyline(a: Art) -> Edges:
    """Draw a city at night, its windows left on."""
    p = a.pal
    a.fill(p.ground)
    base = p.ink if not p.dark else p.tone
    lit = p.spot
    x, i = 0.0, 0
    while x < a.w:
        width = a.s * a.die.choice((0.14, 0.18, 0.22, 0.26))
        top = a.h * a.between(0.22, 0.6)
        a.rect(x, top, width + 1, a.h - top, base if i % 2 else blend(base, p.ground, 0.22))
        cell = a.s * 0.036
        windows = "".join(
            f"M{x + width * 0.2 + c * cell * 1.5:.0f}"
            f" {top + cell * 1.4 + r * cell * 1.9:.0f}h{cell * 0.8:.0f}v{cell:.0f}"
            f"h{-cell * 0.8:.0f}z"
            for c in range(int(width * 0.7 / (cell * 1.5)) + 1) for r in range(7)
            if a.chance(0.34) and top + cell * 3 + r * cell * 1.9 < a.h
        )  # fmt: skip
        if windows:
            a.path(windows, lit if base != lit else p.ink)
        x += width
        i += 1
    return p.ground, None
