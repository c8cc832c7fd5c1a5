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
        """Return the people who were edited between two dates, or within 24 hours.

        The dates are at most 14 days apart. Answer: `results` of `id adult`, 100 a page.
        """
        return self._call("changes-people-list", end_date=end_date, page=page, start_date=start_date)

    def popular(self, *, language: str | None = None, page: int | None = None) -> R:
        """Return people by popularity.

        Answer: `page results total_pages total_results`, each row with titles in `known_for`.
        """
        return self._call("person-popular-list", language=language, page=page)

    def details(
        self,
        person_id: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return a person.

        Answer: `biography birthday deathday place_of_birth known_for_department` and more, with each appended part
        under its name.
        """
        return self._call(
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
        """Return what was edited about a person.

        Answer: `changes` of `key items`; of 24 hours unless dates are given, at most 14 days apart.
        """
        return self._call(
            "person-changes",
            person_id=person_id,
            end_date=end_date,
            page=page,
            start_date=start_date,
        )

    def combined_credits(self, person_id: int, *, language: str | None = None) -> R:
        """Return a person's credits in films and shows, each with its `media_type`.

        Answer: `cast crew`.
        """
        return self._call("person-combined-credits", person_id=person_id, language=language)

    def external_ids(self, person_id: int) -> R:
        """Return a person's ids at other sites.

        Answer: `imdb_id wikidata_id facebook_id instagram_id twitter_id tiktok_id youtube_id`.
        """
        return self._call("person-external-ids", person_id=person_id)

    def images(self, person_id: int) -> R:
        """Return the portraits of a person.

        Answer: `profiles`.
        """
        return self._call("person-images", person_id=person_id)

    def latest(self) -> R:
        """Return the person who was added last, mostly without any details.

        Answer: as of `details`.
        """
        return self._call("person-latest-id")

    def movie_credits(self, person_id: int, *, language: str | None = None) -> R:
        """Return a person's credits in films.

        Answer: `cast crew`.
        """
        return self._call("person-movie-credits", person_id=person_id, language=language)

    def tv_credits(self, person_id: int, *, language: str | None = None) -> R:
        """Return a person's credits in shows, each with its `episode_count`.

        Answer: `cast crew`.
        """
        return self._call("person-tv-credits", person_id=person_id, language=language)

    def tagged_images(self, person_id: int, *, page: int | None = None) -> R:
        """Return pictures of titles that show a person.

        Answer: `page results total_pages total_results`, each row with its title in `media`.
        """
        return self._call("person-tagged-images", person_id=person_id, page=page)

    def translations(self, person_id: int) -> R:
        """Return a person's biography in all languages.

        Answer: `translations` of `iso_639_1 data` (`biography`).
        """
        return self._call("person-translations", person_id=person_id)
