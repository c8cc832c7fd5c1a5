"""The last errors: one row a kind, bounded, redacted, and no trouble of their own."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import redis

from accounts.models import User
from jobs import redis_client
from tests.conftest import get_page, sign_in
from tmdbsite.recent_errors import MAX_KINDS, RecentErrorsHandler, read_recent_errors

log = logging.getLogger("catalog.tests")


def site_handler() -> RecentErrorsHandler:
    """Return the handler of the settings."""
    [handler] = [handler for handler in logging.getLogger().handlers if isinstance(handler, RecentErrorsHandler)]
    return handler


@pytest.fixture(autouse=True)
def _no_errors() -> Iterator[None]:
    site_handler().flush()
    redis_client.client().flushdb()
    yield
    site_handler().flush()


def fail(secret: str) -> None:
    try:
        raise ValueError(f"GET /3/account?session_id={secret}")
    except ValueError:
        log.exception("page failed path=%s", "/movie/603/\nforged line")


def test_an_error_that_repeats_is_one_row_and_its_secrets_are_masked() -> None:
    for _ in range(3):
        fail("0123456789abcdef")
    log.warning("refresh failed")
    log.error("circuit opened")
    site_handler().flush()
    errors = read_recent_errors()
    assert [(error.text, error.count) for error in errors] == [
        ("circuit opened", 1),
        ("page failed path=/movie/603/\\nforged line (ValueError: GET /3/account?session_id=•)", 3),
    ]


def test_the_table_is_bounded() -> None:
    for number in range(MAX_KINDS + 9):
        site_handler().handle(
            logging.LogRecord("x", logging.ERROR, "file.py", number, f"part{number} failed number=%d", (number,), None)
        )
    site_handler().flush()
    errors = read_recent_errors()
    assert len(errors) == MAX_KINDS
    assert errors[0].text == f"part{MAX_KINDS + 8} failed number={MAX_KINDS + 8}"
    assert len(redis_client.client().hgetall("errors:rows")) == MAX_KINDS  # type: ignore[arg-type]


def test_errors_wait_for_redis_and_the_handler_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **options: Any) -> Any:
        raise redis.ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(redis_client.client().connection_pool, "get_connection", away)
        log.error("hold began")
        site_handler().flush()
        with pytest.raises(redis.RedisError):
            read_recent_errors()
    site_handler().flush()
    assert [error.text for error in read_recent_errors()] == ["hold began"]


@pytest.mark.django_db
def test_admins_see_them_on_the_operators_page_and_hosts_do_not(alice: User, bob: User) -> None:
    log.error("circuit opened title=%s", "<b>")
    site_handler().flush()
    body = get_page(sign_in(alice), "/admin/tmdb/")
    assert "circuit opened title=&lt;b&gt;" in body
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    assert "circuit opened" not in get_page(sign_in(bob), "/admin/tmdb/")
    redis_client.client().hset("errors:rows", "x", "nonsense")
    redis_client.client().zadd("errors:times", {"x": 2e9})
    assert "circuit opened" in get_page(sign_in(alice), "/admin/tmdb/")
