"""The one place that builds the TMDB client: with a key it talks to TMDB, without one to the stand-in, in process."""

from functools import cache
from pathlib import Path

import redis
from django.conf import settings

from catalog import connection
from tmdb import Client, RequestsTransport, SharedLimiter
from tmdb.wsgi_adapter import WSGIAdapter
from tmdb_demo.app import Application

# Never looked up: requests for it are answered by the stand-in mounted below.
DEMO_API_URL = "http://demo.tmdb.invalid/3"


@cache
def demo() -> Application:
    """The stand-in TMDB, over one file in the data folder that all processes share."""
    data = Path(settings.TMDB_DEMO_DATA) if settings.TMDB_DEMO_DATA else None
    return Application(Path(settings.DATA_DIR) / "tmdb-demo.sqlite3", data=data)
