"""Sessions: the member or guest that a request acts for."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from tmdb_demo.call import Call
from tmdb_demo.errors import APIError
from tmdb_demo.state import format_time
from tmdb_demo.store import Row, fetch_row

TOKEN_LIFETIME = timedelta(minutes=60)
GUEST_LIFETIME = timedelta(hours=24)


@dataclass(frozen=True)
class Owner:
    """A member or a guest.

    Ratings are stored under `key`; `account` is None for a guest.
    """

    key: str
    account: Row | None


def current_account(call: Call) -> Row:
    """Return the account that the session belongs to.

    Raises APIError.

    With a token of the API and no session it is the account of the token's owner.
    """
    session = call.parameter("session_id")
    if session:
        sql = "select account.* from session join account on account.id = account_id where session_id = ?"
        account = fetch_row(call.state, sql, session)
    else:
        account = fetch_row(call.state, "select * from account order by id limit 1") if call.bearer else None
    if not account:
        raise APIError(3)
    if account["standing"] == "suspended":
        raise APIError(45)
    return account


def current_owner(call: Call) -> Owner:
    """Return the member or the guest.

    Raises APIError.
    """
    guest = call.parameter("guest_session_id")
    if not guest or call.parameter("session_id"):
        account = current_account(call)
        return Owner(f"account:{account['id']}", account)
    return guest_owner(call, guest)


def guest_owner(call: Call, guest: str) -> Owner:
    sql = "select * from guest where guest_session_id = ? and expires_at > ?"
    if not fetch_row(call.state, sql, guest, format_time(call.now)):
        raise APIError(3)
    return Owner(f"guest:{guest}", None)


def account_in_path(call: Call) -> Row:
    """Return the session's account, for a path that names one.

    Raises APIError for another member's id.

    `{account_id}` itself, and any other text, means the session's account.
    """
    account = current_account(call)
    named = call.path["account_id"].removeprefix("{").removesuffix("}")
    if named != str(account["id"]) and named.isascii() and named.isdecimal() and len(named) < 12:
        other = fetch_row(call.state, "select id from account where id = ?", int(named))
        if other:
            raise APIError(39)
    return account


def create_token(call: Call) -> tuple[str, str]:
    """Create a request token and return (token, time at which it expires)."""
    token, expires = secrets.token_hex(20), format_time(call.now + TOKEN_LIFETIME)
    call.state.execute("insert into token (token, expires_at) values (?, ?)", (token, expires))
    return token, expires


def find_open_token(db: sqlite3.Connection, token: str, now: str) -> Row | None:
    """Return a token that waits for its member's decision, or is approved and not used yet; None for any other."""
    return fetch_row(db, "select * from token where token = ? and not spent and expires_at > ?", token, now)


def create_session(call: Call, account: int) -> str:
    session = secrets.token_hex(20)
    call.state.execute("insert into session values (?, ?, ?)", (session, account, format_time(call.now)))
    return session


@cache
def hash_password(password: str) -> str:
    """Return a hash, so that no row looks like a password; the demo's passwords are public."""
    return hashlib.scrypt(password.encode(), salt=b"tmdb-demo", n=2**12, r=8, p=1).hex()
