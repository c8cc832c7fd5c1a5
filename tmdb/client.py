"""The client: endpoint groups whose methods send their call at once."""

from typing import Any

from tmdb.call import Call
from tmdb.deadline import Deadline
from tmdb.endpoints import Endpoints
from tmdb.requestor import Requestor

REQUEST_TIMEOUT = 30.0  # seconds


class Client(Endpoints[Any]):
    """Sends each call at once, and returns its JSON as TMDB sent it; the methods raise TMDBError.

    `timeout`: seconds for a call, its retries included. `background`: as for `Requestor.send`.
    """

    def __init__(self, requestor: Requestor, *, timeout: float = REQUEST_TIMEOUT, background: bool = True) -> None:
        self._requestor, self._timeout, self._background = requestor, timeout, background
        super().__init__(self._send)

    def _send(self, call: Call) -> Any:
        deadline = Deadline.after(self._timeout)
        return self._requestor.send(call, deadline=deadline, background=self._background).data
