"""Who a request acts for."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from tmdb_demo.call import Call
from tmdb_demo.errors import Refused
from tmdb_demo.state import stamp
from tmdb_demo.store import Row, one

TOKEN_AGE = timedelta(minutes=60)
GUEST_AGE = timedelta(hours=24)


@dataclass(frozen=True)
class Owner:
    """`key` is what ratings are kept under; `account` None for a guest."""

    key: str
    account: Row | None


def member(call: Call) -> Row:
    """The account that the session belongs to. With a token of the API and no session: the token's own. Raises
    Refused."""
    session = call.given("session_id")
    if session:
        sql = "select account.* from session join account on account.id = account_id where session_id = ?"
        found = one(call.state, sql, session)
    else:
        found = one(call.state, "select * from account order by id limit 1") if call.bearer else None
    if not found:
        raise Refused(3)
    if found["standing"] == "suspended":
        raise Refused(45)
    return found


def owner(call: Call) -> Owner:
    """The member, or the guest. Raises Refused."""
    guest = call.given("guest_session_id")
    if not guest or call.given("session_id"):
        account = member(call)
        return Owner(f"account:{account['id']}", account)
    return guest_owner(call, guest)


def guest_owner(call: Call, guest: str) -> Owner:
    sql = "select * from guest where guest_session_id = ? and expires_at > ?"
    if not one(call.state, sql, guest, stamp(call.now)):
        raise Refused(3)
    return Owner(f"guest:{guest}", None)


def own_account(call: Call) -> Row:
    """The session's account, for a path that names one: `{account_id}` as it stands, or any text, means "me"."""
    account = member(call)
    named = call.path["account_id"].removeprefix("{").removesuffix("}")
    if named != str(account["id"]) and named.isascii() and named.isdecimal() and len(named) < 12:
        other = one(call.state, "select id from account where id = ?", int(named))
        if other:
            raise Refused(39)
    return account


def new_token(call: Call) -> tuple[str, str]:
    """(request token, when it expires)."""
    token, expires = secrets.token_hex(20), stamp(call.now + TOKEN_AGE)
    call.state.execute("insert into token (token, expires_at) values (?, ?)", (token, expires))
    return token, expires


def open_token(db: sqlite3.Connection, token: str, now: str) -> Row | None:
    """A token that waits for its member's answer, or has it and waits to be made a session."""
    return one(db, "select * from token where token = ? and not spent and expires_at > ?", token, now)


def new_session(call: Call, account: int) -> str:
    session = secrets.token_hex(20)
    call.state.execute("insert into session values (?, ?, ?)", (session, account, stamp(call.now)))
    return session


@cache
def hashed(password: str) -> str:
    """Passwords of the demo are known to all; they are hashed so that no row looks like one."""
    return hashlib.scrypt(password.encode(), salt=b"tmdb-demo", n=2**12, r=8, p=1).hex()
