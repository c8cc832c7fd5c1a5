"""What is trending."""

from tmdb.endpoints.group import Group, R


class Trending(Group[R]):
    def all(self, time_window: str, *, language: str | None = None, page: int | None = None) -> R:
        """Films, shows and people, told apart by `media_type`. `time_window` is "day" or "week".
        `page results total_pages total_results`."""
        return self._make("trending-all", time_window=time_window, language=language, page=page)

    def movies(
        self,
        time_window: str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Films. `time_window` is "day" or "week". `page results total_pages total_results`."""
        return self._make("trending-movies", time_window=time_window, language=language, page=page)

    def people(
        self,
        time_window: str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """People. `time_window` is "day" or "week". `page results total_pages total_results`."""
        return self._make("trending-people", time_window=time_window, language=language, page=page)

    def tv(self, time_window: str, *, language: str | None = None, page: int | None = None) -> R:
        """Shows. `time_window` is "day" or "week". `page results total_pages total_results`."""
        return self._make("trending-tv", time_window=time_window, language=language, page=page)
