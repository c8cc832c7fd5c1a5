"""Posters, and the wide pictures made of the same idea."""

from dataclasses import replace

from .canvas import Art, dice
from .direction import design
from .pages import H, LAYOUTS, Page, W
from .subject import Subject


def poster(subject: Subject, variant: int, language: str) -> tuple[int, int, str]:
    """Width, height and content."""
    chosen = design(subject, "poster", variant, LAYOUTS)
    page = Page(subject, chosen, dice(subject.kind, subject.id, variant, "page"), language)
    LAYOUTS[chosen.layout](page)
    return W, H, "".join(page.parts)


def backdrop(subject: Subject, variant: int) -> tuple[int, int, str]:
    chosen = design(subject, "backdrop", variant, ())
    art = Art(1600, 900, chosen.palette, dice(subject.kind, subject.id, variant, "backdrop"))
    chosen.motif(art)
    return 1600, 900, art.svg()


def still(subject: Subject, variant: int) -> tuple[int, int, str]:
    return backdrop(replace(subject, kind="episode"), variant)
