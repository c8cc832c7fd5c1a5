"""Seasons of shows."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class Seasons(Group[R]):
    def details(
        self,
        series_id: int,
        season_number: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """A season: `name air_date overview episodes`, with each appended part under its name."""
        return self._make(
            "tv-season-details",
            series_id=series_id,
            season_number=season_number,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            include_video_language=include_video_language,
            language=language,
        )

    def account_states(
        self,
        series_id: int,
        season_number: int,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """`results` of `id episode_number rated`."""
        return self._make(
            "tv-season-account-states",
            series_id=series_id,
            season_number=season_number,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def aggregate_credits(
        self,
        series_id: int,
        season_number: int,
        *,
        language: str | None = None,
    ) -> R:
        """`cast` with `roles`, `crew` with `jobs`."""
        return self._make(
            "tv-season-aggregate-credits",
            series_id=series_id,
            season_number=season_number,
            language=language,
        )

    def changes(
        self,
        season_id: int,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`changes` of `key items`, by the season's own id."""
        return self._make(
            "tv-season-changes-by-id",
            season_id=season_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def credits(self, series_id: int, season_number: int, *, language: str | None = None) -> R:
        """`cast` and `crew`."""
        return self._make("tv-season-credits", series_id=series_id, season_number=season_number, language=language)

    def external_ids(self, series_id: int, season_number: int) -> R:
        """`tvdb_id wikidata_id` and others."""
        return self._make("tv-season-external-ids", series_id=series_id, season_number=season_number)

    def images(
        self,
        series_id: int,
        season_number: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`posters`."""
        return self._make(
            "tv-season-images",
            series_id=series_id,
            season_number=season_number,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, series_id: int, season_number: int) -> R:
        """`translations` of `iso_639_1 data` (`name overview`)."""
        return self._make("tv-season-translations", series_id=series_id, season_number=season_number)

    def videos(
        self,
        series_id: int,
        season_number: int,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`results` of `key site type name`."""
        return self._make(
            "tv-season-videos",
            series_id=series_id,
            season_number=season_number,
            include_video_language=include_video_language,
            language=language,
        )

    def watch_providers(
        self,
        series_id: int,
        season_number: int,
        *,
        language: str | None = None,
    ) -> R:
        """`results` by country code. From JustWatch, who must be named."""
        return self._make(
            "tv-season-watch-providers",
            series_id=series_id,
            season_number=season_number,
            language=language,
        )
