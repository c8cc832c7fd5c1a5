"""Sessions at TMDB end when nobody needs them any more: at once, or when TMDB is back."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts import encryption, revocation, tmdb_link
from accounts.models import SessionToRevoke, TmdbLink, User
from accounts.tasks import end_sessions
from catalog.gateway import tmdb_client
from tests.conftest import sign_in
from tests.stand_in import DOWN, StandIn
from tmdb import Call, Reply

pytestmark = pytest.mark.django_db

Committed = Callable[..., Any]


def linked(user: User, name: str = "mona") -> str:
    """The session that came of it."""
    tmdb_link.link_set(user=user, account=tmdb_link.fetch_account_by_v4_token(f"demo.{name}.write"))
    return TmdbLink.objects.get(user=user).decrypt_session()


def is_alive(stand_in: StandIn, session: str) -> bool:
    return bool(stand_in.app.get("/3/account", {}, f"session_id={session}")[0] == 200)


def test_unlinking(bob: User, stand_in: StandIn, django_capture_on_commit_callbacks: Committed) -> None:
    session = linked(bob)
    assert is_alive(stand_in, session)
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(bob).post("/accounts/link/remove/", follow=True)
    assert "Unlinked" in response.content.decode()
    assert not TmdbLink.objects.exists()
    assert not is_alive(stand_in, session)
    assert not SessionToRevoke.objects.exists()


def test_unlinking_while_tmdb_is_down(
    bob: User, stand_in: StandIn, django_capture_on_commit_callbacks: Committed
) -> None:
    session = linked(bob)
    stand_in.fault = DOWN
    with django_capture_on_commit_callbacks(execute=True):
        assert sign_in(bob).post("/accounts/link/remove/").status_code == 302
    end_sessions()
    assert session not in str(list(SessionToRevoke.objects.values()))
    stand_in.fault = None
    assert is_alive(stand_in, session)
    end_sessions()
    assert not is_alive(stand_in, session)
    assert not SessionToRevoke.objects.exists()


def test_a_member_who_is_deleted_in_the_admin(
    alice: User, bob: User, stand_in: StandIn, django_capture_on_commit_callbacks: Committed
) -> None:
    session = linked(bob)
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(alice).post(f"/admin/accounts/user/{bob.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=bob.pk).exists()
    assert not is_alive(stand_in, session)


def test_linking_anew_ends_the_session_before(
    bob: User, stand_in: StandIn, django_capture_on_commit_callbacks: Committed
) -> None:
    first = linked(bob)
    with django_capture_on_commit_callbacks(execute=True):
        second = linked(bob, "otto")
    assert not is_alive(stand_in, first)
    assert is_alive(stand_in, second)


def test_what_can_not_be_ended_is_given_up(stand_in: StandIn) -> None:
    """A session that TMDB does not know, and one whose key is lost, hold up no others."""
    SessionToRevoke.objects.create(encrypted_session=encryption.encrypt("never was"))
    SessionToRevoke.objects.create(encrypted_session="nonsense")
    assert revocation.revoke_pending() == 2
    assert not SessionToRevoke.objects.exists()


def test_sessions_that_a_worker_ends_let_visitors_go_first(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    SessionToRevoke.objects.create(encrypted_session=encryption.encrypt("never was"))
    sent: list[bool] = []
    send = tmdb_client.requestor().send

    def noted(call: Call, *, background: bool = False, **options: Any) -> Reply:
        sent.append(background)
        return send(call, background=background, **options)

    monkeypatch.setattr(tmdb_client.requestor(), "send", noted)
    revocation.revoke_pending()
    assert sent == [True]
