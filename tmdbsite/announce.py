"""Prints what the site is, where it is, and what to do next, as soon as it answers."""

import os
import sys
import time

from tmdbsite.healthcheck import answers

ANSWER_TIMEOUT = 60.0  # seconds


def main(host: str, port: str) -> None:
    end = time.monotonic() + ANSWER_TIMEOUT
    while time.monotonic() < end:
        if answers(host, int(port)):
            print(f"\n{os.environ['ANNOUNCEMENT']}\n", flush=True)
            return
        time.sleep(0.2)
    print(f"The site does not answer at {host}:{port}; the lines above say why.", flush=True)
    sys.exit(1)  # which ends the supervisor


def build_text(*, name: str, is_demo: bool, address: str, hint: str, first_admin: str) -> str:
    """Return the lines: what it is and where, a hint if there is one, and on a site without members what to do next."""
    data = "with bundled demo data until TMDB_ACCESS_TOKEN is set" if is_demo else "with TMDB's data"
    lines = [f"{name}: a film site, {data}.", f"It is at {address}"]
    if hint:
        lines.append(hint)
    if first_admin:
        lines.append(f"Next: this link makes the first member, who is its admin: {first_admin}")
    return "\n".join(f"  {line}" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
