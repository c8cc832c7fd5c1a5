"""Say where the site is, once it answers."""

import os
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 60.0  # seconds


def main(host: str, port: str) -> None:
    reachable = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    address = f"http://{reachable}:{port}/"
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if _answers(f"{address}healthz"):
            print(f"\n  The site is at {address}\n{_first_admin(address)}  Ctrl-C ends it.\n", flush=True)
            return
        time.sleep(0.2)
    print(f"The site does not answer at {address}; the lines above say why.", flush=True)
    sys.exit(1)  # the supervisor ends


def _first_admin(address: str) -> str:
    path = os.environ.get("FIRST_ADMIN", "")
    if not path:
        return ""
    return f"  It has no members yet. This link makes the first, who is its admin:\n  {address.rstrip('/')}{path}\n"


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
