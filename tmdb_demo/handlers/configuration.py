"""TMDB's own lists."""

from typing import Any

from tmdb_demo import config
from tmdb_demo.call import Call
from tmdb_demo.handlers import credits
from tmdb_demo.handlers.titles import provider_row


def details(call: Call) -> Any:
    """The sizes are TMDB's; the address is that of the stand-in."""
    found = config.listed(call, "configuration")
    base = f"{call.image_base_url.rstrip('/')}/"
    return {**found, "images": {**found.get("images", {}), "base_url": base, "secure_base_url": base}}


def _list(name: str) -> Any:
    return lambda call: config.listed(call, name)


def _genres(kind: str) -> Any:
    return lambda call: {"genres": config.genres(call, kind)}


def _providers(kind: str) -> Any:
    def handler(call: Call) -> Any:
        """With a region only those that offer something there, in its order."""
        region = call.query.get("watch_region", "")
        found = config.listed(call, f"watch_providers_{kind}").get("results", [])
        here = [one for one in found if not region or region in one.get("display_priorities", {})]
        order = {one["provider_id"]: provider_row(one, region)["display_priority"] for one in here}
        listed = [{**provider_row(one, region), "display_priorities": one["display_priorities"]} for one in here]
        return {"results": sorted(listed, key=lambda one: order[one["provider_id"]])}

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
