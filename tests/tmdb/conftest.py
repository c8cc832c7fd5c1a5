"""A Redis for what counts over several processes."""

import pytest
import redis

from tests import settings
from tests.conftest import skip_without

URL = f"{settings.REDIS}/15"


@pytest.fixture(scope="session")
def redis_client() -> redis.Redis:
    client = redis.Redis.from_url(URL, socket_timeout=2)
    try:
        client.ping()
    except redis.RedisError:
        skip_without("Redis")
    return client
