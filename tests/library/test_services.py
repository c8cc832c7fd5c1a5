"""What a member can not do is refused before anything is written."""

from typing import Any

import pytest

from accounts.models import User
from library import services
from tests.library.conftest import Tmdb, episode, title

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", [0, 0.3, 10.5, -1, float("nan"), float("inf"), "x"])
def test_what_is_no_rating(bob: User, value: Any) -> None:
    with pytest.raises((ValueError, OverflowError)):
        services.rating_set(user=bob, title=title(), value=value)
    assert not bob.ratings.exists()


def test_episodes_are_on_no_list(bob: User, tmdb: Tmdb) -> None:
    owls = services.list_create(user=bob, name="Owls")
    with pytest.raises(ValueError, match="films and shows"):
        services.list_item_set(list_=owls, title=episode(tmdb), on=True)
