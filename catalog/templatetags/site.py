"""What every template needs: pictures, icons, scores, and numbers in words."""

from typing import TYPE_CHECKING, Any, cast

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.display import formatting, fragments

if TYPE_CHECKING:
    from tmdb.images import Picture

register = template.Library()

TINTS = 12  # hues in static/css/tokens.css

# How wide a picture stands on the page, as the style sheet sets it.
SIZES = {
    "card": "(min-width: 60rem) 12rem, (min-width: 40rem) 22vw, 42vw",
    "poster": "(min-width: 60rem) 18rem, 34vw",
    "person": "(min-width: 40rem) 9rem, 30vw",
    "portrait": "(min-width: 60rem) 16rem, 40vw",
    "thumb": "4rem",
    "logo": "3rem",
    "still": "(min-width: 48rem) 15rem, 40vw",
    "gallery": "(min-width: 60rem) 22vw, 46vw",
    "backdrop": "100vw",
}

# Width and height where there is no picture to tell them.
SHAPES = {
    "poster": (2, 3),
    "profile": (2, 3),
    "backdrop": (16, 9),
    "still": (16, 9),
    "logo": (1, 1),
}


@register.simple_tag
def picture(
    image: "Picture | None",
    sizes: str = "card",
    *,
    alt: str = "",
    name: str = "",
    lang: str = "",
    shape: str = "poster",
    eager: bool = False,
) -> SafeString:
    """Return an `<img>` for every screen; without a picture, one set in type from `name`.

    `sizes` is a key of SIZES or the attribute's own language. `alt` stays empty where the name is written beside it.
    `eager` is for the one picture that a page is about.
    """
    if not image:
        return _blank(name, lang, shape, alt)
    width, height = SHAPES[shape]
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" data-shape="{}" loading="{}" decoding="async"{}>',
        image.src,
        _srcset(image.srcset, SIZES.get(sizes, sizes)),
        image.width or width * 100,
        image.height or height * 100,
        alt,
        shape,
        "eager" if eager else "lazy",
        SafeString(' fetchpriority="high"') if eager else "",
    )


@register.simple_tag
def optional_picture(image: "Picture | None", sizes: str, *, shape: str) -> SafeString:
    """Return a picture that only decorates, and nothing where there is none."""
    return picture(image, sizes, shape=shape) if image else SafeString("")


def _srcset(srcset: str, sizes: str) -> SafeString:
    """Return the attributes of a choice of sizes; "" where there is one size, as of a logo drawn in vectors."""
    if " " not in srcset:
        return SafeString("")
    return format_html(' srcset="{}" sizes="{}"', srcset, sizes)


def _blank(name: str, lang: str, shape: str, alt: str) -> SafeString:
    """Return a picture of the name itself: monogram for people, else the title."""
    alternative = format_html(' role="img" aria-label="{}"', alt) if alt else SafeString(' aria-hidden="true"')
    return format_html(
        '<span class="blank" data-shape="{}" data-tint="{}"{}><span{}>{}</span></span>',
        shape,
        sum(map(ord, name)) % TINTS,
        alternative,
        format_html(' lang="{}"', lang) if lang else "",
        initials(name) if shape in {"profile", "logo"} else name,
    )


@register.simple_tag
def picture_of(page: Any, role: str) -> "Picture | None":
    """Return a page's "poster" or "backdrop": the page itself has it, or its title's `parts`."""
    image = getattr(page, role, None) or getattr(getattr(page, "parts", None), role, None)
    return cast("Picture | None", image)


@register.simple_tag
def placeholder(name: str, *subject: object) -> SafeString:
    """Return the place of a personal fragment (catalog.display.fragments)."""
    return mark_safe(fragments.write_placeholder(name, *subject))  # noqa: S308 — names and numbers of our own


@register.filter
def initials(name: str) -> str:
    """Return the initials of a name: "KR" for "Keanu Reeves", "C" for "Cher"."""
    parts = [part for part in name.split() if part[0].isalpha()]
    ends = parts[:1] + parts[1:][-1:]
    return "".join(part[0].upper() for part in ends)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return one of the sprite's icons. Without a label it only decorates the words beside it."""
    alternative = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', alternative, static("img/icons.svg"), name)


@register.inclusion_tag("partials/score.html")
def score(value: float | None, votes: int | None = None) -> dict[str, Any]:
    """Show TMDB's average of 0–10, with the number of votes where that matters; nothing for None."""
    return {"value": value, "votes": votes}


@register.inclusion_tag("partials/stars.html")
def stars(value: float | None, label: str = "") -> dict[str, Any]:
    """Show a rating of 0.5–10 in halves, as five stars. `label` says whose it is."""
    words = f"{floatformat(value)} of 10" if value else "not rated"
    return {"value": value, "width": round((value or 0) * 10), "label": f"{label}: {words}" if label else words}


NAVIGATION = (
    # (label, view, its arguments, what the addresses of its pages begin with)
    ("Films", "catalog:movies", ("popular",), ("/movie", "/collection/")),
    ("Shows", "catalog:shows", ("popular",), ("/tv/", "/network/")),
    ("People", "catalog:people", (), ("/people/", "/person/")),
    ("Trending", "catalog:trending", (), ("/trending/",)),
    ("Discover", "catalog:discover_movie", (), ("/discover/",)),
)


@register.inclusion_tag("partials/nav.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    request = context.get("request")
    here = request.path_info if isinstance(request, HttpRequest) else ""
    return {
        "links": [
            {
                "label": label,
                "url": reverse(view, args=arguments),
                "is_current": here.startswith(prefixes),
            }
            for label, view, arguments, prefixes in NAVIGATION
        ]
    }


@register.filter
def minutes(value: Any) -> str:
    """Return minutes in words: "2 h 16 min"; "" for an unknown runtime."""
    return formatting.format_runtime(_whole(value))


@register.filter
def money(value: Any) -> str:
    """Return dollars in words: "$63 million"; "" for an unknown sum."""
    return formatting.format_money(_whole(value))


@register.filter
def with_article(country: str) -> str:
    """Return a country's name within a sentence: "the United Kingdom"."""
    return formatting.with_article(country)


@register.filter
def number(value: Any) -> str:
    """Return a number in groups of three digits: "25,310"."""
    return f"{_whole(value):,}"


@register.filter
def date_words(value: Any) -> str:
    """Return a date in words: "31 March 1999"; "" for anything else."""
    return formatting.format_date(str(value or ""))


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
