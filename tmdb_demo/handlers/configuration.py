"""TMDB's own lists."""

from typing import Any

from tmdb_demo import config
from tmdb_demo.call import Call
from tmdb_demo.handlers import credits
from tmdb_demo.handlers.titles import provider_row


def details(call: Call) -> Any:
    """Return TMDB's sizes with the stand-in's own address."""
    configuration = config.load_list(call, "configuration")
    base = f"{call.image_base_url.rstrip('/')}/"
    return {**configuration, "images": {**configuration.get("images", {}), "base_url": base, "secure_base_url": base}}


def _list(name: str) -> Any:
    return lambda call: config.load_list(call, name)


def _genres(kind: str) -> Any:
    return lambda call: {"genres": config.get_genres(call, kind)}


def _providers(kind: str) -> Any:
    def handler(call: Call) -> Any:
        """Return the services, with a region only those that offer something there, in the region's order."""
        region = call.query.get("watch_region", "")
        providers = config.load_list(call, f"watch_providers_{kind}").get("results", [])
        if region:
            providers = [provider for provider in providers if region in provider.get("display_priorities", {})]
        results = [
            {**provider_row(provider, region), "display_priorities": provider["display_priorities"]}
            for provider in providers
        ]
        return {"results": sorted(results, key=lambda row: row["display_priority"])}

    return handler


HANDLERS: dict[str, Any] = {
    "/configuration": details,
    "/configuration/countries": _list("configuration_countries"),
    "/configuration/jobs": _list("configuration_jobs"),
    "/configuration/languages": _list("configuration_languages"),
    "/configuration/primary_translations": _list("configuration_primary_translations"),
    "/configuration/timezones": _list("configuration_timezones"),
    "/certification/movie/list": _list("certification_movie_list"),
    "/certification/tv/list": _list("certification_tv_list"),
    "/genre/movie/list": _genres("movie"),
    "/genre/tv/list": _genres("tv"),
    "/watch/providers/regions": _list("watch_providers_regions"),
    "/watch/providers/movie": _providers("movie"),
    "/watch/providers/tv": _providers("tv"),
    "/credit/{credit_id}": credits.details,
}
