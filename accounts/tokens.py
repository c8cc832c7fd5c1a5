"""Tokens in links that set a new password."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator


class RoleAwareTokenGenerator(EmailAwarePasswordResetTokenGenerator):
    """A link ends when its member becomes a host or an admin: a host may have handed it out, and kept it."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.is_staff}|{user.is_superuser}"
