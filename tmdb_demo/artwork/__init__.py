"""Posters, portraits and logos drawn for the stand-in: TMDB's own pictures are not ours to ship."""

from html import escape

from . import logos, portraits, posters
from .direction import palette
from .subject import Subject
from .typesetting import clean

__all__ = ["ROLES", "Subject", "draw", "palette"]
ROLES = ("poster", "backdrop", "still", "profile", "logo")


def draw(subject: Subject, role: str, *, variant: int = 1, language: str = "en") -> str:
    """Return an SVG document, the same for the same arguments on every machine.

    Raises ValueError for an unknown role.
    """
    if role == "poster":
        width, height, content = posters.poster(subject, variant, language)
    elif role == "backdrop":
        width, height, content = posters.backdrop(subject, variant)
    elif role == "still":
        width, height, content = posters.still(subject, variant)
    elif role == "profile":
        width, height, content = portraits.portrait(subject, variant)
    elif role == "logo":
        width, height, content = _logo(subject)
    else:
        raise ValueError(f"no such picture: {role}")
    title = escape(clean(subject.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img"><title>{title}</title>{content}</svg>'
    )


def _logo(subject: Subject) -> tuple[int, int, str]:
    return logos.tile(subject) if subject.kind == "provider" else logos.wordmark(subject)
