"""Linking an account at TMDB: the way there and back, and all that can go wrong on it."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import set_script_prefix

from accounts import sealing
from accounts.invitations import invitation_make
from accounts.models import TmdbLink, User
from tests.conftest import page, signed_in
from tests.stand_in import DOWN, StandIn

MONA, OTTO = 9100101, 9100102

pytestmark = pytest.mark.django_db


def start(client: Client, process: str = "connect") -> str:
    """To TMDB's page; its address."""
    response = client.post(f"/accounts/tmdb/login/?process={process}")
    assert response.status_code == 302, response.content
    return str(response.headers["Location"])


def decide(client: Client, address: str, account: int = MONA, decision: str = "allow") -> str:
    """What TMDB's page leads back to."""
    form = f"account={account}&decision={decision}"
    response = client.post(address, form, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    return str(response.headers["Location"])


def linked(client: Client, account: int = MONA) -> Any:
    return client.get(decide(client, start(client), account), follow=True)


def test_there_and_back(bob: User, stand_in: StandIn) -> None:
    client = signed_in(bob)
    address = start(client)
    assert "May this site use your TMDB account?" in page(client, address)
    response = client.get(decide(client, address), follow=True)
    assert "Linked as <strong>mona</strong>" in response.content.decode()
    link = TmdbLink.objects.get(user=bob)
    assert (link.account_id, link.state) == (MONA, "active")
    assert link.session_id() not in link.sealed_session
    assert stand_in.app.get(f"/3/account?session_id={link.session_id()}", {})[0] in {200, 404}


def test_the_session_is_shown_nowhere(bob: User, alice: User, caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in(bob)
    linked(client)
    session = TmdbLink.objects.get().session_id()
    pages = [
        page(client, address) for address in ("/accounts/", "/accounts/link/", "/me/", "/me/sync/", "/accounts/data/")
    ]
    host = signed_in(alice)
    pages += [
        page(host, f"/admin/accounts/tmdblink/{TmdbLink.objects.get().pk}/change/"),
        page(host, "/admin/accounts/user/"),
    ]
    from allauth.socialaccount.models import SocialAccount

    stored = json.dumps(list(SocialAccount.objects.values("uid", "extra_data")))
    for text in (*pages, stored, repr(TmdbLink.objects.get()), str(TmdbLink.objects.get()), caplog.text):
        assert session not in text


def test_denied(bob: User) -> None:
    client = signed_in(bob)
    response = client.get(decide(client, start(client), decision="deny"))
    assert "TMDB was told no" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_replayed(bob: User) -> None:
    client = signed_in(bob)
    back = decide(client, start(client))
    client.get(back)
    response = client.get(back)
    assert response.status_code == 400
    assert "did not begin here" in response.content.decode()
    assert TmdbLink.objects.count() == 1


def test_in_another_browser(bob: User) -> None:
    client, other = signed_in(bob), signed_in(bob)
    response = other.get(decide(client, start(client)))
    assert "did not begin here" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_by_another_member_in_the_same_browser(bob: User, charlie: User) -> None:
    client = signed_in(bob)
    back = decide(client, start(client))
    states = client.session["socialaccount_states"]
    client.force_login(charlie)
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    response = client.get(back)
    assert response.status_code == 403
    assert "Somebody else began this" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_a_token_that_was_never_approved_or_is_too_old(bob: User) -> None:
    client = signed_in(bob)
    token = urlsplit(start(client)).path.rstrip("/").rpartition("/")[2]
    response = client.get(f"/accounts/tmdb/login/callback/?request_token={token}&approved=true")
    assert response.status_code == 400
    assert "That took too long" in response.content.decode()


def test_another_members_account(bob: User, charlie: User) -> None:
    linked(signed_in(bob))
    client = signed_in(charlie)
    response = client.get(decide(client, start(client)))
    assert response.status_code == 409
    assert "Another member of the club has linked this" in response.content.decode()
    assert TmdbLink.objects.get().user == bob


def test_tmdb_is_down_at_either_end(bob: User, stand_in: StandIn) -> None:
    client = signed_in(bob)
    stand_in.fault = DOWN
    response = client.post("/accounts/tmdb/login/?process=connect")
    assert (response.status_code, "TMDB isn" in response.content.decode()) == (503, True)
    stand_in.fault = None
    back = decide(client, start(client))
    stand_in.fault = DOWN
    response = client.get(back)
    assert response.status_code == 503
    assert "Nothing was lost" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_the_way_back_leads_nowhere_else(bob: User) -> None:
    client = signed_in(bob)
    address = start(client)
    (target,) = parse_qs(urlsplit(address).query)["redirect_to"]
    assert target == "http://testserver/accounts/tmdb/login/callback/"
    response = client.post("/accounts/tmdb/login/?process=connect&next=https://evil.example/")
    back = decide(client, response.headers["Location"])
    assert "evil.example" not in client.get(back).headers.get("Location", "")


def test_signing_in_by_tmdb(bob: User) -> None:
    linked(signed_in(bob))
    visitor = Client()
    visitor.get(decide(visitor, start(visitor, "login")))
    assert "bob" in page(visitor, "/accounts/")
    assert TmdbLink.objects.count() == 1


def test_signing_up_by_tmdb_takes_an_invitation_and_a_name() -> None:
    visitor = Client()
    response = visitor.get(decide(visitor, start(visitor, "login")), follow=True)
    assert "By invitation" in response.content.decode()
    assert not User.objects.exists()
    visitor.get(invitation_make(made_by=None, days=1, max_uses=1).get_absolute_url())
    response = visitor.get(decide(visitor, start(visitor, "login")), follow=True)
    assert "Choose the name that the club knows you by" in response.content.decode()
    visitor.post("/accounts/3rdparty/signup/", {"username": "dora", "email": ""})
    link = TmdbLink.objects.get()
    assert (link.user.username, link.username) == ("dora", "mona")


def test_nobody_is_found_by_their_name_at_tmdb(stand_in: StandIn) -> None:
    User.objects.create_user("mona", password="x")
    visitor = Client()
    response = visitor.get(decide(visitor, start(visitor, "login")), follow=True)
    assert "By invitation" in response.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_tmdb_as_the_only_way_in_is_not_unlinked() -> None:
    visitor = Client()
    visitor.get(invitation_make(made_by=None, days=1, max_uses=1).get_absolute_url())
    visitor.get(decide(visitor, start(visitor, "login")))
    visitor.post("/accounts/3rdparty/signup/", {"username": "dora", "email": ""})
    assert "Set a password" in page(visitor, "/accounts/link/")
    visitor.post("/accounts/link/remove/")
    assert TmdbLink.objects.exists()


def test_linking_again_after_it_was_taken_back(bob: User) -> None:
    client = signed_in(bob)
    linked(client)
    first = TmdbLink.objects.get()
    first.revoke()
    assert "Nothing is lost" in page(client, "/accounts/link/")
    linked(client)
    assert TmdbLink.objects.get().is_active
    assert TmdbLink.objects.get().session_id() != first.session_id()


def test_linking_with_another_account_leaves_the_one_before(bob: User) -> None:
    client = signed_in(bob)
    linked(client)
    TmdbLink.objects.get().revoke()
    linked(client, OTTO)
    assert (TmdbLink.objects.get().account_id, TmdbLink.objects.get().state) == (OTTO, "active")
    other = Client()
    other.get(decide(other, start(other, "login"), MONA), follow=True)
    assert "_auth_user_id" not in other.session  # the account before signs nobody in
    other.get(decide(other, start(other, "login"), OTTO), follow=True)
    assert "bob" in page(other, "/accounts/")


@pytest.mark.parametrize("prefix", ["", "/films"])
def test_behind_a_proxy_the_way_back_has_the_sites_own_address(bob: User, settings: Any, prefix: str) -> None:
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.FORCE_SCRIPT_NAME = prefix or None
    set_script_prefix(f"{prefix}/")
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "club.example.org"}
    client = Client(headers=proxy, enforce_csrf_checks=True)
    client.force_login(bob)
    form = client.get("/accounts/link/").content.decode()
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    address = "/accounts/tmdb/login/?process=connect"
    here = {"Referer": "https://club.example.org/", "Origin": "https://club.example.org"}
    response = client.post(address, {"csrfmiddlewaretoken": token}, headers=here)
    set_script_prefix("/")
    (back,) = parse_qs(urlsplit(response.headers["Location"]).query)["redirect_to"]
    assert back == f"https://club.example.org{prefix}/accounts/tmdb/login/callback/"
    there = here | {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
    assert client.post(address, {"csrfmiddlewaretoken": token}, headers=there).status_code == 403


def test_name_and_password_only_where_the_operator_wants_them(bob: User, settings: Any) -> None:
    client = signed_in(bob)
    right = {"username": "otto", "password": "demo"}
    assert client.post("/accounts/link/password/", right).status_code == 404
    settings.TMDB_PASSWORD_LOGIN = True
    wrong = client.post("/accounts/link/password/", right | {"password": "x"})
    assert wrong.status_code == 422
    assert "Invalid username and/or password" in wrong.content.decode()
    client.post("/accounts/link/password/", right)
    assert TmdbLink.objects.get().account_id == OTTO
    assert client.post("/accounts/link/password/", {}).status_code == 422


def test_with_an_access_token(bob: User) -> None:
    client = signed_in(bob)
    assert client.post("/accounts/link/token/", {"access_token": "nonsense"}).status_code == 422
    client.post("/accounts/link/token/", {"access_token": "demo.mona.write"})
    assert TmdbLink.objects.get().account_id == MONA


def test_secrets_open_under_a_former_key_and_are_sealed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = sealing.seal("secret")
    old = settings.SECRET_KEY
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    with pytest.raises(sealing.Unopenable):
        sealing.unseal(sealed)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [old])
    assert sealing.unseal(sealed) == "secret"
    anew = sealing.resealed(sealed)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert sealing.unseal(anew) == "secret"
