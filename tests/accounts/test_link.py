"""Linking an account at TMDB: the way there and back, and all that can go wrong on it."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import set_script_prefix

from accounts.models import TmdbLink, User
from tests.conftest import get_page, sign_in
from tests.stand_in import DOWN, StandIn

MONA, OTTO = 9100101, 9100102

pytestmark = pytest.mark.django_db


START, CALLBACK = "/accounts/link/start/", "/accounts/link/callback/"


def confirmed(user: User) -> Client:
    """A browser in which a member has just shown again who they are."""
    client = sign_in(user)
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    return client


def start(client: Client) -> str:
    """To TMDB's page; its address."""
    response = client.post(START)
    assert response.status_code == 302, response.content
    return str(response.headers["Location"])


def token_of(address: str) -> str:
    return urlsplit(address).path.rstrip("/").rpartition("/")[2]


def decide(client: Client, address: str, account: int = MONA, decision: str = "allow") -> str:
    """What TMDB's page leads back to."""
    form = f"account={account}&decision={decision}"
    response = client.post(address, form, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    return str(response.headers["Location"])


def linked(client: Client, account: int = MONA) -> Any:
    return client.get(decide(client, start(client), account), follow=True)


def test_there_and_back(bob: User, stand_in: StandIn) -> None:
    client = confirmed(bob)
    address = start(client)
    assert "May this site use your TMDB account?" in get_page(client, address)
    response = client.get(decide(client, address), follow=True)
    assert "Linked as mona." in response.content.decode()
    assert "Linked as <strong>mona</strong>" in get_page(client, "/accounts/link/")
    link = TmdbLink.objects.get(user=bob)
    assert (link.account_id, link.state) == (MONA, "active")
    assert link.decrypt_session() not in link.encrypted_session
    assert stand_in.app.get(f"/3/account?session_id={link.decrypt_session()}", {})[0] in {200, 404}


def test_the_session_is_shown_nowhere(bob: User, alice: User, caplog: pytest.LogCaptureFixture) -> None:
    client = confirmed(bob)
    linked(client)
    session = TmdbLink.objects.get().decrypt_session()
    pages = [
        get_page(client, address)
        for address in ("/accounts/", "/accounts/link/", "/me/", "/me/sync/", "/accounts/data/")
    ]
    host = sign_in(alice)
    pages += [
        get_page(host, f"/admin/accounts/tmdblink/{TmdbLink.objects.get().pk}/change/"),
        get_page(host, "/admin/accounts/user/"),
    ]
    for text in (*pages, repr(TmdbLink.objects.get()), str(TmdbLink.objects.get()), caplog.text):
        assert session not in text


def test_denied(bob: User) -> None:
    client = confirmed(bob)
    response = client.get(decide(client, start(client), decision="deny"))
    assert "TMDB was told no" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_replayed(bob: User) -> None:
    client = confirmed(bob)
    back = decide(client, start(client))
    client.get(back)
    response = client.get(back)
    assert response.status_code == 400
    assert "did not begin here" in response.content.decode()
    assert TmdbLink.objects.count() == 1


def test_in_another_browser(bob: User) -> None:
    client, other = confirmed(bob), confirmed(bob)
    response = other.get(decide(client, start(client)))
    assert "did not begin here" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_by_another_member_in_the_same_browser(bob: User, charlie: User) -> None:
    client = confirmed(bob)
    back = decide(client, start(client))
    pending = client.session["tmdb_request"]
    client.force_login(charlie)
    assert "did not begin here" in client.get(back).content.decode()
    session = client.session
    session["tmdb_request"] = pending  # as if the session had gone on
    session.save()
    response = client.get(back)
    assert response.status_code == 403
    assert "Somebody else began this" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_signed_out_in_between(bob: User) -> None:
    client = confirmed(bob)
    back = decide(client, start(client))
    client.post("/accounts/logout/")
    assert client.get(back).status_code == 400
    assert not TmdbLink.objects.exists()
    assert "_auth_user_id" not in client.session


def test_an_approval_by_a_stranger_links_and_signs_in_nobody(bob: User, charlie: User) -> None:
    """charlie sends the address of TMDB's page that was meant for him; whoever approves there stays who they are."""
    address = start(confirmed(charlie))
    for victim in (Client(), confirmed(bob)):
        before = victim.session.get("_auth_user_id")
        back = decide(victim, address)
        assert victim.get(back).status_code == 400
        assert victim.session.get("_auth_user_id") == before
    assert not TmdbLink.objects.exists()


def test_of_two_that_were_begun_the_last_counts(bob: User) -> None:
    client = confirmed(bob)
    older, newer = start(client), start(client)
    response = client.get(decide(client, older))
    assert response.status_code == 400
    assert "did not begin here" in response.content.decode()
    assert not TmdbLink.objects.exists()
    client.get(decide(client, newer, OTTO))
    assert TmdbLink.objects.get().account_id == OTTO


@pytest.mark.parametrize("query", ["", "request_token=", "approved=true", "request_token=%20&approved=true"])
def test_a_way_back_without_a_token_is_none(bob: User, query: str) -> None:
    assert confirmed(bob).get(f"{CALLBACK}?{query}").status_code == 400


def test_a_token_that_was_never_approved_or_is_too_old(bob: User) -> None:
    client = confirmed(bob)
    response = client.get(f"{CALLBACK}?request_token={token_of(start(client))}&approved=true")
    assert response.status_code == 400
    assert "That took too long" in response.content.decode()


def test_another_members_account(bob: User, charlie: User) -> None:
    linked(confirmed(bob))
    client = confirmed(charlie)
    response = client.get(decide(client, start(client)))
    assert response.status_code == 409
    assert "Another member of the club has linked this" in response.content.decode()
    assert TmdbLink.objects.get().user == bob


def test_tmdb_is_down_at_either_end(bob: User, stand_in: StandIn) -> None:
    client = confirmed(bob)
    stand_in.fault = DOWN
    response = client.post(START)
    assert (response.status_code, "TMDB isn" in response.content.decode()) == (503, True)
    stand_in.fault = None
    back = decide(client, start(client))
    stand_in.fault = DOWN
    response = client.get(back)
    assert response.status_code == 503
    assert "Nothing was lost" in response.content.decode()
    assert not TmdbLink.objects.exists()


def test_the_way_back_leads_nowhere_else(bob: User) -> None:
    client = confirmed(bob)
    address = start(client)
    (target,) = parse_qs(urlsplit(address).query)["redirect_to"]
    assert target == f"http://testserver{CALLBACK}"
    response = client.post(f"{START}?next=https://evil.example/")
    back = decide(client, response.headers["Location"])
    assert "evil.example" not in client.get(back).headers.get("Location", "")


def test_tmdb_is_no_way_to_sign_in(bob: User, visitor: Client) -> None:
    linked(confirmed(bob))
    assert "TMDB" not in get_page(visitor, "/accounts/login/").partition("<main")[2].partition("</main")[0]
    for address in ("/accounts/tmdb/login/", "/accounts/tmdb/login/callback/?request_token=x&approved=true"):
        assert visitor.get(address).status_code == 404
        assert visitor.post(address).status_code == 404
    assert visitor.post(START).headers["Location"].startswith("/accounts/login/")


def test_after_linking_the_question_that_everything_waits_for_is_shown(bob: User, charlie: User) -> None:
    client = confirmed(bob)
    client.post("/movie/603/rating/", {"value": "8"})
    response = linked(client)
    assert response.redirect_chain[-1][0] == "/me/sync/"
    assert "Nothing moves before you have seen what there is" in response.content.decode()
    for address in ("/accounts/", "/accounts/link/"):
        assert "Nothing moves yet" in get_page(client, address)
        assert "goes to TMDB" not in get_page(client, address)

    other = confirmed(charlie)  # who has nothing here, and is asked nothing
    assert "Reading what TMDB has" in linked(other, OTTO).content.decode()
    assert "goes to TMDB" in get_page(other, "/accounts/link/")


def test_linking_asks_who_it_is_and_goes_on_from_there(bob: User) -> None:
    client = sign_in(bob)
    question = client.post(START)
    assert question.headers["Location"].startswith("/accounts/reauthenticate/?")
    wrong = client.post("/accounts/reauthenticate/", {"password": "wrong", "next": START})
    assert (wrong.status_code, "tmdb_request" in client.session) == (200, False)
    response = client.post("/accounts/reauthenticate/", {"password": "correct horse", "next": START})
    client.get(decide(client, response.headers["Location"]))
    assert TmdbLink.objects.get().account_id == MONA


@pytest.mark.parametrize("way", ["password", "token"])
def test_the_other_ways_ask_too_and_keep_nothing_meanwhile(bob: User, settings: Any, way: str) -> None:
    settings.TMDB_PASSWORD_LOGIN = True
    client = sign_in(bob)
    assert "Link without TMDB" in get_page(client, "/accounts/link/")
    secrets = {"username": "otto", "password": "demo-demo", "access_token": "demo.mona.write"}
    response = client.post(f"/accounts/link/{way}/", secrets)
    assert response.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Flink%2F"
    assert not TmdbLink.objects.exists()
    stored = json.dumps(dict(client.session))
    assert not any(secret in stored for secret in secrets.values())
    response = client.post("/accounts/reauthenticate/", {"password": "correct horse", "next": "/accounts/link/"})
    assert response.headers["Location"] == "/accounts/link/"
    assert "access token" in get_page(client, "/accounts/link/")


def test_a_member_without_a_password_sets_one_first_by_a_hosts_link(alice: User, settings: Any) -> None:
    """As those are who came by the club's sign-on, or by TMDB when that was a way to sign in."""
    settings.TMDB_PASSWORD_LOGIN = True
    dora = User.objects.create_user("dora")
    client = sign_in(dora)
    assert "Ask a host for a link" in get_page(client, "/accounts/link/")
    for way in ("start", "password", "token"):
        response = client.post(f"/accounts/link/{way}/", {"access_token": "demo.mona.write"})
        assert response.status_code == 403
        assert "Ask a host for a link" in response.content.decode()
    assert not TmdbLink.objects.exists()
    assert "Ask a host for a link" in get_page(client, "/accounts/password/change/")
    new = {"password1": "eleven geese and a fox", "password2": "eleven geese and a fox"}
    client.post("/accounts/password/set/", new)  # from a session that somebody left open
    assert not User.objects.get(pk=dora.pk).has_usable_password()

    form = {"action": "hand_out_link", "_selected_action": [dora.pk]}
    text = sign_in(alice).post("/admin/accounts/user/", form, follow=True).content.decode()
    (address,) = re.findall(r"http://testserver(/accounts/password/reset/key/[^\s<]+)", text)
    reset = Client()
    reset.post(reset.get(address, follow=True).redirect_chain[-1][0], new)
    client = Client()
    client.post("/accounts/login/", {"login": "dora", "password": new["password1"]})
    client.post("/accounts/reauthenticate/", {"password": new["password1"]})
    linked(client)
    assert TmdbLink.objects.get().user == dora


def test_linking_again_after_it_was_taken_back(bob: User) -> None:
    client = confirmed(bob)
    linked(client)
    first = TmdbLink.objects.get()
    first.mark_revoked()
    assert "Nothing is lost" in get_page(client, "/accounts/link/")
    linked(client)
    assert TmdbLink.objects.get().is_active
    assert TmdbLink.objects.get().decrypt_session() != first.decrypt_session()


def test_linking_with_another_account_leaves_the_one_before(bob: User) -> None:
    client = confirmed(bob)
    linked(client)
    TmdbLink.objects.get().mark_revoked()
    linked(client, OTTO)
    assert (TmdbLink.objects.get().account_id, TmdbLink.objects.get().state) == (OTTO, "active")


@pytest.mark.parametrize("prefix", ["", "/films"])
def test_behind_a_proxy_the_way_back_has_the_sites_own_address(bob: User, settings: Any, prefix: str) -> None:
    cookies = confirmed(bob).cookies
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.FORCE_SCRIPT_NAME = prefix or None
    set_script_prefix(f"{prefix}/")
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "club.example.org"}
    client = Client(headers=proxy, enforce_csrf_checks=True)
    client.cookies = cookies
    form = client.get("/accounts/link/").content.decode()
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    here = {"Referer": "https://club.example.org/", "Origin": "https://club.example.org"}
    response = client.post(START, {"csrfmiddlewaretoken": token}, headers=here)
    set_script_prefix("/")
    (back,) = parse_qs(urlsplit(response.headers["Location"]).query)["redirect_to"]
    assert back == f"https://club.example.org{prefix}{CALLBACK}"
    there = here | {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
    assert client.post(START, {"csrfmiddlewaretoken": token}, headers=there).status_code == 403


def test_name_and_password_only_where_the_operator_wants_them(bob: User, settings: Any) -> None:
    client = confirmed(bob)
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
    client = confirmed(bob)
    assert client.post("/accounts/link/token/", {"access_token": "nonsense"}).status_code == 422
    client.post("/accounts/link/token/", {"access_token": "demo.mona.write"})
    assert TmdbLink.objects.get().account_id == MONA
