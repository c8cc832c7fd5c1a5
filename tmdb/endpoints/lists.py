"""Lists of films."""

from tmdb.endpoints.group import Group, R


class Lists(Group[R]):
    def add_item(self, list_id: int, *, session_id: str, media_id: int) -> R:
        """Put a film on the list: `status_code` 12. Raises Duplicate when it is there already."""
        return self._make("list-add-movie", list_id=list_id, session_id=session_id, media_id=media_id)

    def item_status(
        self,
        list_id: int,
        *,
        language: str | None = None,
        movie_id: int | None = None,
    ) -> R:
        """`item_present`: whether the list holds the film."""
        return self._make("list-check-item-status", list_id=list_id, language=language, movie_id=movie_id)

    def clear(self, list_id: int, *, session_id: str, confirm: bool) -> R:
        """Take everything off the list; TMDB wants `confirm`. `status_code` 12, or 40 when nothing was on it."""
        return self._make("list-clear", list_id=list_id, session_id=session_id, confirm=confirm)

    def create(
        self,
        *,
        session_id: str,
        name: str,
        description: str,
        language: str | None = None,
    ) -> R:
        """Answers `list_id`. A list of this version holds films only."""
        return self._make(
            "list-create",
            session_id=session_id,
            name=name,
            description=description,
            language=language,
        )

    def delete(self, list_id: int, *, session_id: str) -> R:
        """Delete the list: `status_code` 12. TMDB deletes it and may answer 500 all the same."""
        return self._make("list-delete", list_id=list_id, session_id=session_id)

    def details(self, list_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """A list: `name description items item_count created_by`. Items are paged, 20 a page."""
        return self._make("list-details", list_id=list_id, language=language, page=page)

    def remove_item(self, list_id: int, *, session_id: str, media_id: int) -> R:
        """Take a film off the list: `status_code` 13. Raises NotFound when it was not there."""
        return self._make("list-remove-movie", list_id=list_id, session_id=session_id, media_id=media_id)
