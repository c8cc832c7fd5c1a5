"""Titles and people that are trending, today or this week."""

from tmdb.endpoints.group import Group, R


class Trending(Group[R]):
    def all(self, time_window: str, *, language: str | None = None, page: int | None = None) -> R:
        """Return the films, shows and people that are trending.

        `time_window` is "day" or "week". Answer: `page results total_pages total_results`, each row with its
        `media_type`.
        """
        return self._call("trending-all", time_window=time_window, language=language, page=page)

    def movies(
        self,
        time_window: str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return the films that are trending.

        `time_window` is "day" or "week". Answer: `page results total_pages total_results`.
        """
        return self._call("trending-movies", time_window=time_window, language=language, page=page)

    def people(
        self,
        time_window: str,
        *,
        language: str | None = None,
        page: int | None = None,
    ) -> R:
        """Return the people who are trending.

        `time_window` is "day" or "week". Answer: `page results total_pages total_results`.
        """
        return self._call("trending-people", time_window=time_window, language=language, page=page)

    def tv(self, time_window: str, *, language: str | None = None, page: int | None = None) -> R:
        """Return the shows that are trending.

        `time_window` is "day" or "week". Answer: `page results total_pages total_results`.
        """
        return self._call("trending-tv", time_window=time_window, language=language, page=page)
