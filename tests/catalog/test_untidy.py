"""Whatever TMDB's answers hold, each page says something that can be read, and leads nowhere that it should not."""

import re

import pytest
from django.test import Client

from tests.stand_in import StandIn
from tmdb_demo.untidy import KINDS
from tools import api_pages

# One address of each kind of page.
ADDRESSES = {api_pages.get_url_name(entry): entry.address for entry in reversed(list(api_pages.list_pages()))}
LINKS = re.compile(r"""\b(?:href|src|action|formaction|data-embed)=(?:"([^"]*)"|'([^']*)')""")


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_bears_untidy_answers(visitor: Client, stand_in: StandIn, kind: str) -> None:
    stand_in.untidy = kind
    problems = [problem for label, address in ADDRESSES.items() for problem in _problems(visitor, label, address)]
    assert not problems, "\n".join(problems)


def _problems(visitor: Client, label: str, address: str) -> list[str]:
    response = visitor.get(address)
    if response.status_code not in {200, 302, 404, 503}:
        return [f"{label}: {response.status_code}"]
    links = [quoted or unquoted for quoted, unquoted in LINKS.findall(response.content.decode("utf-8"))]
    return [f"{label}: leads to {link!r}" for link in links if _is_wrong(link)]


def _is_wrong(link: str) -> bool:
    return not link or not re.match(r"https?://[^/]|/(?!/)|[?#]|mailto:", link)
