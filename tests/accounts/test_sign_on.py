"""A club's own sign-on, by OpenID Connect: there and back with a provider that really answers."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.test import Client

from accounts.invitations import invitation_create
from accounts.models import User
from tests.accounts.sign_on import SignOn, serve
from tests.conftest import get_page, read_destination, sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/oidc/club/login/"


@pytest.fixture
def sign_on(settings: Any) -> Iterator[SignOn]:
    with serve() as provider:
        club = {"provider_id": "club", "name": "Club pass", "client_id": "club-site", "secret": "s"}
        apps = {"APPS": [club | {"settings": {"server_url": provider.address}}], "OAUTH_PKCE_ENABLED": True}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": apps}
        yield provider


def there_and_back(client: Client, address: str = LOGIN) -> Any:
    back = requests.get(read_destination(client.post(address)), allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith("http://testserver/accounts/oidc/club/login/callback/?")
    return client.get(back.removeprefix("http://testserver"), follow=True)


def test_who_is_new_needs_an_invitation_as_everybody_does(visitor: Client, sign_on: SignOn) -> None:
    assert "Club pass" in get_page(visitor, "/accounts/login/")
    assert "By invitation" in there_and_back(visitor).content.decode()
    visitor.get(invitation_create(created_by=None, days=1, max_uses=1).get_absolute_url())
    assert "Choose the name" in there_and_back(visitor).content.decode()
    visitor.post("/accounts/3rdparty/signup/", {"username": "vera", "email": ""})
    assert User.objects.get().username == "vera"

    other = Client()
    there_and_back(other)
    assert "vera" in get_page(other, "/accounts/")
    assert User.objects.count() == 1


def test_a_member_connects_it(bob: User, sign_on: SignOn) -> None:
    there_and_back(sign_in(bob), f"{LOGIN}?process=connect")
    other = Client()
    there_and_back(other)
    assert "bob" in get_page(other, "/accounts/")


def test_a_token_for_somebody_else_signs_nobody_in(bob: User, sign_on: SignOn) -> None:
    there_and_back(sign_in(bob), f"{LOGIN}?process=connect")
    sign_on.audience = "another-site"
    other = Client()
    assert "That did not work" in there_and_back(other).content.decode()
    assert "_auth_user_id" not in other.session


def test_the_sign_on_is_away(visitor: Client, settings: Any, sign_on: SignOn) -> None:
    app = {"provider_id": "club", "name": "Club pass", "client_id": "c", "secret": "s"}
    app |= {"settings": {"server_url": "http://127.0.0.1:1"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    response = visitor.post(LOGIN)
    assert response.status_code == 503
    assert "The other site gave no good answer" in response.content.decode()
