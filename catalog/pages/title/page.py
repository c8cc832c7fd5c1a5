"""The page of a film or show, and the pages behind it."""

from dataclasses import dataclass

from catalog.gateway import Call
from catalog.locale import Locale
from catalog.pages.page import Answers, require
from catalog.pages.title.kinds import title_call
from catalog.pages.title.sections import SECTIONS, SectionRequest
from catalog.pages.title.view import TitleView


@dataclass(frozen=True)
class TitlePage:
    """A film's or show's page, or a page behind it.

    `kind` is "movie" or "tv", `section` names the page behind it (catalog.pages.title.sections), or is "". `number`:
    which page of the section's list, `choice`: which language or department of it.
    """

    kind: str
    title_id: int
    locale: Locale
    section: str = ""
    number: int = 1
    choice: str = ""

    @property
    def template(self) -> str:
        return f"catalog/title/{self.section}.html" if self.section else "catalog/title.html"

    @property
    def _section_request(self) -> SectionRequest:
        return SectionRequest(self.kind, self.title_id, self.locale, self.number, self.choice)

    def calls(self) -> dict[str, Call]:
        section_calls = SECTIONS[self.kind][self.section].calls(self._section_request) if self.section else {}
        return {"details": title_call(self.kind, self.title_id, self.locale), **section_calls}

    def view(self, answers: Answers) -> TitleView:
        data = require(answers["details"])
        content: object = None
        if self.section:
            content = SECTIONS[self.kind][self.section].content(data, self._section_request, answers)
        return TitleView(data, self.locale, self.kind, self.section, content)
