"""TMDB's own lists: genres, configuration, certifications, watch providers."""

from tmdb.endpoints.group import Group, R


class Genres(Group[R]):
    def movies(self, *, language: str | None = None) -> R:
        """`genres` of `id name`; `language` is a bare code."""
        return self._make("genre-movie-list", language=language)

    def tv(self, *, language: str | None = None) -> R:
        """`genres` of `id name`; `language` is a bare code."""
        return self._make("genre-tv-list", language=language)


class Configuration(Group[R]):
    def details(self) -> R:
        """`images` (base addresses and sizes) and `change_keys`."""
        return self._make("configuration-details")

    def countries(self, *, language: str | None = None) -> R:
        """A list of `iso_3166_1 english_name native_name`."""
        return self._make("configuration-countries", language=language)

    def jobs(self) -> R:
        """A list of `department jobs`."""
        return self._make("configuration-jobs")

    def languages(self) -> R:
        """A list of `iso_639_1 english_name name`."""
        return self._make("configuration-languages")

    def primary_translations(self) -> R:
        """A list of codes like "de-DE": the languages that TMDB itself speaks."""
        return self._make("configuration-primary-translations")

    def timezones(self) -> R:
        """A list of `iso_3166_1 zones`."""
        return self._make("configuration-timezones")


class Certifications(Group[R]):
    def movies(self) -> R:
        """`certifications` by country code, each of `certification meaning order`."""
        return self._make("certification-movie-list")

    def tv(self) -> R:
        """`certifications` by country code, each of `certification meaning order`."""
        return self._make("certifications-tv-list")


class WatchProviders(Group[R]):
    def regions(self, *, language: str | None = None) -> R:
        """`results` of `iso_3166_1 english_name native_name`."""
        return self._make("watch-providers-available-regions", language=language)

    def movies(self, *, language: str | None = None, watch_region: str | None = None) -> R:
        """`results` of `provider_id provider_name logo_path display_priority`."""
        return self._make("watch-providers-movie-list", language=language, watch_region=watch_region)

    def tv(self, *, language: str | None = None, watch_region: str | None = None) -> R:
        """`results` of `provider_id provider_name logo_path display_priority`."""
        return self._make("watch-provider-tv-list", language=language, watch_region=watch_region)
