"""What has changed about a season or an episode."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.title.sections import SectionRequest, changes
from catalog.pages.title.sections.changes import Change
from catalog.rendering import Outcome


@dataclass(frozen=True)
class PartChangesPage:
    """`kind` is "season" or "episode", `part_id` its own id; `name` and `url` are those of its page."""

    kind: str
    part_id: int
    name: str
    url: str
    locale: Locale
    template = "catalog/tv/changes.html"

    @property
    def _asked(self) -> SectionRequest:
        return SectionRequest(self.kind, self.part_id, self.locale)

    def calls(self) -> Sequence[Call]:
        return changes.calls(self._asked)

    def view(self, outcomes: Sequence[Outcome]) -> "PartChangesView":
        return PartChangesView(self, changes.content({}, self._asked, outcomes))


@dataclass
class PartChangesView:
    page: PartChangesPage
    content: list[Change]

    def __post_init__(self) -> None:
        self.heading = "What changed on TMDB"
        self.title = f"{self.page.name}: changes"
        self.crumbs = [(self.page.name, self.page.url)]
