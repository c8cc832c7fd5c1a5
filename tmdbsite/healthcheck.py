"""Ends with 0 when the web server on this machine answers, else with 1: a container asks every half minute.

The standard library alone, and no settings: `python -I tmdbsite/healthcheck.py` takes a tenth of a second.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

TIMEOUT = 4.0  # seconds


def answers(host: str, port: int) -> bool:
    """Return whether the web server itself answers, with no proxy of the environment in between."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = HTTPConnection(target, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not answers(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))))
