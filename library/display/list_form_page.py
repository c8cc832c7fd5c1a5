"""The page on which a list is made or changed."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from library.models import List, Title

INTRO = "For films and shows."
NAME_NOTE = SafeString("TMDB's API can't change a list's name or description: there it keeps those that it had.")
AUDIENCE_NOTE = SafeString(
    "On TMDB everybody can see every list, so a list goes there only if it is for everybody, or if you say so below. "
    "TMDB's interface takes films alone: shows stay on this site."
)
ON_TMDB_NOTE = (
    "This list is on TMDB. If it shall no longer be for everybody, nothing more goes there, and you are asked whether "
    "to delete it on TMDB."
)


@dataclass(frozen=True)
class ListFormPage:
    """The words around the form. `first` is the title that a new list starts with."""

    title: str
    heading: str
    submit_label: str
    kicker: str = ""
    intro: str = ""
    notes: list[str] = field(default_factory=list)
    first: Title | None = None
    hidden_fields: list[tuple[str, str]] = field(default_factory=list)


def build_creation_page(*, is_linked: bool, first: Title | None, film: str, kind: str) -> ListFormPage:
    """Build the page of a new list; `film` and `kind` are sent again with the form."""
    return ListFormPage(
        title="A new list",
        heading="A new list",
        submit_label="Make it",
        intro=INTRO,
        notes=[AUDIENCE_NOTE] if is_linked else [],
        first=first,
        hidden_fields=[("film", film), ("kind", kind)] if film else [],
    )


def build_edit_page(list_: List, *, is_linked: bool) -> ListFormPage:
    """Build the page on which a list is changed."""
    notes = [(NAME_NOTE, bool(list_.tmdb_id)), (AUDIENCE_NOTE, is_linked), (ON_TMDB_NOTE, bool(list_.tmdb_id))]
    return ListFormPage(
        title=f"Edit {list_.name}",
        heading=list_.name,
        submit_label="Keep",
        kicker="Edit",
        notes=[note for note, applies in notes if applies],
    )
