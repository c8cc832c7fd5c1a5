"""Search by name, and by an id from elsewhere."""

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
        """Search collections by name.

        Answer: `page results total_pages total_results`.
        """
        return self._call(
            "search-collection",
            query=query,
            include_adult=include_adult,
            language=language,
            page=page,
            region=region,
        )

    def companies(self, query: str, *, page: int | None = None) -> R:
        """Search companies by name.

        Answer: `page results total_pages total_results`.
        """
        return self._call("search-company", query=query, page=page)

    def keywords(self, query: str, *, page: int | None = None) -> R:
        """Search keywords by name.

        Answer: `page results total_pages total_results`.
        """
        return self._call("search-keyword", query=query, page=page)

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
        """Search films by original, translated and alternative titles.

        Answer: `page results total_pages total_results`.
        """
        return self._call(
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
        """Search films, shows and people at once.

        Answer: `page results total_pages total_results`, each row with its `media_type`.
        """
        return self._call("search-multi", query=query, include_adult=include_adult, language=language, page=page)

    def people(
        self,
        query: str,
        *,
        include_adult: bool | None = None,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Search people by name and other names.

        Answer: `page results total_pages total_results`.
        """
        return self._call("search-person", query=query, include_adult=include_adult, language=language, page=page)

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
        """Search shows by original, translated and other names.

        Answer: `page results total_pages total_results`.
        """
        return self._call(
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
        """Find titles and people by an id that another site gives them.

        `external_source` is "imdb_id", "tvdb_id", "wikidata_id" and so on. Answer: `movie_results person_results
        tv_results tv_episode_results tv_season_results`.
        """
        return self._call(
            "find-by-id",
            external_id=external_id,
            external_source=external_source,
            language=language,
        )
