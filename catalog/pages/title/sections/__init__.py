"""The pages behind a film's and a show's page.

Each has a template of its name in templates/catalog/title.
"""

from catalog.codes import LANGUAGES
from catalog.pages.title.credits import DEPARTMENTS
from catalog.pages.title.sections import (
    alternative_titles,
    changes,
    gallery,
    listed_on,
    orders,
    people,
    releases,
    reviews,
    translations,
    videos,
    watching,
)
from catalog.pages.title.sections.section import Section, SectionRequest

__all__ = ["SECTIONS", "Section", "SectionRequest"]

Sections = dict[str, Section[object]]  # by their name in the address, in the order of the tabs
_FIRST: Sections = {
    "credits": Section(
        "Cast and crew", people.content, people.calls, parameter="department", choices=(people.CAST, *DEPARTMENTS)
    ),
    "images": Section(
        "Images", gallery.content, gallery.calls, parameter="language", choices={*LANGUAGES, gallery.NO_LANGUAGE}
    ),
    "videos": Section("Videos", videos.content),
    "reviews": Section("Reviews", reviews.content, reviews.calls, is_paged=True),
    "watch": Section("Where to watch", watching.content, watching.calls),
}
_LAST: Sections = {
    "titles": Section("Titles", alternative_titles.content, heading="Also known as"),
    "translations": Section("Translations", translations.content),
    "lists": Section("Lists", listed_on.content, listed_on.calls, heading="On these lists", is_paged=True),
    "changes": Section("Changes", changes.content, changes.calls, heading="What changed on TMDB"),
}
SECTIONS: dict[str, Sections] = {
    "movie": {
        **_FIRST,
        "releases": Section("Releases", releases.film_content, releases.film_calls, heading="Released"),
        **_LAST,
    },
    "tv": {
        **_FIRST,
        "ratings": Section("Ratings", releases.show_content, releases.show_calls, heading="Who may watch"),
        "orders": Section("Orders", orders.content, heading="Other orders"),
        **_LAST,
    },
}
