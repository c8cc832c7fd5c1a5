"""The end of sessions at TMDB that are no longer needed: at once, or by a worker when TMDB can't be asked."""

import logging

from django.db import transaction

from accounts import encryption
from accounts.models import SessionToRevoke
from catalog.gateway import api, tmdb_client
from tmdb import errors

log = logging.getLogger("accounts.revocation")

REVOCATION_TIMEOUT = 3.0  # seconds: a page may wait for it


def revoke_session(encrypted_session: str) -> None:
    """End a session once the transaction around it is committed, or later if TMDB has no answer then."""
    row = SessionToRevoke.objects.create(encrypted_session=encrypted_session)
    transaction.on_commit(lambda: _revoke(row))


def revoke_pending() -> int:
    """Try again to end all sessions that wait, up to the first without an answer; return how many are over."""
    number = 0
    for row in SessionToRevoke.objects.all():
        if not _revoke(row):
            break
        number += 1
    return number


def _revoke(row: SessionToRevoke) -> bool:
    """Return whether the session is over: TMDB says so, or knows no such session, or it can't be decrypted any more."""
    try:
        call = api.authentication.delete_session(session_id=encryption.decrypt(row.encrypted_session))
        tmdb_client.send(call, REVOCATION_TIMEOUT)
    except (errors.Unavailable, errors.RateLimited, errors.BadAnswer, errors.AuthenticationFailed) as error:
        log.warning("revocation postponed reason=%s", type(error).__name__)
        return False
    except (errors.TMDBError, encryption.CannotDecrypt) as error:
        log.warning("revocation abandoned reason=%s", type(error).__name__)
    row.delete()
    return True
