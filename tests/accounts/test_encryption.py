"""Secrets at rest are encrypted, and stay readable when SECRET_KEY changes."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.management import call_command

from accounts import encryption, tmdb_link
from accounts.models import SessionToRevoke, TmdbLink, User
from library.models import Guest

pytestmark = pytest.mark.django_db


def reseal() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("reseal", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_second_factors_are_not_readable_in_the_database(bob: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(bob, secret)
    codes = RecoveryCodes.activate(bob)
    assert secret not in str(list(Authenticator.objects.values()))
    assert len(RecoveryCodes(codes.instance).get_unused_codes()) == 10


def test_the_key_is_changed_and_the_former_one_forgotten(bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    tmdb_link.link_set(user=bob, account=tmdb_link.fetch_account_by_v4_token("demo.mona.write"))
    session = TmdbLink.objects.get().decrypt_session()
    SessionToRevoke.objects.create(encrypted_session=encryption.encrypt("ends"))
    Guest.objects.create(encrypted_session=encryption.encrypt("guest"))
    Guest.objects.create()
    TOTP.activate(bob, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(bob).get_unused_codes()

    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [settings.SECRET_KEY])
    monkeypatch.setattr(settings, "SECRET_KEY", "the new one")
    assert reseal() == ("5 sealed anew.\n", "")
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])

    assert TmdbLink.objects.get().decrypt_session() == session
    assert encryption.decrypt(SessionToRevoke.objects.get().encrypted_session) == "ends"
    assert encryption.decrypt(Guest.objects.exclude(encrypted_session="").get().encrypted_session) == "guest"
    seed = Authenticator.objects.get(type="recovery_codes")
    assert RecoveryCodes(seed).get_unused_codes() == codes
    assert encryption.decrypt(Authenticator.objects.get(type="totp").data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_what_can_not_be_opened_is_said_and_left_alone() -> None:
    SessionToRevoke.objects.create(encrypted_session="nonsense")
    output, errors = reseal()
    assert output == "0 sealed anew.\n"
    assert "1 can't be opened" in errors
    assert SessionToRevoke.objects.get().encrypted_session == "nonsense"


def test_secrets_are_read_under_a_former_key_and_encrypted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    encrypted = encryption.encrypt("secret")
    old = settings.SECRET_KEY
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    with pytest.raises(encryption.CannotDecrypt):
        encryption.decrypt(encrypted)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [old])
    assert encryption.decrypt(encrypted) == "secret"
    anew = encryption.reencrypt(encrypted)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert encryption.decrypt(anew) == "secret"
