"""Groups that titles belong to: collections, companies, networks, keywords."""

from collections.abc import Sequence

from tmdb.endpoints.group import Group, R


class Collections(Group[R]):
    def details(
        self,
        collection_id: int,
        *,
        append_to_response: Sequence[str] = (),
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return a collection with its films.

        Answer: `name overview parts` (the films), with each appended part under its name.
        """
        return self._call(
            "collection-details",
            collection_id=collection_id,
            append_to_response=append_to_response,
            include_image_language=include_image_language,
            language=language,
        )

    def images(
        self,
        collection_id: int,
        *,
        include_image_language: str | None = None,
        language: str | None = None,
    ) -> R:
        """Return the pictures of a collection.

        Answer: `backdrops posters`.
        """
        return self._call(
            "collection-images",
            collection_id=collection_id,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, collection_id: int) -> R:
        """Return a collection's texts in all languages.

        Answer: `translations` of `iso_639_1 data` (`title overview homepage`).
        """
        return self._call("collection-translations", collection_id=collection_id)


class Companies(Group[R]):
    def details(self, company_id: int, *, append_to_response: Sequence[str] = ()) -> R:
        """Return a company.

        Answer: `name headquarters homepage origin_country logo_path parent_company`.
        """
        return self._call("company-details", company_id=company_id, append_to_response=append_to_response)

    def alternative_names(self, company_id: int) -> R:
        """Return a company's other names.

        Answer: `results` of `name type`.
        """
        return self._call("company-alternative-names", company_id=company_id)

    def images(self, company_id: int) -> R:
        """Return a company's logos.

        Answer: `logos`, each with its `file_type`; SVGs come in one size only.
        """
        return self._call("company-images", company_id=company_id)


class Networks(Group[R]):
    def details(self, network_id: int) -> R:
        """Return a network.

        Answer: `name headquarters homepage origin_country logo_path`.
        """
        return self._call("network-details", network_id=network_id)

    def alternative_names(self, network_id: int) -> R:
        """Return a network's other names.

        Answer: `results` of `name type`.
        """
        return self._call("network-alternative-names", network_id=network_id)

    def images(self, network_id: int) -> R:
        """Return a network's logos.

        Answer: `logos`, each with its `file_type`; SVGs come in one size only.
        """
        return self._call("network-images", network_id=network_id)


class Keywords(Group[R]):
    def details(self, keyword_id: int) -> R:
        """Return a keyword.

        Answer: `id name`.
        """
        return self._call("keyword-details", keyword_id=keyword_id)

    def movies(
        self,
        keyword_id: int,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return the films with a keyword.

        Answer: `page results total_pages total_results`. TMDB recommends `discover.movie(with_keywords=…)` instead.
        """
        return self._call(
            "keyword-movies",
            keyword_id=keyword_id,
            include_adult=include_adult,
            language=language,
            page=page,
        )
