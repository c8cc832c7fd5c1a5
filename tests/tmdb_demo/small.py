"""A small data set, in the documented format, with one of everything that answers differ by."""

import json
from pathlib import Path
from typing import Any

Lines = list[dict[str, Any]]

GENRES = {"movie": {"en": [{"id": 18, "name": "Drama"}], "de": [{"id": 18, "name": "Schauspiel"}]}}
JOBS = [{"department": "Directing", "jobs": ["Director"]}, {"department": "Writing", "jobs": ["Writer"]}]
PROVIDERS = [
    {"provider_id": 3, "provider_name": "Three", "display_priorities": {"US": 9, "DE": 1}},
    {"provider_id": 8, "provider_name": "Eight", "display_priorities": {"US": 1}},
]
CONFIG: dict[str, Any] = {
    "genres": GENRES,
    "configuration_jobs": JOBS,
    "watch_providers_movie": {"results": PROVIDERS},
    "configuration_languages": [{"iso_639_1": "de", "english_name": "German", "name": "Deutsch"}],
}
LINES: dict[str, Lines] = {
    "movies": [
        {
            "id": 1, "title": "The Well", "original_title": "井戸", "original_language": "ja", "collection": 5,
            "release_date": "1998-11-28", "genres": [18], "vote_count": 900, "vote_average": 8.1, "popularity": 5.0,
            "status": "Released", "countries": ["JP"], "languages": ["ja"], "cast": [[11, "Reiko"], [12, "Ryuji"]],
            "crew": [[13, "Director"], [13, "Writer"]], "videos": [["aaa", "Trailer"]],
            "alternative_titles": [["FR", "Le Puits"]], "imdb_id": "tt0000001",
        },
        {
            "id": 2, "title": "The Well 2", "original_language": "ja", "collection": 5, "release_date": "2000-01-22",
            "no_poster": True, "vote_count": 100, "vote_average": 6.0, "cast": [[12, "Ryuji"]],
        },
        {"id": 3, "title": "Nothing Known", "original_language": "en"},
    ],
    "shows": [
        {
            "id": 1, "name": "The Pier", "original_name": "The Pier", "original_language": "en",
            "origin_country": ["GB"], "first_air_date": "2024-01-01", "last_air_date": "2024-01-08", "status": "Ended",
            "type": "Scripted", "networks": [7], "cast": [[11, "Ann"]], "created_by": [[13]], "seasons": [
                {"id": 100, "season_number": 0, "name": "Specials", "episodes": []},
                {"id": 101, "season_number": 1, "name": "Season 1", "air_date": "2024-01-01", "episodes": [
                    {"id": 1001, "episode_number": 1, "name": "Ebb", "air_date": "2024-01-01",
                     "crew": [[13, "Director"]], "guest_stars": [[12, "Bob"], [14, "Nurse"]]},
                    {"id": 1002, "episode_number": 2, "name": "Flow", "air_date": "2024-01-08",
                     "guest_stars": [[12, "Bob"], [14, "Doctor"]], "crew": [[13, "Director"], [13, "Writer"]]},
                ]},
            ],
        },
    ],
    "people": [
        {"id": 11, "name": "Ann Actor", "popularity": 3.0},
        {"id": 12, "name": "Bob Player", "popularity": 2.0, "no_profile": True},
        {"id": 14, "name": "Dot Double"},
        {"id": 13, "name": "Cleo Maker", "known_for_department": "Directing"},
    ],
    "collections": [{"id": 5, "name": "The Well Collection"}],
    "networks": [{"id": 7, "name": "Channel Seven", "origin_country": "GB", "alternative_names": ["C7"]}],
    "alternative_titles": [
        {"type": "movie", "id": 1, "titles": [["ES", "El pozo"], ["JP", "Ido", "romanisation"]]},
        {"type": "tv", "id": 1, "titles": [["FR", "La Jetée"]]},
    ],
    "releases": [
        {"id": 1, "US": [["1998-01-31", 1, ""], ["1999-02-01", 3, "R"]], "DE": [["1999-06-17", 3, "16", "Kinostart"]]}
    ],
    "providers": [{"type": "movie", "id": 1, "US": {"flatrate": [3, 8]}, "DE": {"rent": [3]}}],
    "reviews": [
        {"type": "movie", "id": 1, "author": "Old Hand", "rating": 8, "created_at": "2020-01-01T00:00:00.000Z",
         "content": "*Damp.*"}
    ],
    "texts/movies.en": [{"id": 1, "overview": "Someone looks into a well.", "tagline": "Deep."}],
    "texts/movies.de": [{"id": 1, "title": "Der Brunnen", "overview": "Jemand schaut in einen Brunnen."}],
    "texts/shows.en": [{"id": 1, "overview": "Sea air.", "seasons": {"1": "Tides."}}],
    "texts/collections.de": [{"id": 5, "name": "Der Brunnen Filmreihe"}],
    "texts/people.en": [{"id": 11, "biography": "She acts."}],
}  # fmt: skip


def write(folder: Path) -> Path:
    """The data set as files below `folder`, which is made."""
    (folder / "config").mkdir(parents=True)
    (folder / "texts").mkdir()
    for name, body in CONFIG.items():
        (folder / "config" / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    for name, rows in LINES.items():
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder
