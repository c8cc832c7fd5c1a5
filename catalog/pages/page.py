"""What rendering asks of a page, and what a page gets from it: calls and answers by name, a view, its metadata."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.gateway import Answer, Call, Outcome

Answers = Mapping[str, Outcome]  # by the names that the page gave its calls


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the frame around a page's body shows or does.

    `canonical`: the page's address, `image`: that of a picture for other sites' previews, `tint`: one of the style
    sheet's hues, `redirect`: where to send the visitor instead of showing the page.
    """

    title: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    tint: str = ""
    redirect: str = ""


class View(Protocol):
    """A view-model: the template's `page`."""

    @property
    def metadata(self) -> PageMetadata: ...


class Page(Protocol):
    """A page that is the same for every visitor with the same locale.

    `template` renders the body with the view as `page`; its name and the fields of the page (a dataclass) are its
    identity.
    """

    @property
    def template(self) -> str: ...

    def calls(self) -> Mapping[str, Call]:
        """Return all calls to TMDB that the page needs, each under a name of the page's choice."""
        ...

    def view(self, answers: Answers) -> View:
        """Build the view-model from the answers, which have the names of their calls.

        Raises NotFound or Unavailable in place of an answer that the page can't do without.
        """
        ...


def require(outcome: Outcome) -> dict[str, Any]:
    """Return the data of an answer that the page can't do without. Raises NotFound or Unavailable."""
    if isinstance(outcome, Answer):
        return outcome.data
    raise outcome


def data_or_none(outcome: Outcome | None) -> Any:
    """Return the data of an answer that the page can do without, or None."""
    return outcome.data if isinstance(outcome, Answer) else None
