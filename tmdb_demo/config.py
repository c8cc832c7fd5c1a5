"""TMDB's own lists, decoded once per process and data set."""

import json
from typing import Any

from tmdb_demo.call import Call
from tmdb_demo.errors import APIError
from tmdb_demo.store import fetch_row


def load_list(call: Call, name: str) -> Any:
    """Return one of the files of `data/config` by its name, {} when the data set lacks it."""
    if name not in call.cache:
        row = fetch_row(call.db, "select body from config where name = ?", name)
        call.cache[name] = json.loads(row["body"]) if row else {}
    return call.cache[name]


def get_country_names(call: Call) -> dict[str, str]:
    if "countries" not in call.cache:
        countries = load_list(call, "configuration_countries") or []
        call.cache["countries"] = {row["iso_3166_1"]: row["english_name"] for row in countries}
    names: dict[str, str] = call.cache["countries"]
    return names


def get_languages(call: Call) -> dict[str, Any]:
    if "languages" not in call.cache:
        rows = load_list(call, "configuration_languages") or []
        call.cache["languages"] = {row["iso_639_1"]: row for row in rows}
    languages: dict[str, Any] = call.cache["languages"]
    return languages


def get_genres(call: Call, kind: str) -> list[dict[str, Any]]:
    """Return the genres in the requested language, or else in English."""
    by_language = load_list(call, "genres").get(kind, {})
    genres: list[dict[str, Any]] = by_language.get(call.language) or by_language.get("en", [])
    return genres


def get_providers(call: Call) -> dict[int, dict[str, Any]]:
    if "providers" not in call.cache:
        rows = [
            row for kind in ("movie", "tv") for row in load_list(call, f"watch_providers_{kind}").get("results", [])
        ]
        call.cache["providers"] = {row["provider_id"]: row for row in rows}
    providers: dict[int, dict[str, Any]] = call.cache["providers"]
    return providers


def check_timezone(call: Call) -> None:
    """Raise APIError for a `timezone` that is not in TMDB's list."""
    timezone = call.query.get("timezone", "")
    zones = load_list(call, "configuration_timezones") or []
    if timezone and zones and not any(timezone in country["zones"] for country in zones):
        raise APIError(28)
