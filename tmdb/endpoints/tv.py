"""Shows, and other orders of their episodes."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class TV(Group[R]):
    def changes_list(
        self,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`results` of `id adult`: shows edited between two dates, at most 14 days apart; 24 hours without
        them. 100 a page."""
        return self._make("changes-tv-list", end_date=end_date, page=page, start_date=start_date)

    def airing_today(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        timezone: str | None = None,
    ) -> R:
        """With an episode today in that time zone. `page results total_pages total_results`."""
        return self._make("tv-series-airing-today-list", language=language, page=page, timezone=timezone)

    def on_the_air(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        timezone: str | None = None,
    ) -> R:
        """With an episode in the next seven days. `page results total_pages total_results`."""
        return self._make("tv-series-on-the-air-list", language=language, page=page, timezone=timezone)

    def popular(self, *, language: str | None = None, page: int | None = None) -> R:
        """By popularity. `page results total_pages total_results`."""
        return self._make("tv-series-popular-list", language=language, page=page)

    def top_rated(self, *, language: str | None = None, page: int | None = None) -> R:
        """By score, among those with enough votes. `page results total_pages total_results`."""
        return self._make("tv-series-top-rated-list", language=language, page=page)

    def details(
        self,
        series_id: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """A show: `name seasons networks created_by next_episode_to_air last_episode_to_air` and
        more, with each appended part under its name (`season/1` is one)."""
        return self._make(
            "tv-series-details",
            series_id=series_id,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            include_video_language=include_video_language,
            language=language,
        )

    def account_states(
        self,
        series_id: int,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """What the member did: `favorite rated watchlist`."""
        return self._make(
            "tv-series-account-states",
            series_id=series_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def aggregate_credits(self, series_id: int, *, language: str | None = None) -> R:
        """`cast` with `roles` and `crew` with `jobs`, counted in episodes over all seasons."""
        return self._make("tv-series-aggregate-credits", series_id=series_id, language=language)

    def alternative_titles(self, series_id: int) -> R:
        """`results` of `iso_3166_1 title type`."""
        return self._make("tv-series-alternative-titles", series_id=series_id)

    def changes(
        self,
        series_id: int,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`changes` of `key items`: what was edited; 24 hours, at most 14 days."""
        return self._make(
            "tv-series-changes",
            series_id=series_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def content_ratings(self, series_id: int) -> R:
        """`results` of `iso_3166_1 rating descriptors`."""
        return self._make("tv-series-content-ratings", series_id=series_id)

    def credits(self, series_id: int, *, language: str | None = None) -> R:
        """`cast` and `crew` of the latest season."""
        return self._make("tv-series-credits", series_id=series_id, language=language)

    def episode_groups(self, series_id: int) -> R:
        """`results`: other orders in which its episodes can be watched."""
        return self._make("tv-series-episode-groups", series_id=series_id)

    def external_ids(self, series_id: int) -> R:
        """`imdb_id tvdb_id wikidata_id` and others, None where there is none."""
        return self._make("tv-series-external-ids", series_id=series_id)

    def images(
        self,
        series_id: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`backdrops logos posters`."""
        return self._make(
            "tv-series-images",
            series_id=series_id,
            include_image_language=include_image_language,
            language=language,
        )

    def keywords(self, series_id: int) -> R:
        """`results` of `id name`."""
        return self._make("tv-series-keywords", series_id=series_id)

    def latest(self) -> R:
        """The show added last: like `details`, and mostly empty."""
        return self._make("tv-series-latest-id")

    def lists(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Lists that hold the show. `page results total_pages total_results`."""
        return self._make("tv-series-lists", series_id=series_id, language=language, page=page)

    def recommendations(
        self,
        series_id: int,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Shows that people who like this one like. `page results total_pages total_results`."""
        return self._make("tv-series-recommendations", series_id=series_id, language=language, page=page)

    def reviews(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Reviews with `author content created_at author_details`. `page results total_pages
        total_results`."""
        return self._make("tv-series-reviews", series_id=series_id, language=language, page=page)

    def screened_theatrically(self, series_id: int) -> R:
        """`results` of `id episode_number season_number`: episodes that were shown in cinemas."""
        return self._make("tv-series-screened-theatrically", series_id=series_id)

    def similar(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Shows with the same genres and keywords. `page results total_pages total_results`."""
        return self._make("tv-series-similar", series_id=series_id, language=language, page=page)

    def translations(self, series_id: int) -> R:
        """`translations` of `iso_639_1 iso_3166_1 data` (`name overview tagline homepage`)."""
        return self._make("tv-series-translations", series_id=series_id)

    def videos(
        self,
        series_id: int,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`results` of `key site type name official`."""
        return self._make(
            "tv-series-videos",
            series_id=series_id,
            include_video_language=include_video_language,
            language=language,
        )

    def watch_providers(self, series_id: int) -> R:
        """`results` by country code. From JustWatch, who must be named."""
        return self._make("tv-series-watch-providers", series_id=series_id)

    def add_rating(
        self,
        series_id: int,
        *,
        value: float,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Rate a show: `value` from 0.5 to 10 in halves. `status_code` 1 the first time, 12 after that."""
        return self._make(
            "tv-series-add-rating",
            series_id=series_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
            value=value,
        )

    def delete_rating(
        self,
        series_id: int,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Take a rating back: `status_code` 13. Raises NotFound where a member had given none."""
        return self._make(
            "tv-series-delete-rating",
            series_id=series_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )


class EpisodeGroups(Group[R]):
    def details(self, tv_episode_group_id: str) -> R:
        """An order of episodes: `groups` of `name order episodes`."""
        return self._make("tv-episode-group-details", tv_episode_group_id=tv_episode_group_id)
