"""A member's account: `account_id` may be anything, the session decides."""

from tmdb.endpoints.group import Group, R


class Account(Group[R]):
    def details(self, account_id: int | str, *, session_id: str | None = None) -> R:
        """Who the session belongs to: `id username name iso_639_1 iso_3166_1 include_adult avatar`."""
        return self._make("account-details", account_id=account_id, session_id=session_id)

    def set_favorite(
        self,
        account_id: int | str,
        *,
        media_type: str,
        media_id: int,
        favorite: bool,
        session_id: str | None = None,
    ) -> R:
        """Mark or unmark a favourite. `media_type` is "movie" or "tv". `status_code` 1 the first time, 12 when it
        was there, 13 when it is taken away."""
        return self._make(
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
        """Put on the watchlist or take off. `media_type` is "movie" or "tv". `status_code` as for a favourite."""
        return self._make(
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
        """`page results total_pages total_results`. `sort_by` is "created_at.asc" or
        "created_at.desc"."""
        return self._make(
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
        """`page results total_pages total_results`. `sort_by` is "created_at.asc" or
        "created_at.desc"."""
        return self._make(
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
        """Lists of the member's own. `page results total_pages total_results`."""
        return self._make("account-lists", account_id=account_id, page=page, session_id=session_id)

    def rated_movies(
        self,
        account_id: int | str,
        *,
        language: str | None = None,
        page: int | None = None,
        session_id: str | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Films with the member's `rating`. `page results total_pages total_results`."""
        return self._make(
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
        """Shows with the member's `rating`. `page results total_pages total_results`."""
        return self._make(
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
        """Episodes with the member's `rating` and their `show_id`. `page results total_pages
        total_results`."""
        return self._make(
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
        """`page results total_pages total_results`. `sort_by` is "created_at.asc" or
        "created_at.desc"."""
        return self._make(
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
        """`page results total_pages total_results`. `sort_by` is "created_at.asc" or
        "created_at.desc"."""
        return self._make(
            "account-watchlist-tv",
            account_id=account_id,
            language=language,
            page=page,
            session_id=session_id,
            sort_by=sort_by,
        )
