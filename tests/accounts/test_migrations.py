"""A site of an earlier version, whose members could sign in by TMDB, started with the code of today."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from accounts import encryption
from tests import running

# What `manage.py migrate` and the code of that version made: alice with the club's sign-on, bob with a link in use,
# dora without a password, with one that was taken back at TMDB.
SITE = Path(__file__).with_name("site_with_tmdb_sign_in.sql")
# Rows that it has none of.
MORE = """
insert into accounts_endingsession (sealed_session, since) values ('of-nobody', '2026-01-01 10:00:00');
insert into accounts_invitation (token, note, for_host, max_uses, uses, expires_at, made_at, made_by_id)
    select 'token', 'For Vera', 0, 3, 1, '2027-01-01', '2026-01-02', id from accounts_user where username = 'alice';
"""
LINKS = "select user_id, account_id, username, {}, state from accounts_tmdblink order by user_id"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a site of that version."""
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        database.executescript(SITE.read_text(encoding="utf-8") + MORE)
    return tmp_path


def migrate(folder: Path) -> None:
    variables = running.environment(folder, 0) | {"SECRET_KEY": "only-for-tests"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=running.ROOT, env=variables, check=True, timeout=120)


def test_a_site_of_an_earlier_version_keeps_what_its_members_have(site: Path) -> None:
    with closing(sqlite3.connect(site / "site.sqlite3")) as database:
        links = database.execute(LINKS.format("sealed_session")).fetchall()
        providers = "select provider from socialaccount_socialaccount order by provider"
        assert database.execute(providers).fetchall() == [("club",), ("tmdb",), ("tmdb",)]

        migrate(site)

        assert database.execute(providers).fetchall() == [("club",)], "TMDB is no way to sign in any more"
        assert database.execute(LINKS.format("encrypted_session")).fetchall() == links
        waiting = "select encrypted_session, created_at from accounts_sessiontorevoke"
        assert database.execute(waiting).fetchall() == [("of-nobody", "2026-01-01 10:00:00")]
        invitations = (
            "select note, uses, max_uses, created_at, username from accounts_invitation "
            "join accounts_user on accounts_user.id = created_by_id"
        )
        assert database.execute(invitations).fetchall() == [("For Vera", 1, 3, "2026-01-02", "alice")]
    sessions = [(name, encryption.decrypt(encrypted), state) for _, _, name, encrypted, state in links]
    assert sessions == [("mona", "session-of-bob", "active"), ("otto", "session-of-dora", "revoked")]
