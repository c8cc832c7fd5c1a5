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
        """Return the shows that were edited between two dates, or within 24 hours.

        The dates are at most 14 days apart. Answer: `results` of `id adult`, 100 a page.
        """
        return self._call("changes-tv-list", end_date=end_date, page=page, start_date=start_date)

    def airing_today(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        timezone: str | None = None,
    ) -> R:
        """Return the shows with an episode today, in a time zone.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-airing-today-list", language=language, page=page, timezone=timezone)

    def on_the_air(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        timezone: str | None = None,
    ) -> R:
        """Return the shows with an episode in the next seven days, in a time zone.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-on-the-air-list", language=language, page=page, timezone=timezone)

    def popular(self, *, language: str | None = None, page: int | None = None) -> R:
        """Return shows by popularity.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-popular-list", language=language, page=page)

    def top_rated(self, *, language: str | None = None, page: int | None = None) -> R:
        """Return shows by score, among those with enough votes.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-top-rated-list", language=language, page=page)

    def details(
        self,
        series_id: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return a show.

        Answer: `name seasons networks created_by next_episode_to_air last_episode_to_air` and more, with each appended
        part under its name (`season/1` is one).
        """
        return self._call(
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
        """Return what the member did with a show.

        Answer: `favorite rated watchlist`; `rated` is False or an object with its value.
        """
        return self._call(
            "tv-series-account-states",
            series_id=series_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def aggregate_credits(self, series_id: int, *, language: str | None = None) -> R:
        """Return who took part in a show, over all seasons, their roles and jobs counted in episodes.

        Answer: `cast` with `roles`, `crew` with `jobs`.
        """
        return self._call("tv-series-aggregate-credits", series_id=series_id, language=language)

    def alternative_titles(self, series_id: int) -> R:
        """Return a show's other names.

        Answer: `results` of `iso_3166_1 title type`.
        """
        return self._call("tv-series-alternative-titles", series_id=series_id)

    def changes(
        self,
        series_id: int,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """Return what was edited about a show.

        Answer: `changes` of `key items`; of 24 hours unless dates are given, at most 14 days apart.
        """
        return self._call(
            "tv-series-changes",
            series_id=series_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def content_ratings(self, series_id: int) -> R:
        """Return a show's certifications by country.

        Answer: `results` of `iso_3166_1 rating descriptors`.
        """
        return self._call("tv-series-content-ratings", series_id=series_id)

    def credits(self, series_id: int, *, language: str | None = None) -> R:
        """Return who took part in the latest season.

        Answer: `cast crew`.
        """
        return self._call("tv-series-credits", series_id=series_id, language=language)

    def episode_groups(self, series_id: int) -> R:
        """Return other orders in which a show's episodes can be watched.

        Answer: `results`.
        """
        return self._call("tv-series-episode-groups", series_id=series_id)

    def external_ids(self, series_id: int) -> R:
        """Return a show's ids at other sites.

        Answer: `imdb_id tvdb_id wikidata_id` and others, each None where there is none.
        """
        return self._call("tv-series-external-ids", series_id=series_id)

    def images(
        self,
        series_id: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return the pictures of a show.

        Answer: `backdrops logos posters`.
        """
        return self._call(
            "tv-series-images",
            series_id=series_id,
            include_image_language=include_image_language,
            language=language,
        )

    def keywords(self, series_id: int) -> R:
        """Return the keywords of a show.

        Answer: `results` of `id name`.
        """
        return self._call("tv-series-keywords", series_id=series_id)

    def latest(self) -> R:
        """Return the show that was added last, mostly without any details.

        Answer: as of `details`.
        """
        return self._call("tv-series-latest-id")

    def lists(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Return the public lists that a show is on.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-lists", series_id=series_id, language=language, page=page)

    def recommendations(
        self,
        series_id: int,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return shows that people who like this show like too.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-recommendations", series_id=series_id, language=language, page=page)

    def reviews(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Return the reviews of a show.

        Answer: `page results total_pages total_results`, rows with `author content` (Markdown) `created_at
        author_details`.
        """
        return self._call("tv-series-reviews", series_id=series_id, language=language, page=page)

    def screened_theatrically(self, series_id: int) -> R:
        """Return the episodes that were shown in cinemas.

        Answer: `results` of `id episode_number season_number`.
        """
        return self._call("tv-series-screened-theatrically", series_id=series_id)

    def similar(self, series_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Return shows with the same genres and keywords.

        Answer: `page results total_pages total_results`.
        """
        return self._call("tv-series-similar", series_id=series_id, language=language, page=page)

    def translations(self, series_id: int) -> R:
        """Return a show's texts in all languages.

        Answer: `translations` of `iso_639_1 iso_3166_1 data` (`name overview tagline homepage`).
        """
        return self._call("tv-series-translations", series_id=series_id)

    def videos(
        self,
        series_id: int,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return trailers and clips of a show.

        Answer: `results` of `key site type name official`.
        """
        return self._call(
            "tv-series-videos",
            series_id=series_id,
            include_video_language=include_video_language,
            language=language,
        )

    def watch_providers(self, series_id: int) -> R:
        """Return where a show can be watched, by country.

        Answer: `results` by country code. JustWatch, the source, must be named beside it.
        """
        return self._call("tv-series-watch-providers", series_id=series_id)

    def add_rating(
        self,
        series_id: int,
        *,
        value: float,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Rate a show, from 0.5 to 10 in halves.

        Answer: `status_code` 1 for a first rating, 12 for a changed one.
        """
        return self._call(
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
        """Delete a rating.

        Answer: `status_code` 13. Raises NotFound where a member has not rated the show.
        """
        return self._call(
            "tv-series-delete-rating",
            series_id=series_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )


class EpisodeGroups(Group[R]):
    def details(self, tv_episode_group_id: str) -> R:
        """Return an order of a show's episodes.

        Answer: `groups` of `name order episodes`.
        """
        return self._call("tv-episode-group-details", tv_episode_group_id=tv_episode_group_id)
