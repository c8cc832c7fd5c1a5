"""Search by name, and find by an id from elsewhere."""

from tmdb.endpoints.group import Group, R


class Search(Group[R]):
    def collections(
        self,
        query: str,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
        region: str | None = None,
    ) -> R:
        """Collections by name. `page results total_pages total_results`."""
        return self._make(
            "search-collection",
            query=query,
            include_adult=include_adult,
            language=language,
            page=page,
            region=region,
        )

    def companies(self, query: str, *, page: int | None = None) -> R:
        """Companies by name. `page results total_pages total_results`."""
        return self._make("search-company", query=query, page=page)

    def keywords(self, query: str, *, page: int | None = None) -> R:
        """Keywords by name. `page results total_pages total_results`."""
        return self._make("search-keyword", query=query, page=page)

    def movies(
        self,
        query: str,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
        primary_release_year: str | None = None,
        region: str | None = None,
        year: str | None = None,
    ) -> R:
        """Films by original, translated and alternative titles. `page results total_pages
        total_results`."""
        return self._make(
            "search-movie",
            query=query,
            include_adult=include_adult,
            language=language,
            page=page,
            primary_release_year=primary_release_year,
            region=region,
            year=year,
        )

    def multi(
        self,
        query: str,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Films, shows and people, told apart by `media_type`. `page results total_pages
        total_results`."""
        return self._make("search-multi", query=query, include_adult=include_adult, language=language, page=page)

    def people(
        self,
        query: str,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """People by name and other names. `page results total_pages total_results`."""
        return self._make("search-person", query=query, include_adult=include_adult, language=language, page=page)

    def tv(
        self,
        query: str,
        *,
        first_air_date_year: int | None = None,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
        year: int | None = None,
    ) -> R:
        """Shows by original, translated and other names. `page results total_pages total_results`."""
        return self._make(
            "search-tv",
            query=query,
            first_air_date_year=first_air_date_year,
            include_adult=include_adult,
            language=language,
            page=page,
            year=year,
        )


class Find(Group[R]):
    def by_id(self, external_id: str, *, external_source: str, language: str | None = None) -> R:
        """`movie_results person_results tv_results tv_episode_results tv_season_results`.
        `external_source` is "imdb_id", "tvdb_id", "wikidata_id" and so on."""
        return self._make(
            "find-by-id",
            external_id=external_id,
            external_source=external_source,
            language=language,
        )
