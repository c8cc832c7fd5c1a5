"""docs/operating.md names metrics and events that there are, and all that it has to."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.events import Event
from tmdbsite.exposition import SiteCollector
from tmdbsite.log_formats import parse_event

ROOT = Path(settings.BASE_DIR)
DOCUMENT = (ROOT / "docs" / "operating.md").read_text()
APPS = ("accounts", "catalog", "jobs", "library", "tmdb", "tmdbsite")
RESERVED_KEYS = {"time", "level", "logger", "event", "traceback"}


def read_section(heading: str) -> set[str]:
    """Return the names in the first column of the table below a heading."""
    section = re.split(r"\n##+ ", DOCUMENT.partition(f" {heading}\n")[2])[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def read_templates() -> set[str]:
    """Return the text of each message that begins as an event does, wherever it stands in the code."""
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    nodes = (node for path in paths for node in ast.walk(ast.parse(path.read_text())))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.match(r"[a-z_' ]+ [a-z_]+=", text)}


@pytest.mark.django_db
def test_every_metric_is_documented_and_every_documented_one_is_there() -> None:
    names = {sample.name for family in SiteCollector().collect() for sample in family.samples}
    families = {
        f"{family.name}_total" if family.type == "counter" else family.name for family in SiteCollector().collect()
    }
    documented = read_section("Metrics")
    assert documented == {"tmdbsite_info" if name == "tmdbsite" else name for name in families}
    assert names <= documented


def test_every_event_of_accounts_is_documented() -> None:
    assert read_section("What happens to accounts") == set(Event)


def test_every_documented_event_of_the_site_is_in_the_code() -> None:
    events = {text.partition("=")[0].rpartition(" ")[0] for text in read_templates()} | {"circuit closed"}
    documented = read_section("What happens to the site")
    assert len(documented) > 20
    # What a request came to is put together from its verb (logs.py).
    assert documented - {"request failed", "request refused"} <= events


def test_no_event_has_a_key_that_json_needs_itself() -> None:
    keys = {key for text in read_templates() for key in re.findall(r" ([a-z_]+)=", text)}
    assert keys & RESERVED_KEYS == set()
    assert parse_event("job finished job=%s", ("warm",)) == ("job finished", {"job": "warm"})
