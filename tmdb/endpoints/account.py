"""A member's account.

The session decides whose it is; `account_id` may be anything.
"""

from tmdb.endpoints.group import Group, R


class Account(Group[R]):
    def details(self, account_id: int | str, *, session_id: str | None = None) -> R:
        """Return the account that the session belongs to.

        Answer: `id username name iso_639_1 iso_3166_1 include_adult avatar`.
        """
        return self._call("account-details", account_id=account_id, session_id=session_id)

    def set_favorite(
        self,
        account_id: int | str,
        *,
        media_type: str,
        media_id: int,
        favorite: bool,
        session_id: str | None = None,
    ) -> R:
        """Mark a title as a favourite, or unmark it.

        `media_type` is "movie" or "tv". Answer: `status_code` 1 for a new mark, 12 for one that was there, 13 for one
        that is removed.
        """
        return self._call(
            "account-add-favorite",
            account_id=account_id,
            session_id=session_id,
            media_type=media_type,
            media_id=media_id,
            favorite=favorite,
        )

    def set_watchlist(
        self,
        account_id: int | str,
        *,
        media_type: str,
        media_id: int,
        watchlist: bool,
        session_id: str | None = None,
    ) -> R:
        """Put a title on the watchlist, or take it off.

        `media_type` is "movie" or "tv". Answer: `status_code` 1 for a new entry, 12 for one that was there, 13 for one
        that is removed.
        """
        return self._call(
            "account-add-to-watchlist",
            account_id=account_id,
            session_id=session_id,
            media_type=media_type,
            media_id=media_id,
            watchlist=watchlist,
        )

    def favorite_movies(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the favourite films.

        Answer: `page results total_pages total_results`. `sort_by` is "created_at.asc" or "created_at.desc".
        """
        return self._call(
            "account-get-favorites",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def favorite_tv(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the favourite shows.

        Answer: `page results total_pages total_results`. `sort_by` is "created_at.asc" or "created_at.desc".
        """
        return self._call(
            "account-favorite-tv",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def lists(
        self,
        account_id: int | str,
        *,
        page: int | None = None,
        session_id: str | None = None,
    ) -> R:
        """Return the lists that the member has made, private ones included.

        Answer: `page results total_pages total_results`.
        """
        return self._call("account-lists", account_id=account_id, page=page, session_id=session_id)

    def rated_movies(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the films that the member has rated.

        Answer: `page results total_pages total_results`, each row with its `rating`.
        """
        return self._call(
            "account-rated-movies",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def rated_tv(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the shows that the member has rated.

        Answer: `page results total_pages total_results`, each row with its `rating`.
        """
        return self._call(
            "account-rated-tv",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def rated_episodes(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the episodes that the member has rated.

        Answer: `page results total_pages total_results`, each row with its `rating` and `show_id`.
        """
        return self._call(
            "account-rated-tv-episodes",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def watchlist_movies(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the films on the watchlist.

        Answer: `page results total_pages total_results`. `sort_by` is "created_at.asc" or "created_at.desc".
        """
        return self._call(
            "account-watchlist-movies",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )

    def watchlist_tv(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the shows on the watchlist.

        Answer: `page results total_pages total_results`. `sort_by` is "created_at.asc" or "created_at.desc".
        """
        return self._call(
            "account-watchlist-tv",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )
