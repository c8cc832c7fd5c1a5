"""What a watcher is told."""

import pytest
from django.test import Client

from jobs import redis_client
from tests.stand_in import DOWN, StandIn


def test_alive(visitor: Client) -> None:
    assert visitor.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_all_is_there(visitor: Client) -> None:
    response = visitor.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "tmdb": "ok"}


@pytest.mark.django_db
def test_not_ready_without_tmdb(visitor: Client, stand_in: StandIn) -> None:
    redis_client.client().flushdb()
    stand_in.fault = DOWN
    response = visitor.get("/readyz")
    assert response.status_code == 503
    assert response.json()["tmdb"] == "no answer"
    assert response.json()["database"] == "ok"
