"""The account at TMDB that a push writes to."""

from dataclasses import dataclass, field
from typing import Any

from catalog.gateway import api, tmdb_client
from library.sync.snapshot import ListContents
from tmdb import Call, errors
from tmdb.payload import JSON

PUSH_TIMEOUT = 20.0  # seconds for a call


@dataclass(frozen=True, repr=False)
class PushSession:
    """A member's account and session, for one run.

    `lists` are those that the run has read, by their id on TMDB: when (time.monotonic), and what each held.
    """

    account_id: int
    session_id: str
    lists: dict[int, tuple[float, ListContents]] = field(default_factory=dict)

    def send(self, call: Call, timeout: float = PUSH_TIMEOUT) -> Any:
        return tmdb_client.send(call, timeout)

    def read(self, call: Call) -> JSON:
        data: JSON = self.send(call)
        return data

    def expect(self, pages: int) -> None:
        """Ignore the number of pages: nobody watches a list being read before it is changed."""

    def is_valid(self) -> bool:
        """Return whether TMDB still takes the session; True also when an error says nothing about that."""
        try:
            self.send(api.account.details("me", session_id=self.session_id))
        except errors.NotAllowed:
            return False
        except errors.TMDBError:
            return True
        return True
