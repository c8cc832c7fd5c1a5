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
        """Return a season with its episodes.

        Answer: `name air_date overview episodes`, with each appended part under its name.
        """
        return self._call(
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
        """Return the member's or guest's ratings of a season's episodes.

        Answer: `results` of `id episode_number rated`.
        """
        return self._call(
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
        """Return who took part in a season, with all their roles and jobs.

        Answer: `cast` with `roles`, `crew` with `jobs`.
        """
        return self._call(
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
        """Return what was edited about a season, by the season's own id.

        Answer: `changes` of `key items`; of 24 hours unless dates are given, at most 14 days apart.
        """
        return self._call(
            "tv-season-changes-by-id",
            season_id=season_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def credits(self, series_id: int, season_number: int, *, language: str | None = None) -> R:
        """Return who took part in a season.

        Answer: `cast crew`.
        """
        return self._call("tv-season-credits", series_id=series_id, season_number=season_number, language=language)

    def external_ids(self, series_id: int, season_number: int) -> R:
        """Return a season's ids at other sites.

        Answer: `tvdb_id wikidata_id` and others.
        """
        return self._call("tv-season-external-ids", series_id=series_id, season_number=season_number)

    def images(
        self,
        series_id: int,
        season_number: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return the posters of a season.

        Answer: `posters`.
        """
        return self._call(
            "tv-season-images",
            series_id=series_id,
            season_number=season_number,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, series_id: int, season_number: int) -> R:
        """Return a season's texts in all languages.

        Answer: `translations` of `iso_639_1 data` (`name overview`).
        """
        return self._call("tv-season-translations", series_id=series_id, season_number=season_number)

    def videos(
        self,
        series_id: int,
        season_number: int,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return trailers and clips of a season.

        Answer: `results` of `key site type name`.
        """
        return self._call(
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
        """Return where a season can be watched, by country.

        Answer: `results` by country code. JustWatch, the source, must be named beside it.
        """
        return self._call(
            "tv-season-watch-providers",
            series_id=series_id,
            season_number=season_number,
            language=language,
        )
