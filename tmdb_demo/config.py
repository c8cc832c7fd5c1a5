"""TMDB's own lists, decoded once a process and data set."""

import json
from typing import Any

from tmdb_demo.call import Call
from tmdb_demo.errors import Refused
from tmdb_demo.store import one


def listed(call: Call, name: str) -> Any:
    """One of the files of `data/config`, by its name; {} when the data set has none."""
    if name not in call.cache:
        row = one(call.db, "select body from config where name = ?", name)
        call.cache[name] = json.loads(row["body"]) if row else {}
    return call.cache[name]


def countries(call: Call) -> dict[str, str]:
    if "countries" not in call.cache:
        found = listed(call, "configuration_countries") or []
        call.cache["countries"] = {row["iso_3166_1"]: row["english_name"] for row in found}
    names: dict[str, str] = call.cache["countries"]
    return names


def languages(call: Call) -> dict[str, Any]:
    if "languages" not in call.cache:
        found = listed(call, "configuration_languages") or []
        call.cache["languages"] = {row["iso_639_1"]: row for row in found}
    names: dict[str, Any] = call.cache["languages"]
    return names


def genres(call: Call, kind: str) -> list[dict[str, Any]]:
    """In the language asked for, else in English."""
    by_language = listed(call, "genres").get(kind, {})
    found: list[dict[str, Any]] = by_language.get(call.language) or by_language.get("en", [])
    return found


def providers(call: Call) -> dict[int, dict[str, Any]]:
    if "providers" not in call.cache:
        rows = [r for kind in ("movie", "tv") for r in listed(call, f"watch_providers_{kind}").get("results", [])]
        call.cache["providers"] = {row["provider_id"]: row for row in rows}
    found: dict[int, dict[str, Any]] = call.cache["providers"]
    return found


def check_timezone(call: Call) -> None:
    """Raises Refused for a `timezone` that TMDB's list does not have."""
    wanted = call.query.get("timezone", "")
    zones = listed(call, "configuration_timezones") or []
    if wanted and zones and not any(wanted in country["zones"] for country in zones):
        raise Refused(28)
