"""What tests of members' accounts share."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.models import User


@pytest.fixture
def hasher_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords that were hashed."""
    runs: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        runs.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return runs


def with_address(user: User, **fields: Any) -> None:
    address = f"{user.username}@example.org"
    User.objects.filter(pk=user.pk).update(email=address, **fields)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
