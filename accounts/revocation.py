"""Sessions at TMDB that nobody needs any more. Ended at once, or by a worker when TMDB can't be asked."""

import logging

from django.db import transaction

from accounts import encryption
from accounts.models import SessionToRevoke
from catalog.gateway import api, tmdb_client
from tmdb import errors

log = logging.getLogger("accounts.revocation")

PATIENCE = 3.0  # seconds: a page may wait for it


def end_soon(sealed_session: str) -> None:
    """End it as soon as what it is part of is committed; if that fails, later."""
    row = SessionToRevoke.objects.create(sealed_session=sealed_session)
    transaction.on_commit(lambda: _end(row))


def end_waiting() -> int:
    """Ask again for all that wait; how many are over. The first that TMDB has no answer for ends the round."""
    ended = 0
    for row in SessionToRevoke.objects.all():
        if not _end(row):
            break
        ended += 1
    return ended


def _end(row: SessionToRevoke) -> bool:
    """Whether it is over: TMDB says so, or knows no such session, or it can't be opened any more."""
    try:
        call = api.authentication.delete_session(session_id=encryption.decrypt(row.sealed_session))
        tmdb_client.send(call, PATIENCE)
    except (errors.Unavailable, errors.RateLimited, errors.BadAnswer, errors.AuthenticationFailed) as error:
        log.warning("session not ended yet reason=%s", type(error).__name__)
        return False
    except (errors.TMDBError, encryption.CannotDecrypt) as error:
        log.warning("session given up reason=%s", type(error).__name__)
    row.delete()
    return True
