"""Tokens, sessions, and guests."""

from tmdb.endpoints.group import Group, R


class Authentication(Group[R]):
    def validate_key(self) -> R:
        """`success`: whether TMDB takes the key."""
        return self._make("authentication-validate-key")

    def create_guest_session(self) -> R:
        """`guest_session_id expires_at`: good for a day after its last use."""
        return self._make("authentication-create-guest-session")

    def create_request_token(self) -> R:
        """`request_token expires_at`: good for an hour; the member approves it on TMDB's page."""
        return self._make("authentication-create-request-token")

    def create_session(self, *, request_token: str) -> R:
        """`session_id`, for an approved token. Raises SessionDenied for one that is not, or no
        longer."""
        return self._make("authentication-create-session", request_token=request_token)

    def convert_v4_token(self, *, access_token: str) -> R:
        """`session_id`, for an access token of version 4."""
        return self._make("authentication-create-session-from-v4-token", access_token=access_token)

    def validate_with_login(self, *, username: str, password: str, request_token: str) -> R:
        """Approve a token with the member's name and password: the same `request_token expires_at`. Raises
        LoginFailed, and SessionDenied for a token that is not open."""
        return self._make(
            "authentication-create-session-from-login",
            username=username,
            password=password,
            request_token=request_token,
        )

    def delete_session(self, *, session_id: str) -> R:
        """End a session: `success`. Raises NotFound for one that is unknown."""
        return self._make("authentication-delete-session", session_id=session_id)


class GuestSessions(Group[R]):
    def rated_movies(
        self,
        guest_session_id: str,
        *,
        language: str | None = None,
        page: int | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Films with the guest's `rating`. `page results total_pages total_results`."""
        return self._make(
            "guest-session-rated-movies",
            guest_session_id=guest_session_id,
            language=language,
            page=page,
            sort_by=sort_by,
        )

    def rated_tv(
        self,
        guest_session_id: str,
        *,
        language: str | None = None,
        page: int | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Shows with the guest's `rating`. `page results total_pages total_results`."""
        return self._make(
            "guest-session-rated-tv",
            guest_session_id=guest_session_id,
            language=language,
            page=page,
            sort_by=sort_by,
        )

    def rated_episodes(
        self,
        guest_session_id: str,
        *,
        language: str | None = None,
        page: int | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Episodes with the guest's `rating`. `page results total_pages total_results`."""
        return self._make(
            "guest-session-rated-tv-episodes",
            guest_session_id=guest_session_id,
            language=language,
            page=page,
            sort_by=sort_by,
        )
