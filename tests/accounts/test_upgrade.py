"""A site whose members could sign in by TMDB, started with the code after it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from accounts import encryption
from tests import running

# What `manage.py migrate` and the code of before made: alice with the club's sign-on, bob with a link in use, dora
# without a password, with one that was taken back at TMDB.
BEFORE = Path(__file__).with_name("site_with_tmdb_sign_in.sql")
LINKS = "select user_id, account_id, username, {}, state from accounts_tmdblink order by user_id"


def test_the_accounts_that_signed_in_by_tmdb_go_and_every_link_stays(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        database.executescript(BEFORE.read_text(encoding="utf-8"))
        links = database.execute(LINKS.format("sealed_session")).fetchall()
        providers = "select provider from socialaccount_socialaccount order by provider"
        assert database.execute(providers).fetchall() == [("club",), ("tmdb",), ("tmdb",)]

        variables = running.environment(tmp_path, 0) | {"SECRET_KEY": "only-for-tests"}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=running.ROOT, env=variables, check=True, timeout=120)

        assert database.execute(providers).fetchall() == [("club",)]
        assert database.execute(LINKS.format("encrypted_session")).fetchall() == links
    sessions = [(name, encryption.decrypt(encrypted), state) for _, _, name, encrypted, state in links]
    assert sessions == [("mona", "session-of-bob", "active"), ("otto", "session-of-dora", "revoked")]
