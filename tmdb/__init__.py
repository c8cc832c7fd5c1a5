"""A client of The Movie Database's API, version 3.

It needs the standard library, requests and, for limits that several processes share, a client of Redis; no Django.

Three layers, each of which takes the next one as an argument:

    Client      endpoint groups with typed methods      client.movies.details(603, language="de-DE")
    Requestor   credentials, errors, retries, deadline  requestor.send(call, deadline=Deadline.after(4))
    Transport   only I/O                                transport.send(Request(…), deadline)

A method describes a `Call` and hands it to a handler: that of `Client` sends it, `Endpoints(lambda call: call)` returns
the description, so that a cache can answer it.

    client = Client(Requestor(RequestsTransport(), token="…"))
    client.movies.details(603, append_to_response=["credits"])["title"]

`tmdb.errors` has the tree of errors, `tmdb.endpoints` the shapes and units of answers.
"""

from tmdb import errors
from tmdb.call import Call
from tmdb.client import Client
from tmdb.deadline import Deadline
from tmdb.endpoints import Endpoints
from tmdb.hold import LocalHold, SharedHold
from tmdb.images import Images, Picture
from tmdb.limits import LocalLimiter, NoLimiter, SharedLimiter
from tmdb.requestor import Reply, Requestor
from tmdb.routes import OPERATIONS, Operation
from tmdb.transport import RequestsTransport

__all__ = [
    "OPERATIONS",
    "Call",
    "Client",
    "Deadline",
    "Endpoints",
    "Images",
    "LocalHold",
    "LocalLimiter",
    "NoLimiter",
    "Operation",
    "Picture",
    "Reply",
    "Requestor",
    "RequestsTransport",
    "SharedHold",
    "SharedLimiter",
    "errors",
]
