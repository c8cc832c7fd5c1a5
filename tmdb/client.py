"""The client: endpoint groups whose methods perform their call."""

from typing import Any

from tmdb.call import Call
from tmdb.deadline import Deadline
from tmdb.endpoints import Endpoints
from tmdb.requestor import Requestor

REQUEST_TIMEOUT = 30.0  # seconds for a call that names no deadline of its own


class Client(Endpoints[Any]):
    """Performs each call at once, and gives back its JSON as TMDB sent it. Raises `tmdb.errors.TMDBError`."""

    def __init__(self, requestor: Requestor, *, patience: float = REQUEST_TIMEOUT, blocking: bool = True) -> None:
        self._requestor, self._patience, self._blocking = requestor, patience, blocking
        super().__init__(self._perform)

    def _perform(self, call: Call) -> Any:
        deadline = Deadline.after(self._patience)
        return self._requestor.send(call, deadline=deadline, blocking=self._blocking).data
