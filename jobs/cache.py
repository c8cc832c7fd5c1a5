"""Django's cache, which holds limits on tries (to sign in, to be a guest) and codes that were used: in the database.

A store that evicts would let a stranger wipe out what limits them, by filling it. Redis does that, or refuses to take
more, as its operator has it.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import InterfaceError, OperationalError, connections, router
from django.utils import timezone

TABLE = "limits"


class LimitsCache(DatabaseCache):
    """It is bounded (MAX_ENTRIES), and each try that is counted costs the sender more than it costs us.

    What can't be written is an error here. Django's own returns False, as where somebody else was first, and allauth's
    limits would take a database that doesn't answer for too many tries.
    """

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
        """Write an entry (set, add, touch). Raises OperationalError and InterfaceError."""
        failures: list[Exception] = []

        def note_failure(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except (OperationalError, InterfaceError) as error:
                failures.append(error)
                raise

        wrappers = connections[router.db_for_write(self.cache_model_class)].execute_wrappers
        wrappers.insert(0, note_failure)  # the outermost, so that it hears of what the others raise, too
        try:
            is_written: bool = super()._base_set(*args, **kwargs)  # type: ignore[misc]  # unknown to the stubs
        finally:
            wrappers.remove(note_failure)
        if failures:
            raise failures[0]
        return is_written

    def sweep(self) -> None:
        """Delete what is over: Django deletes it only where there is too much."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(TABLE)} WHERE expires < %s", [now])  # noqa: S608
