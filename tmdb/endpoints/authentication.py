"""Request tokens, sessions, and guest sessions."""

from tmdb.endpoints.group import Group, R


class Authentication(Group[R]):
    def validate_key(self) -> R:
        """Check the key or token that is sent.

        Answer: `success`. Raises AuthenticationFailed for one that TMDB does not accept.
        """
        return self._call("authentication-validate-key")

    def create_guest_session(self) -> R:
        """Begin a guest session, which ends a day after its last use.

        Answer: `guest_session_id expires_at`.
        """
        return self._call("authentication-create-guest-session")

    def create_request_token(self) -> R:
        """Create a request token, which the member approves on TMDB's page within an hour.

        Answer: `request_token expires_at`.
        """
        return self._call("authentication-create-request-token")

    def create_session(self, *, request_token: str) -> R:
        """Turn an approved request token into a session.

        Answer: `session_id`. Raises SessionDenied for a token that is not approved, or no longer valid.
        """
        return self._call("authentication-create-session", request_token=request_token)

    def convert_v4_token(self, *, access_token: str) -> R:
        """Turn an access token of TMDB's version 4 into a session.

        Answer: `session_id`.
        """
        return self._call("authentication-create-session-from-v4-token", access_token=access_token)

    def validate_with_login(self, *, username: str, password: str, request_token: str) -> R:
        """Approve a request token with the member's name and password.

        Answer: the same `request_token expires_at`. Raises LoginFailed, and SessionDenied for a token that is not open.
        """
        return self._call(
            "authentication-create-session-from-login",
            username=username,
            password=password,
            request_token=request_token,
        )

    def delete_session(self, *, session_id: str) -> R:
        """End a session.

        Answer: `success`. Raises NotFound for an unknown session.
        """
        return self._call("authentication-delete-session", session_id=session_id)


class GuestSessions(Group[R]):
    def rated_movies(
        self,
        guest_session_id: str,
        *,
        language: str | None = None,
        page: int | None = None,
        sort_by: str | None = None,
    ) -> R:
        """Return the films that the guest has rated.

        Answer: `page results total_pages total_results`, each row with its `rating`.
        """
        return self._call(
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
        """Return the shows that the guest has rated.

        Answer: `page results total_pages total_results`, each row with its `rating`.
        """
        return self._call(
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
        """Return the episodes that the guest has rated.

        Answer: `page results total_pages total_results`, each row with its `rating`.
        """
        return self._call(
            "guest-session-rated-tv-episodes",
            guest_session_id=guest_session_id,
            language=language,
            page=page,
            sort_by=sort_by,
        )
