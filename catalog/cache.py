"""Django's cache, which holds limits on tries (to sign in, to be a guest) and codes that were used: in the database.

A store that evicts would let a stranger wipe out what limits them, by filling it. Redis does that, or refuses to take
more, as its operator has it.
"""

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

TABLE = "limits"


class LimitsCache(DatabaseCache):
    """It is bounded (MAX_ENTRIES), and each try that is counted costs the sender more than it costs us."""

    def sweep(self) -> None:
        """Delete what is over: Django deletes it only where there is too much."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(TABLE)} WHERE expires < %s", [now])  # noqa: S608
