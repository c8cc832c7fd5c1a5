"""Posters, and the wide pictures made of the same idea."""

from random import Random

from .canvas import Art, dice
from .direction import Design, design, inks
from .layouts import LAYOUTS
from .pages import H, Page, W
from .subject import Subject

WIDE, HIGH = 1600, 900


def poster(subject: Subject, variant: int, language: str) -> tuple[int, int, str]:
    """Return width, height and content of a poster."""
    chosen = design(subject, variant)
    page = Page(subject, chosen, dice(subject.kind, subject.id, variant, "page"), language)
    LAYOUTS[chosen.layout](page)
    return W, H, "".join(page.parts)


def backdrop(subject: Subject, variant: int) -> tuple[int, int, str]:
    """Widen the poster's idea; each variant stands somewhere else."""
    die = dice(subject.kind, subject.id, variant, "backdrop")
    return WIDE, HIGH, _view(design(subject, variant), die, 1.0 if variant == 1 else 1.25)


def still(subject: Subject, variant: int) -> tuple[int, int, str]:
    """Draw a frame of an episode: a show's episodes share inks, and come close to their subject."""
    show = dice(subject.kind, *subject.genres, subject.year[:3])
    die = dice(subject.kind, subject.id, subject.title, variant, "still")
    chosen = design(subject, variant)
    shared = Design(chosen.motif, inks(subject, show), chosen.style, chosen.layout)
    return WIDE, HIGH, _view(shared, die, die.choice((1.1, 1.35, 1.7)))


def _view(chosen: Design, die: Random, near: float) -> str:
    art = Art(WIDE, HIGH, chosen.palette, die)
    chosen.motif(art)
    if near == 1:
        return art.svg()
    w, h = WIDE / near, HIGH / near
    x, y = (WIDE - w) * die.choice((0.2, 0.5, 0.8)), (HIGH - h) * die.choice((0.35, 0.5, 0.65))
    return f'<svg width="{WIDE}" height="{HIGH}" viewBox="{x:.0f} {y:.0f} {w:.0f} {h:.0f}">{art.svg()}</svg>'
