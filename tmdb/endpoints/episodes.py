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
        """Return an episode.

        Answer: `name air_date runtime` (minutes) `overview crew guest_stars`, with each appended part under its name.
        """
        return self._call(
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
        """Return the member's or guest's rating of an episode.

        Answer: `rated`, which is False or `{"value": 9}`.
        """
        return self._call(
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
        """Return what was edited about an episode, by the episode's own id.

        Answer: `changes` of `key items`; of 24 hours unless dates are given, at most 14 days apart.
        """
        return self._call(
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
        """Return who took part in an episode.

        Answer: `cast crew guest_stars`.
        """
        return self._call(
            "tv-episode-credits",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            language=language,
        )

    def external_ids(self, series_id: int, season_number: int, episode_number: int) -> R:
        """Return an episode's ids at other sites.

        Answer: `imdb_id tvdb_id wikidata_id`.
        """
        return self._call(
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
        """Return the stills of an episode.

        Answer: `stills`.
        """
        return self._call(
            "tv-episode-images",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, series_id: int, season_number: int, episode_number: int) -> R:
        """Return an episode's texts in all languages.

        Answer: `translations` of `iso_639_1 data` (`name overview`).
        """
        return self._call(
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
        """Return trailers and clips of an episode.

        Answer: `results` of `key site type name`.
        """
        return self._call(
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
        """Rate an episode, from 0.5 to 10 in halves.

        Answer: `status_code` 1 for a first rating, 12 for a changed one.
        """
        return self._call(
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
        """Delete a rating.

        Answer: `status_code` 13. Raises NotFound where a member has not rated the episode.
        """
        return self._call(
            "tv-episode-delete-rating",
            series_id=series_id,
            season_number=season_number,
            episode_number=episode_number,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )
