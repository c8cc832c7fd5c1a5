"""People."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class People(Group[R]):
    def changes_list(
        self,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`results` of `id adult`: people edited between two dates, at most 14 days apart; 24 hours without
        them. 100 a page."""
        return self._make("changes-people-list", end_date=end_date, page=page, start_date=start_date)

    def popular(self, *, language: str | None = None, page: int | None = None) -> R:
        """By popularity, with `known_for`. `page results total_pages total_results`."""
        return self._make("person-popular-list", language=language, page=page)

    def details(
        self,
        person_id: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """A person: `biography birthday deathday place_of_birth known_for_department`, with each
        appended part under its name."""
        return self._make(
            "person-details",
            person_id=person_id,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            language=language,
        )

    def changes(
        self,
        person_id: int,
        *,
        end_date: str | None = None,
        page: int | None = None,
        start_date: str | None = None,
    ) -> R:
        """`changes` of `key items`: what was edited; 24 hours, at most 14 days."""
        return self._make(
            "person-changes",
            person_id=person_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def combined_credits(self, person_id: int, *, language: str | None = None) -> R:
        """`cast` and `crew` of films and shows, told apart by `media_type`."""
        return self._make("person-combined-credits", person_id=person_id, language=language)

    def external_ids(self, person_id: int) -> R:
        """`imdb_id wikidata_id facebook_id instagram_id twitter_id tiktok_id youtube_id`."""
        return self._make("person-external-ids", person_id=person_id)

    def images(self, person_id: int) -> R:
        """`profiles`."""
        return self._make("person-images", person_id=person_id)

    def latest(self) -> R:
        """The person added last: like `details`, and mostly empty."""
        return self._make("person-latest-id")

    def movie_credits(self, person_id: int, *, language: str | None = None) -> R:
        """`cast` and `crew` of films."""
        return self._make("person-movie-credits", person_id=person_id, language=language)

    def tv_credits(self, person_id: int, *, language: str | None = None) -> R:
        """`cast` and `crew` of shows, with `episode_count`."""
        return self._make("person-tv-credits", person_id=person_id, language=language)

    def tagged_images(self, person_id: int, *, page: int | None = None) -> R:
        """Pictures of titles that show the person, each with its `media`. `page results total_pages
        total_results`."""
        return self._make("person-tagged-images", person_id=person_id, page=page)

    def translations(self, person_id: int) -> R:
        """`translations` of `iso_639_1 data` (`biography`)."""
        return self._make("person-translations", person_id=person_id)
