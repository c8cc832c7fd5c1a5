"""Tokens in links that set a new password."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator


class RoleAwareTokenGenerator(EmailAwarePasswordResetTokenGenerator):
    """A link ends when its member becomes a host or an admin, for a host may have handed it out and kept it.

    It stays so when they are a member alone again.
    """

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        role = f"{user.is_staff}|{user.is_superuser}|{user.role_changed_at or ''}"
        return f"{super()._make_hash_value(user, timestamp)}|{role}"
