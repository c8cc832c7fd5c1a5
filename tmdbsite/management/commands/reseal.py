"""Seal anew, under today's SECRET_KEY, what was sealed under a former one; `manage.py start` does it, too."""

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
OF_AUTHENTICATORS = ("secret", "seed")


class Command(BaseCommand):
    help = "Seal secrets anew under the newest SECRET_KEY, so that the former ones can be forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = [*_sessions(), *_authenticators()]
        lost = outcomes.count(False)
        self.stdout.write(f"{len(outcomes) - lost} sealed anew.")
        if lost:
            self.stderr.write(f"{lost} can't be opened: the key they were sealed under is not in SECRET_KEY_FALLBACKS.")


def _sessions() -> Iterator[bool]:
    for model, field in SESSIONS:
        rows = model._default_manager.exclude(**{field: ""})
        for number, sealed in rows.values_list("pk", field).iterator():
            yield _session_resealed(model, field, number, sealed)


def _session_resealed(model: type[Model], field: str, number: int, sealed: str) -> bool:
    """Not, where the member has just linked again: that session is sealed under the newest key."""
    try:
        anew = encryption.reencrypt(sealed)
    except encryption.CannotDecrypt:
        return False
    model._default_manager.filter(pk=number, **{field: sealed}).update(**{field: anew})
    return True


def _authenticators() -> Iterator[bool]:
    for row in Authenticator.objects.iterator():
        for name in OF_AUTHENTICATORS:
            if name in row.data:
                yield _authenticator_resealed(row, name)


def _authenticator_resealed(row: Authenticator, name: str) -> bool:
    try:
        row.data[name] = encryption.reencrypt(row.data[name])
    except encryption.CannotDecrypt:
        return False
    row.save(update_fields=["data"])
    return True
