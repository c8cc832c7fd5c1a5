"""The queues of the two workers, as Celery keeps them in Redis."""

from jobs import redis_client

QUEUE_KEYS = {"quick": "celery:celery", "jobs": "celery:jobs"}  # {worker: the list in which its tasks wait}


def read_lengths() -> dict[str, int]:
    """Return how many tasks wait for each worker. Raises redis.RedisError."""
    return {name: int(redis_client.client().llen(key)) for name, key in QUEUE_KEYS.items()}


def count_unacknowledged() -> int:
    """Return how many tasks workers have taken and not ended. Raises redis.RedisError."""
    return int(redis_client.client().hlen("celery:unacked"))
