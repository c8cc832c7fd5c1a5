"""Prints the site's address as soon as it answers."""

import os
import sys
import time
from http.client import HTTPConnection, HTTPException

ANSWER_TIMEOUT = 60.0  # seconds


def main(host: str, port: str) -> None:
    end = time.monotonic() + ANSWER_TIMEOUT
    while time.monotonic() < end:
        if _answers(host, int(port)):
            address, hint = os.environ["SITE_ADDRESS"], os.environ.get("SITE_HINT", "")
            hint = f"  {hint}\n" if hint else ""
            print(f"\n  The site is at {address}\n{hint}{_format_first_admin()}  Ctrl-C ends it.\n", flush=True)
            return
        time.sleep(0.2)
    print(f"The site does not answer at {host}:{port}; the lines above say why.", flush=True)
    sys.exit(1)  # which ends the supervisor


def _format_first_admin() -> str:
    address = os.environ.get("FIRST_ADMIN", "")
    return f"  It has no members yet. This link makes the first, who is its admin:\n  {address}\n" if address else ""


def _answers(host: str, port: int) -> bool:
    """Return whether the web server itself answers, with no proxy of the environment in between."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = HTTPConnection(target, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
