"""The permissions of hosts in the admin. Admins may do everything.

Of what members did (ratings, marks, lists, the outbox, and titles, which are there because somebody did something with
them) hosts see counts and states, and no row.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend

HOST_PERMISSIONS = frozenset(
    {
        *(f"accounts.view_{model}" for model in ("user", "tmdblink", "invitation")),
        *(f"accounts.{verb}_invitation" for verb in ("add", "change", "delete")),
        "library.view_sync",
    }
)


class HostBackend(BaseBackend):
    """Grants hosts (members with `is_staff`) their permissions."""

    def has_perm(self, user_obj: Any, perm: str, obj: object | None = None) -> bool:
        return bool(user_obj.is_active and user_obj.is_staff and perm in HOST_PERMISSIONS)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(self.has_perm(user_obj, perm) for perm in HOST_PERMISSIONS if perm.startswith(f"{app_label}."))
