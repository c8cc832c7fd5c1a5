"""Django's LOGGING for `LOG_LEVEL` and `LOG_FORMAT`. Lines of processes without Django: child_lines.py."""

from typing import Any

LEVELS = ("info", "debug", "warning", "error")  # the first is the default
FORMATS = ("line", "json")
APPS = ("tmdb", "jobs", "catalog", "accounts", "library", "tmdbsite")
# In this order: the last one drops the templates of the messages.
FILTERS = {
    "lost_broker": {"()": "tmdbsite.logs.LostBrokerFilter"},
    "request": {"()": "tmdbsite.logs.RequestFilter"},
    "event": {"()": "tmdbsite.log_formats.EventFilter"},
    "bound": {"()": "tmdbsite.log_bounds.BoundFilter"},
    "redact": {"()": "tmdb.redaction.RedactingFilter"},
}
FORMATTERS = {
    "line": {
        "()": "tmdbsite.log_formats.LineFormatter",
        "format": "{asctime} {levelname} {name}: {message}",
        "style": "{",
    },
    "json": {"()": "tmdbsite.log_formats.EventFormatter"},
}


def build_logging(level: str, format_name: str) -> dict[str, Any]:
    """Return the setting: our own loggers log from `level` on, those of others warnings at most."""
    others = {"debug": "INFO", "error": "ERROR"}.get(level, "WARNING")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": FILTERS,
        "formatters": {format_name: FORMATTERS[format_name]},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": format_name, "filters": list(FILTERS)},
            "errors": {"class": "tmdbsite.recent_errors.RecentErrorsHandler", "filters": list(FILTERS)},
        },
        "root": {"handlers": ["console", "errors"], "level": others},
        "loggers": {
            **{name: {"level": level.upper()} for name in APPS},
            "django": {"handlers": [], "level": others, "propagate": True},
            "_granian": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
