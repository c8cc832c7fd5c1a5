"""Discover: films and shows by every filter that TMDB has.

A filter is an argument: TMDB's parameter, with an underscore for its dot (`vote_average_gte=7` is `vote_average.gte`).
Within a value a comma means "and", a pipe "or" (`with_genres="878|27"`). None means that a filter is not set.
"""

from typing import Any, TypedDict, Unpack

from tmdb.endpoints.group import Group, R


class TitleFilters(TypedDict, total=False):
    """Filters of films and shows; dates as YYYY-MM-DD."""

    include_adult: bool | None
    language: str | None
    page: int | None
    sort_by: str | None  # for example "popularity.desc"
    vote_average_gte: float | str | None  # 0 to 10
    vote_average_lte: float | str | None
    vote_count_gte: float | str | None
    vote_count_lte: float | str | None
    watch_region: str | None  # the country that with_watch_providers is about
    with_companies: str | None
    with_genres: str | None
    with_keywords: str | None
    with_origin_country: str | None
    with_original_language: str | None
    with_runtime_gte: int | str | None  # minutes
    with_runtime_lte: int | str | None
    with_watch_monetization_types: str | None  # flatrate, free, ads, rent, buy
    with_watch_providers: str | None
    without_companies: str | None
    without_genres: str | None
    without_keywords: str | None
    without_watch_providers: str | None


class MovieFilters(TitleFilters, total=False):
    """Filters of films.

    Those of `release_date` look at releases in `region`, those of `primary_…` at the first one.
    """

    certification: str | None  # of certification_country
    certification_gte: str | None
    certification_lte: str | None
    certification_country: str | None
    include_video: bool | None
    primary_release_date_gte: str | None
    primary_release_date_lte: str | None
    primary_release_year: int | str | None
    region: str | None
    release_date_gte: str | None
    release_date_lte: str | None
    with_cast: str | None
    with_crew: str | None
    with_people: str | None
    with_release_type: int | str | None  # 1 premiere, 2 limited, 3 cinemas, 4 digital, 5 physical, 6 TV
    year: int | str | None


class ShowFilters(TitleFilters, total=False):
    """Filters of shows.

    Those of `air_date` look at any episode, those of `first_air_date` at the first one.
    """

    air_date_gte: str | None
    air_date_lte: str | None
    first_air_date_gte: str | None
    first_air_date_lte: str | None
    first_air_date_year: int | str | None
    include_null_first_air_dates: bool | None
    screened_theatrically: bool | None
    timezone: str | None  # of air_date
    with_networks: int | str | None
    with_status: str | None  # 0 returning, 1 planned, 2 in production, 3 ended, 4 cancelled, 5 pilot
    with_type: str | None  # 0 documentary, 1 news, 2 miniseries, 3 reality, 4 scripted, 5 talk show, 6 video


class Discover(Group[R]):
    def movie(self, **filters: Unpack[MovieFilters]) -> R:
        """Return the films that pass all filters.

        Answer: `page results total_pages total_results`.
        """
        return self._call("discover-movie", **_rename_bounds(filters))

    def tv(self, **filters: Unpack[ShowFilters]) -> R:
        """Return the shows that pass all filters.

        Answer: `page results total_pages total_results`.
        """
        return self._call("discover-tv", **_rename_bounds(filters))


def _rename_bounds(filters: MovieFilters | ShowFilters) -> dict[str, Any]:
    """Return the filters by TMDB's names of them: a lower bound ends in ".gte", an upper bound in ".lte"."""
    return {
        f"{name[:-4]}.{name[-3:]}" if name.endswith(("_gte", "_lte")) else name: value
        for name, value in filters.items()
    }
