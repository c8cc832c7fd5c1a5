"""Episodes of shows."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class Episodes(Group[R]):
    def details(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """An episode: `name air_date runtime` (minutes) `overview crew guest_stars`, with each
        appended part under its name."""
        return self._make(
            "tv-episode-details",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            include_video_language=include_video_language,
            language=language,
        )

    def account_states(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """`rated`: False or `{"value": 9}`."""
        return self._make(
            "tv-episode-account-states",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def changes(
        self,
        episode_id: int,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`changes` of `key items`, by the episode's own id."""
        return self._make(
            "tv-episode-changes-by-id",
            episode_id=episode_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def credits(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        language: str | None = None,
    ) -> R:
        """`cast crew guest_stars`."""
        return self._make(
            "tv-episode-credits",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            language=language,
        )

    def external_ids(self, series_id: int, season_number: int, episode_number: int) -> R:
        """`imdb_id tvdb_id wikidata_id`."""
        return self._make(
            "tv-episode-external-ids",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
        )

    def images(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`stills`."""
        return self._make(
            "tv-episode-images",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, series_id: int, season_number: int, episode_number: int) -> R:
        """`translations` of `iso_639_1 data` (`name overview`)."""
        return self._make(
            "tv-episode-translations",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
        )

    def videos(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`results` of `key site type name`."""
        return self._make(
            "tv-episode-videos",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            include_video_language=include_video_language,
            language=language,
        )

    def add_rating(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        value: float,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Rate an episode: `value` from 0.5 to 10 in halves. `status_code` 1 the first time, 12 after that."""
        return self._make(
            "tv-episode-add-rating",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            guest_session_id=guest_session_id,
            session_id=session_id,
            value=value,
        )

    def delete_rating(
        self,
        series_id: int,
        season_number: int,
        episode_number: int,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Take a rating back: `status_code` 13. Raises NotFound where a member had given none."""
        return self._make(
            "tv-episode-delete-rating",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )
