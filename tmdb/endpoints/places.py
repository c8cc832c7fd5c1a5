"""What titles belong to: collections, companies, networks, keywords."""

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
        """A collection: `name overview parts` (its films)."""
        return self._make(
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
        """`backdrops posters`."""
        return self._make(
            "collection-images",
            collection_id=collection_id,
            include_image_language=include_image_language,
            language=language,
        )

    def translations(self, collection_id: int) -> R:
        """`translations` of `iso_639_1 data` (`title overview homepage`)."""
        return self._make("collection-translations", collection_id=collection_id)


class Companies(Group[R]):
    def details(self, company_id: int, *, append_to_response: Sequence[str] = ()) -> R:
        """A company: `name headquarters homepage origin_country logo_path parent_company`."""
        return self._make("company-details", company_id=company_id, append_to_response=append_to_response)

    def alternative_names(self, company_id: int) -> R:
        """`results` of `name type`."""
        return self._make("company-alternative-names", company_id=company_id)

    def images(self, company_id: int) -> R:
        """`logos`, each with its `file_type`: SVGs come in one size only."""
        return self._make("company-images", company_id=company_id)


class Networks(Group[R]):
    def details(self, network_id: int) -> R:
        """A network: `name headquarters homepage origin_country logo_path`."""
        return self._make("network-details", network_id=network_id)

    def alternative_names(self, network_id: int) -> R:
        """`results` of `name type`."""
        return self._make("network-alternative-names", network_id=network_id)

    def images(self, network_id: int) -> R:
        """`logos`, each with its `file_type`."""
        return self._make("network-images", network_id=network_id)


class Keywords(Group[R]):
    def details(self, keyword_id: int) -> R:
        """A keyword: `id name`."""
        return self._make("keyword-details", keyword_id=keyword_id)

    def movies(
        self,
        keyword_id: int,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Films with that keyword; TMDB prefers `discover.movie(with_keywords=…)`. `page results
        total_pages total_results`."""
        return self._make(
            "keyword-movies",
            keyword_id=keyword_id,
            include_adult=include_adult,
            language=language,
            page=page,
        )
