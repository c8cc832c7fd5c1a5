"""Django's cache in the database: rate limits (on signing in, on becoming a guest) and codes that were used.

It is not in Redis, which evicts entries or refuses new ones when it is full: a stranger could fill it to get rid of the
limits on them.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import InterfaceError, OperationalError, connections, router
from django.utils import timezone

TABLE = "limits"


class LimitsCache(DatabaseCache):
    """Django's database cache, but a write that fails is an error.

    Django's own returns False then, as it does when another process was first, and allauth would take a database that
    doesn't answer for too many tries. The table is bounded (MAX_ENTRIES), and each counted try costs the sender more
    than it costs us.
    """

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
        """Write an entry, for `set`, `add` and `touch`.

        Raises OperationalError and InterfaceError.
        """
        failures: list[Exception] = []

        def record_failure(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except (OperationalError, InterfaceError) as error:
                failures.append(error)
                raise

        wrappers = connections[router.db_for_write(self.cache_model_class)].execute_wrappers
        wrappers.insert(0, record_failure)  # the outermost, so that it sees what the others raise, too
        try:
            is_written: bool = super()._base_set(*args, **kwargs)  # type: ignore[misc]  # unknown to the stubs
        finally:
            wrappers.remove(record_failure)
        if failures:
            raise failures[0]
        return is_written

    def delete_expired(self) -> None:
        """Delete expired entries, which Django does only once the table is full."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(TABLE)} WHERE expires < %s", [now])  # noqa: S608
