"""Members' lists of films."""

from tmdb.endpoints.group import Group, R


class Lists(Group[R]):
    def add_item(self, list_id: int, *, session_id: str, media_id: int) -> R:
        """Add a film to a list.

        Answer: `status_code` 12. Raises Duplicate when the film is on it already.
        """
        return self._call("list-add-movie", list_id=list_id, session_id=session_id, media_id=media_id)

    def item_status(
        self,
        list_id: int,
        *,
        language: str | None = None,
        movie_id: int | None = None,
    ) -> R:
        """Return whether a film is on a list.

        Answer: `item_present`.
        """
        return self._call("list-check-item-status", list_id=list_id, language=language, movie_id=movie_id)

    def clear(self, list_id: int, *, session_id: str, confirm: bool) -> R:
        """Remove all films from a list; TMDB requires `confirm`.

        Answer: `status_code` 12, or 40 for a list that was empty.
        """
        return self._call("list-clear", list_id=list_id, session_id=session_id, confirm=confirm)

    def create(
        self,
        *,
        session_id: str,
        name: str,
        description: str,
        language: str | None = None,
    ) -> R:
        """Create a list, which in this version of the API holds films only.

        Answer: `list_id`.
        """
        return self._call(
            "list-create",
            session_id=session_id,
            name=name,
            description=description,
            language=language,
        )

    def delete(self, list_id: int, *, session_id: str) -> R:
        """Delete a list.

        Answer: `status_code` 12. TMDB may answer 500 although it has deleted the list.
        """
        return self._call("list-delete", list_id=list_id, session_id=session_id)

    def details(self, list_id: int, *, language: str | None = None, page: int | None = None) -> R:
        """Return a list with its items, 20 a page.

        Answer: `name description items item_count created_by`.
        """
        return self._call("list-details", list_id=list_id, language=language, page=page)

    def remove_item(self, list_id: int, *, session_id: str, media_id: int) -> R:
        """Remove a film from a list.

        Answer: `status_code` 13. Raises NotFound when the film was not on it.
        """
        return self._call("list-remove-movie", list_id=list_id, session_id=session_id, media_id=media_id)
