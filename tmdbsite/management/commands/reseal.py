"""`manage.py reseal`: encrypt secrets again with the newest SECRET_KEY. `manage.py start` does it, too."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management import BaseCommand
from django.db.models import Model

from accounts import encryption
from accounts.models import SessionToRevoke, TmdbLink
from library.models import Guest

SESSIONS: tuple[tuple[type[Model], str], ...] = (
    (TmdbLink, "encrypted_session"),
    (SessionToRevoke, "encrypted_session"),
    (Guest, "encrypted_session"),
)
AUTHENTICATOR_SECRETS = ("secret", "seed")


class Command(BaseCommand):
    help = "Seal secrets anew under the newest SECRET_KEY, so that the former ones can be forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = [*_reseal_sessions(), *_reseal_authenticators()]
        lost = outcomes.count(False)
        self.stdout.write(f"{len(outcomes) - lost} sealed anew.")
        if lost:
            self.stderr.write(f"{lost} can't be opened: the key they were sealed under is not in SECRET_KEY_FALLBACKS.")


def _reseal_sessions() -> Iterator[bool]:
    for model, field in SESSIONS:
        rows = model._default_manager.exclude(**{field: ""})
        for number, sealed in rows.values_list("pk", field).iterator():
            yield _reseal_session(model, field, number, sealed)


def _reseal_session(model: type[Model], field: str, number: int, sealed: str) -> bool:
    """Encrypt a session with the newest key and return whether it could be decrypted.

    A session that has just been replaced is left alone: it has the newest key already.
    """
    try:
        new = encryption.reencrypt(sealed)
    except encryption.CannotDecrypt:
        return False
    model._default_manager.filter(pk=number, **{field: sealed}).update(**{field: new})
    return True


def _reseal_authenticators() -> Iterator[bool]:
    for row in Authenticator.objects.iterator():
        for name in AUTHENTICATOR_SECRETS:
            if name in row.data:
                yield _reseal_authenticator(row, name)


def _reseal_authenticator(row: Authenticator, name: str) -> bool:
    try:
        row.data[name] = encryption.reencrypt(row.data[name])
    except encryption.CannotDecrypt:
        return False
    row.save(update_fields=["data"])
    return True
