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
        """Return the films that were edited between two dates, or within 24 hours.

        The dates are at most 14 days apart. Answer: `results` of `id adult`, 100 a page.
        """
        return self._call("changes-movie-list", end_date=end_date, page=page, start_date=start_date)

    def now_playing(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Return the films that are in cinemas.

        Answer: `dates` (`minimum maximum`) and `page results total_pages total_results`.
        """
        return self._call("movie-now-playing-list", language=language, page=page, region=region)

    def popular(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Return films by popularity.

        Answer: `page results total_pages total_results`.
        """
        return self._call("movie-popular-list", language=language, page=page, region=region)

    def top_rated(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Return films by score, among those with enough votes.

        Answer: `page results total_pages total_results`.
        """
        return self._call("movie-top-rated-list", language=language, page=page, region=region)

    def upcoming(
        self,
        *,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Return the films that come to cinemas soon.

        Answer: `dates` (`minimum maximum`) and `page results total_pages total_results`.
        """
        return self._call("movie-upcoming-list", language=language, page=page, region=region)

    def details(
        self,
        movie_id: int | str,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return a film; `movie_id` may be an IMDb id.

        Answer: `title runtime` (minutes) `budget revenue` (US dollars) `genres status vote_average` (0 to 10) and more,
        with each appended part under its name.
        """
        return self._call(
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
        """Return what the member did with a film.

        Answer: `favorite rated watchlist`; `rated` is False or `{"value": 8.5}`.
        """
        return self._call(
            "movie-account-states",
            movie_id=movie_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )

    def alternative_titles(self, movie_id: int | str, *, country: str | None = None) -> R:
        """Return a film's other titles.

        Answer: `titles` of `iso_3166_1 title type`.
        """
        return self._call("movie-alternative-titles", movie_id=movie_id, country=country)

    def changes(
        self,
        movie_id: int | str,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """Return what was edited about a film, field by field.

        Answer: `changes` of `key items`; of 24 hours unless dates are given, at most 14 days apart.
        """
        return self._call("movie-changes", movie_id=movie_id, end_date=end_date, page=page, start_date=start_date)

    def credits(self, movie_id: int | str, *, language: str | None = None) -> R:
        """Return who took part in a film.

        Answer: `cast` (`character order`) and `crew` (`department job`).
        """
        return self._call("movie-credits", movie_id=movie_id, language=language)

    def external_ids(self, movie_id: int | str) -> R:
        """Return a film's ids at other sites.

        Answer: `imdb_id wikidata_id facebook_id instagram_id twitter_id`, each None where there is none.
        """
        return self._call("movie-external-ids", movie_id=movie_id)

    def images(
        self,
        movie_id: int | str,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return the pictures of a film.

        Answer: `backdrops logos posters`, each of `file_path width height iso_639_1 vote_average`.
        """
        return self._call(
            "movie-images",
            movie_id=movie_id,
            include_image_language=include_image_language,
            language=language,
        )

    def keywords(self, movie_id: int | str) -> R:
        """Return the keywords of a film.

        Answer: `keywords` of `id name`.
        """
        return self._call("movie-keywords", movie_id=movie_id)

    def latest(self) -> R:
        """Return the film that was added last, mostly without any details.

        Answer: as of `details`.
        """
        return self._call("movie-latest-id")

    def lists(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return the public lists that a film is on.

        Answer: `page results total_pages total_results`.
        """
        return self._call("movie-lists", movie_id=movie_id, language=language, page=page)

    def recommendations(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return films that people who like this film like too.

        Answer: `page results total_pages total_results`.
        """
        return self._call("movie-recommendations", movie_id=movie_id, language=language, page=page)

    def release_dates(self, movie_id: int | str) -> R:
        """Return a film's release dates and certifications by country.

        Answer: `results`, each with `release_dates` of `certification release_date type note`.
        """
        return self._call("movie-release-dates", movie_id=movie_id)

    def reviews(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return the reviews of a film.

        Answer: `page results total_pages total_results`, rows with `author content` (Markdown) `created_at
        author_details`.
        """
        return self._call("movie-reviews", movie_id=movie_id, language=language, page=page)

    def similar(
        self,
        movie_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return films with the same genres and keywords.

        Answer: `page results total_pages total_results`.
        """
        return self._call("movie-similar", movie_id=movie_id, language=language, page=page)

    def translations(self, movie_id: int | str) -> R:
        """Return a film's texts in all languages.

        Answer: `translations` of `iso_639_1 iso_3166_1 data` (`title overview tagline homepage runtime`).
        """
        return self._call("movie-translations", movie_id=movie_id)

    def videos(
        self,
        movie_id: int | str,
        *,
        include_video_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return trailers and clips of a film.

        Answer: `results` of `key site type name official`.
        """
        return self._call(
            "movie-videos",
            movie_id=movie_id,
            include_video_language=include_video_language,
            language=language,
        )

    def watch_providers(self, movie_id: int | str) -> R:
        """Return where a film can be watched, by country.

        Answer: `results` by country code, each of `link flatrate free ads rent buy`. JustWatch, the source, must be
        named beside it.
        """
        return self._call("movie-watch-providers", movie_id=movie_id)

    def add_rating(
        self,
        movie_id: int | str,
        *,
        value: float,
        guest_session_id: str | None = None,
        session_id: str | None = None,
    ) -> R:
        """Rate a film, from 0.5 to 10 in halves.

        Answer: `status_code` 1 for a first rating, 12 for a changed one.
        """
        return self._call(
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
        """Delete a rating.

        Answer: `status_code` 13. Raises NotFound where a member has not rated the film.
        """
        return self._call(
            "movie-delete-rating",
            movie_id=movie_id,
            guest_session_id=guest_session_id,
            session_id=session_id,
        )
