"""The page of recent changes to a season or an episode."""

from dataclasses import dataclass

from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.page import Answers, PageMetadata
from catalog.pages.title.sections import SectionRequest, changes
from catalog.pages.title.sections.changes import FieldChanges


@dataclass(frozen=True)
class PartChangesPage:
    """What changed about a season or episode.

    `kind` is "season" or "episode", `part_id` its own id; `name` and `url` are those of its page.
    """

    kind: str
    part_id: int
    name: str
    url: str
    locale: Locale
    template = "catalog/tv/changes.html"

    @property
    def _section_request(self) -> SectionRequest:
        return SectionRequest(self.kind, self.part_id, self.locale)

    def calls(self) -> dict[str, Call]:
        return changes.calls(self._section_request)

    def view(self, answers: Answers) -> "PartChangesView":
        return PartChangesView(self, changes.content({}, self._section_request, answers))


@dataclass
class PartChangesView:
    page: PartChangesPage
    content: list[FieldChanges]

    def __post_init__(self) -> None:
        self.heading = "What changed on TMDB"
        self.crumbs = [(self.page.name, self.page.url)]

    @property
    def metadata(self) -> PageMetadata:
        return PageMetadata(f"{self.page.name}: changes")
