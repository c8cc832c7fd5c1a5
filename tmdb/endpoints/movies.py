"""Films."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class Movies(Group[R]):
    def changes_list(
        self,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`results` of `id adult`: films edited between two dates, at most 14 days apart; 24 hours without
        them. 100 a page."""
        return self._make("changes-movie-list", end_date=end_date, page=page, start_date=start_date)

    def now_playing(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """In cinemas. `dates` (`minimum maximum`) and `page results total_pages total_results`."""
        return self._make("movie-now-playing-list", language=language, page=page, region=region)

    def popular(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """By popularity. `page results total_pages total_results`."""
        return self._make("movie-popular-list", language=language, page=page, region=region)

    def top_rated(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """By score, among those with enough votes. `page results total_pages total_results`."""
        return self._make("movie-top-rated-list", language=language, page=page, region=region)

    def upcoming(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Coming to cinemas. `dates` (`minimum maximum`) and `page results total_pages
        total_results`."""
        return self._make("movie-upcoming-list", language=language, page=page, region=region)

    def details(
        self,
        movie_id: int | str,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """A film: `title runtime` (minutes) `budget revenue` (US dollars) `genres status
        vote_average` (0–10) and more, with each appended part under its name. `movie_id` may be
        an IMDb id."""
        return self._make(
            "movie-details",
            movie_id=movie_id,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            include_video_language=include_video_language,
            language=language,
        )

    def account_states(
        self,
        movie_id: int | str,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """What the member did: `favorite rated watchlist`; `rated` is False or `{"value": 8.5}`."""
        return self._make(
            "movie-account-states",
            movie_id=movie_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def alternative_titles(self, movie_id: int | str, *, country: str | None = None) -> R:
        """`titles` of `iso_3166_1 title type`."""
        return self._make("movie-alternative-titles", movie_id=movie_id, country=country)

    def changes(
        self,
        movie_id: int | str,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`changes` of `key items`: what was edited, field by field; 24 hours, at most 14 days."""
        return self._make("movie-changes", movie_id=movie_id, end_date=end_date, page=page, start_date=start_date)

    def credits(self, movie_id: int | str, *, language: str | None = None) -> R:
        """`cast` (`character order`) and `crew` (`department job`)."""
        return self._make("movie-credits", movie_id=movie_id, language=language)

    def external_ids(self, movie_id: int | str) -> R:
        """`imdb_id wikidata_id facebook_id instagram_id twitter_id`, None where there is none."""
        return self._make("movie-external-ids", movie_id=movie_id)

    def images(
        self,
        movie_id: int | str,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`backdrops logos posters`, each with `file_path width height iso_639_1 vote_average`."""
        return self._make(
            "movie-images",
            movie_id=movie_id,
            include_image_language=include_image_language,
            language=language,
        )

    def keywords(self, movie_id: int | str) -> R:
        """`keywords` of `id name`."""
        return self._make("movie-keywords", movie_id=movie_id)

    def latest(self) -> R:
        """The film added last: like `details`, and mostly empty."""
        return self._make("movie-latest-id")

    def lists(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Lists that hold the film. `page results total_pages total_results`."""
        return self._make("movie-lists", movie_id=movie_id, language=language, page=page)

    def recommendations(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Films that people who like this one like. `page results total_pages total_results`."""
        return self._make("movie-recommendations", movie_id=movie_id, language=language, page=page)

    def release_dates(self, movie_id: int | str) -> R:
        """`results` by country, each with `release_dates` of `certification release_date type
        note`."""
        return self._make("movie-release-dates", movie_id=movie_id)

    def reviews(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Reviews with `author content` (Markdown) `created_at author_details`. `page results
        total_pages total_results`."""
        return self._make("movie-reviews", movie_id=movie_id, language=language, page=page)

    def similar(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Films with the same genres and keywords. `page results total_pages total_results`."""
        return self._make("movie-similar", movie_id=movie_id, language=language, page=page)

    def translations(self, movie_id: int | str) -> R:
        """`translations` of `iso_639_1 iso_3166_1 data` (`title overview tagline homepage
        runtime`)."""
        return self._make("movie-translations", movie_id=movie_id)

    def videos(
        self,
        movie_id: int | str,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """`results` of `key site type name official`."""
        return self._make(
            "movie-videos",
            movie_id=movie_id,
            include_video_language=include_video_language,
            language=language,
        )

    def watch_providers(self, movie_id: int | str) -> R:
        """`results` by country code: `link flatrate free ads rent buy`. From JustWatch, who must be
        named."""
        return self._make("movie-watch-providers", movie_id=movie_id)

    def add_rating(
        self,
        movie_id: int | str,
        *,
        value: float,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Rate a film: `value` from 0.5 to 10 in halves. `status_code` 1 the first time, 12 after that."""
        return self._make(
            "movie-add-rating",
            movie_id=movie_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
            value=value,
        )

    def delete_rating(
        self,
        movie_id: int | str,
        *,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Take a rating back: `status_code` 13. Raises NotFound where a member had given none."""
        return self._make(
            "movie-delete-rating",
            movie_id=movie_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )
