"""Whatever name sign-up takes works wherever it goes: addresses, headers, files, mails, codes."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.invitations import invitation_create
from accounts.models import User
from tests.conftest import await_mails, get_page, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough one"
NAMES = ["Łukasz", "José", "李小龙", "محمد", "Nguyễn.Văn+1@home", "-x-", "Ł" * 150]


def join(name: str, email: str = "") -> tuple[Client, Any]:
    client = Client(headers={"Accept-Language": "en-GB"})
    client.get(invitation_create(created_by=None, days=1, max_uses=1).get_absolute_url())
    form = {"username": name, "email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client, client.post("/accounts/signup/", form)


def filename(header: str) -> str | None:
    """As browsers read it: RFC 6266, in ASCII."""
    match = re.fullmatch(r"""attachment; filename(?:="([\x20-\x7e]+)"|\*=utf-8''([\x21-\x7e]+))""", header)
    return match and (match[1] or unquote(match[2]))


@pytest.mark.parametrize("name", NAMES)
def test_it_works_in_addresses_headers_and_codes(name: str) -> None:
    client, response = join(name)
    assert response.status_code == 302
    address = client.get("/me/").headers["Location"]
    assert unquote(address) == f"/members/{name}/"
    assert name in get_page(client, address)
    for below in ("lists/", "ratings/"):
        get_page(client, f"{address}{below}")
    disposition = client.get("/accounts/data/").headers["Content-Disposition"]
    assert re.fullmatch(rf"{re.escape(name)}-\d{{4}}-\d\d-\d\d\.json", filename(disposition) or "")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert get_page(client, "/accounts/2fa/totp/activate/").count("data:image/svg") == 1
    get_page(client, client.post("/lists/new/", {"name": name[:60], "audience": "club"}).headers["Location"])


@pytest.mark.parametrize("name", ["Łukasz", "محمد"])
def test_it_works_in_mails_and_for_hosts(name: str, alice: User, mailoutbox: list[Any], settings: Any) -> None:
    settings.SENDS_MAIL = True
    settings.SITE_NAME = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kino Łódź: "
    join(name, "lukasz@example.org")
    EmailAddress.objects.update(verified=True)
    Client().post("/accounts/password/reset/", {"email": "lukasz@example.org"})
    await_mails()
    (mail,) = [mail for mail in mailoutbox if "/password/reset/key/" in mail.body]
    assert mail.subject.startswith("Kino Łódź")
    assert name in mail.body
    assert all(value.isascii() for value in mail.message().values())
    host = sign_in(alice)
    assert name in get_page(host, f"/admin/accounts/user/?q={name}")
    text = host.post(
        "/admin/accounts/user/",
        {"action": "hand_out_link", "_selected_action": [User.objects.get(username=name).pk]},
        follow=True,
    ).content.decode()
    assert name in text
    assert "/accounts/password/reset/key/" in text


@pytest.mark.parametrize("name", [".", "..", "...", "-", "_@+"])
def test_a_name_without_a_letter_or_digit_is_none(name: str) -> None:
    """Browsers take /members/../ for another address."""
    _, response = join(name)
    assert "letter or a digit" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "typed"), [("Łukasz", "łukasz"), ("José", "JOSE\N{COMBINING ACUTE ACCENT}"), ("bob", "ＢＯＢ")]
)
def test_case_and_composition_do_not_matter(chosen: str, typed: str) -> None:
    join(chosen)
    visitor = Client()
    visitor.post("/accounts/login/", {"login": typed, "password": PASSWORD})
    assert "_auth_user_id" in visitor.session
    assert 'id="id_username_error"' in join(typed)[1].content.decode()
    assert User.objects.count() == 1
