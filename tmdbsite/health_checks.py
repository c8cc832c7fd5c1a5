"""Checks whether all that the site needs answers."""

import redis
from django.db import Error, connection

from jobs.redis_client import client
from tmdbsite import tmdb_check


def find_problems() -> dict[str, str]:
    """Return what is wrong with the database, the broker and TMDB, "" for nothing."""
    problems = {"database": _find_database_problem(), "broker": _find_broker_problem()}
    # Without Redis nobody knows when TMDB was asked last.
    return problems | {"tmdb": "not asked without the broker" if problems["broker"] else tmdb_check.find_problem()}


def _find_database_problem() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"no answer ({type(error).__name__})"
    return ""


def _find_broker_problem() -> str:
    try:
        client().ping()
    except redis.RedisError as error:
        return f"no answer ({type(error).__name__})"
    return ""
