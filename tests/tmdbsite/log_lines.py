"""The lines that the site's log would have: through the filters and formatters of its settings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.module_loading import import_string

from tmdbsite import log_settings


def _build(configuration: dict[str, Any], **options: Any) -> Any:
    options |= {"fmt" if key == "format" else key: value for key, value in configuration.items() if key != "()"}
    return import_string(configuration["()"])(**options)


@contextmanager
def logged_lines(format_name: str = "line", **bound: float) -> Iterator[list[str]]:
    """Collect what is logged meanwhile, one entry an event. `bound`: options of the filter that drops lines."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(_build(log_settings.FORMATTERS[format_name]))
    for name, configuration in log_settings.FILTERS.items():
        handler.addFilter(_build(configuration, **(bound if name == "bound" else {})))
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    root.handlers.insert(0, handler)  # before others whose filters change the record
    try:
        yield lines
    finally:
        root.removeHandler(handler)
