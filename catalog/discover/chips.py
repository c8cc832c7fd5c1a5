"""What is asked, in words: "Science Fiction or Horror", "1975–1985", "under 2 h", each with an address without it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalog.discover.filters import OR, address, split
from catalog.discover.form import DiscoverForm
from catalog.display.formatting import format_runtime
from catalog.forms import choices_of


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    remove_url: str


Names = Mapping[tuple[str, int], str]  # (kind, id) → name


def chips(form: DiscoverForm, names: Names) -> list[Chip]:
    """In the order of the form."""
    found = dict(form.found)
    said: list[Chip] = []
    for keys, words in _phrases(form, names):
        if any(key in found for key in keys) and (text := words()):
            rest = {key: value for key, value in found.items() if key not in keys}
            said.append(Chip(text, f"?{address(rest)}"))
    return said


def _phrases(form: DiscoverForm, names: Names) -> Iterable[tuple[tuple[str, ...], Callable[[], str]]]:
    found = form.found

    def chosen(key: str, pattern: str = "{}") -> tuple[tuple[str, ...], Callable[[], str]]:
        return (key,), lambda: pattern.format(_chosen(form, key))

    def span(key: str, between: Callable[[str, str], str]) -> tuple[tuple[str, ...], Callable[[], str]]:
        keys = (f"{key}.gte", f"{key}.lte")
        return keys, lambda: between(found.get(keys[0], ""), found.get(keys[1], ""))

    def named(key: str, kind: str, pattern: str) -> tuple[tuple[str, ...], Callable[[], str]]:
        return (key,), lambda: pattern.format(_named(found[key], kind, names))

    yield chosen("with_genres")
    yield chosen("without_genres", "not {}")
    yield span("primary_release_date", _dates)
    yield span("first_air_date", _dates)
    yield span("air_date", lambda a, b: f"with an episode {_dates(a, b)}")
    yield span("vote_average", lambda a, b: _between("score", a, b))
    yield span("vote_count", lambda a, b: _between("votes", a, b))
    yield span("with_runtime", _runtime)
    yield chosen("with_watch_providers", "on {}")
    yield chosen("without_watch_providers", "not on {}")
    yield chosen("with_watch_monetization_types", "to {}")
    yield chosen("watch_region", "watching in {}")
    yield named("with_people", "person", "with {}")
    yield named("with_cast", "person", "{} in the cast")
    yield named("with_crew", "person", "{} in the crew")
    yield named("with_companies", "company", "by {}")
    yield named("without_companies", "company", "not by {}")
    yield named("with_networks", "network", "on {}")
    yield named("with_keywords", "keyword", "about {}")
    yield named("without_keywords", "keyword", "not about {}")
    yield chosen("with_original_language", "in {}")
    yield chosen("with_origin_country", "from {}")
    yield chosen("certification", "rated {}")
    yield ("certification.gte", "certification.lte"), lambda: _certified(form)
    yield chosen("certification_country", "certified in {}")
    yield chosen("region", "released in {}")
    yield chosen("with_release_type", "{}")
    yield span("release_date", lambda a, b: f"released {_dates(a, b)}")
    yield chosen("with_status")
    yield chosen("with_type")
    yield ("screened_theatrically",), lambda: "also shown in cinemas"


def _chosen(form: DiscoverForm, key: str) -> str:
    labels = {str(value): str(label) for value, label in choices_of(form, key)}
    return _list([labels.get(value, value) for value in split(form.found[key])], form.found[key])


def _named(value: str, kind: str, names: Names) -> str:
    return _list(
        [names.get((kind, int(n)), f"{kind} {n}") if n.isdecimal() else n for n in split(value)],
        value,
    )


def _list(words: list[str], value: str) -> str:
    return (" or " if OR in value else " and ").join(words)


def _dates(start: str, end: str) -> str:
    if start and end:
        return start if start == end else f"{start}–{end}"
    return f"since {start}" if start else f"until {end}"


def _between(what: str, low: str, high: str) -> str:
    if low and high:
        return f"{what} {low}–{high}"
    return f"{what} at least {low}" if low else f"{what} at most {high}"


def _runtime(low: str, high: str) -> str:
    if not all(part.isdecimal() for part in (low, high) if part):
        return f"{low}–{high} min"
    shortest, longest = (format_runtime(int(part)) if part else "" for part in (low, high))
    if shortest and longest:
        return f"{shortest} to {longest}"
    return f"over {shortest}" if shortest else f"under {longest}"


def _certified(form: DiscoverForm) -> str:
    low, high = form.found.get("certification.gte", ""), form.found.get("certification.lte", "")
    return " ".join(part for part in (f"from {low}" if low else "", f"up to {high}" if high else "") if part)
