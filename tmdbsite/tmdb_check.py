"""Whether TMDB answers and takes the key: when somebody wants to know, and once in half a minute over all processes.

So a stranger who asks for `/readyz` again and again sends nothing to TMDB, and nobody waits but who asks it.
"""

import json
import time
from contextlib import suppress
from typing import cast

import redis

from catalog.gateway import api, tmdb_client
from jobs import redis_client
from tmdb import Deadline, errors

CHECK_TIMEOUT = 3.0  # seconds
CHECK_INTERVAL = 30  # seconds
RESULT_TTL = 3600  # seconds for which a result stands in while another process asks
RESULT_KEY, LOCK_KEY = "key:verdict", "key:check"
KEY_REFUSED = "TMDB does not take the key. Look at TMDB_ACCESS_TOKEN."
NOT_CHECKED = "TMDB is being asked for the first time."


def find_problem() -> str:
    """Return what is wrong with TMDB or the key to it, "" for nothing."""
    client = redis_client.client()
    try:
        former = _read_result()
        if former and time.time() - former[0] < CHECK_INTERVAL:
            return former[1]
        if not client.set(LOCK_KEY, 1, nx=True, ex=int(CHECK_TIMEOUT) + 2):
            return former[1] if former else NOT_CHECKED
    except redis.RedisError:
        return _ask_tmdb(former_problem="")
    problem = _ask_tmdb(former_problem=former[1] if former else "")
    with suppress(redis.RedisError):
        client.set(RESULT_KEY, json.dumps([time.time(), problem]), ex=RESULT_TTL)
        client.delete(LOCK_KEY)
    return problem


def _read_result() -> tuple[float, str] | None:
    """Return when TMDB was asked last, and what was wrong; None for what was not written here."""
    value = cast("bytes | None", redis_client.client().get(RESULT_KEY))
    try:
        at, problem = json.loads(value or b"")
        return float(at), str(problem)
    except (ValueError, TypeError):
        return None


def _ask_tmdb(former_problem: str) -> str:
    """Ask TMDB about the key, in line with pages. A limit on requests tells nothing new."""
    try:
        tmdb_client.requestor().send(api.authentication.validate_key(), deadline=Deadline.after(CHECK_TIMEOUT))
    except errors.AuthenticationFailed:
        return KEY_REFUSED
    except errors.RateLimited:
        return former_problem
    except errors.TMDBError as error:
        return f"TMDB could not be asked ({type(error).__name__})."
    return ""
