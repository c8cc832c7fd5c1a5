"""What hosts may do in the admin. Admins may do everything.

Of what a member did (ratings, marks, lists, what waits for TMDB, and titles, which are there because somebody did
something with them) a host sees counts and states, and no row.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend

HOSTS_MAY = frozenset(
    {
        *(f"accounts.view_{model}" for model in ("user", "tmdblink", "invitation")),
        *(f"accounts.{verb}_invitation" for verb in ("add", "change", "delete")),
        "library.view_sync",
    }
)


class HostBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: object | None = None) -> bool:
        return bool(user_obj.is_active and user_obj.is_staff and perm in HOSTS_MAY)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(self.has_perm(user_obj, perm) for perm in HOSTS_MAY if perm.startswith(f"{app_label}."))
