"""TMDB's own lists: genres, configuration, certifications, watch providers."""

from tmdb.endpoints.group import Group, R


class Genres(Group[R]):
    def movies(self, *, language: str | None = None) -> R:
        """Return the genres of films; `language` is a bare code such as "de".

        Answer: `genres` of `id name`.
        """
        return self._call("genre-movie-list", language=language)

    def tv(self, *, language: str | None = None) -> R:
        """Return the genres of shows; `language` is a bare code such as "de".

        Answer: `genres` of `id name`.
        """
        return self._call("genre-tv-list", language=language)


class Configuration(Group[R]):
    def details(self) -> R:
        """Return the base addresses and sizes of pictures.

        Answer: `images change_keys`.
        """
        return self._call("configuration-details")

    def countries(self, *, language: str | None = None) -> R:
        """Return all countries.

        Answer: a list of `iso_3166_1 english_name native_name`.
        """
        return self._call("configuration-countries", language=language)

    def jobs(self) -> R:
        """Return the jobs of each department.

        Answer: a list of `department jobs`.
        """
        return self._call("configuration-jobs")

    def languages(self) -> R:
        """Return all languages.

        Answer: a list of `iso_639_1 english_name name`.
        """
        return self._call("configuration-languages")

    def primary_translations(self) -> R:
        """Return the languages that TMDB's own site speaks.

        Answer: a list of codes such as "de-DE".
        """
        return self._call("configuration-primary-translations")

    def timezones(self) -> R:
        """Return the time zones of each country.

        Answer: a list of `iso_3166_1 zones`.
        """
        return self._call("configuration-timezones")


class Certifications(Group[R]):
    def movies(self) -> R:
        """Return each country's certifications of films.

        Answer: `certifications` by country code, each of `certification meaning order`.
        """
        return self._call("certification-movie-list")

    def tv(self) -> R:
        """Return each country's certifications of shows.

        Answer: `certifications` by country code, each of `certification meaning order`.
        """
        return self._call("certifications-tv-list")


class WatchProviders(Group[R]):
    def regions(self, *, language: str | None = None) -> R:
        """Return the countries whose watch providers are known.

        Answer: `results` of `iso_3166_1 english_name native_name`.
        """
        return self._call("watch-providers-available-regions", language=language)

    def movies(self, *, language: str | None = None, watch_region: str | None = None) -> R:
        """Return the services that offer films.

        Answer: `results` of `provider_id provider_name logo_path display_priority`.
        """
        return self._call("watch-providers-movie-list", language=language, watch_region=watch_region)

    def tv(self, *, language: str | None = None, watch_region: str | None = None) -> R:
        """Return the services that offer shows.

        Answer: `results` of `provider_id provider_name logo_path display_priority`.
        """
        return self._call("watch-provider-tv-list", language=language, watch_region=watch_region)
