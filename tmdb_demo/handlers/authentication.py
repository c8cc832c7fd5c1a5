"""Keys, request tokens, sessions, guest sessions."""

import secrets

from tmdb_demo import sessions
from tmdb_demo.call import JSON, Call, Handler
from tmdb_demo.errors import APIError
from tmdb_demo.state import format_time, transaction
from tmdb_demo.store import fetch_row

APPROVAL = "https://www.themoviedb.org/authenticate/{}"
STANDINGS = {"disabled": 31, "unverified": 32, "suspended": 45}


def validate_key(call: Call) -> JSON:
    return {"success": True, "status_code": 1, "status_message": "Success."}


def new_token(call: Call) -> JSON:
    token, expires = sessions.create_token(call)
    call.response_headers["Authentication-Callback"] = APPROVAL.format(token)
    return {"success": True, "expires_at": expires, "request_token": token}


def new_guest_session(call: Call) -> JSON:
    guest, expires = secrets.token_hex(16), format_time(call.now + sessions.GUEST_LIFETIME)
    call.state.execute("insert into guest values (?, ?)", (guest, expires))
    return {"success": True, "guest_session_id": guest, "expires_at": expires}


def new_session(call: Call) -> JSON:
    """Create a session from a token that its member has approved; a token can be used once."""
    token = call.parameter("request_token")
    if not token:
        raise APIError(34)
    with transaction(call.state):
        row = sessions.find_open_token(call.state, token, format_time(call.now))
        if not row or row["account_id"] is None:
            raise APIError(17)
        call.state.execute("update token set spent = 1 where token = ?", (token,))
        return {"success": True, "session_id": sessions.create_session(call, row["account_id"])}


def validate_with_login(call: Call) -> JSON:
    """Approve a token with name and password."""
    if not call.body and "username" not in call.query:
        raise APIError(5, status=400)
    username, password, token = (call.parameter(name) for name in ("username", "password", "request_token"))
    if not username or not password:
        raise APIError(26)
    row = sessions.find_open_token(call.state, token, format_time(call.now))
    if not row:
        raise APIError(33)
    account = fetch_row(call.state, "select * from account where username = ?", username)
    if not account or account["password"] != sessions.hash_password(password):
        raise APIError(30)
    if account["standing"]:
        raise APIError(STANDINGS[account["standing"]])
    call.state.execute("update token set account_id = ? where token = ?", (account["id"], token))
    return {"success": True, "expires_at": row["expires_at"], "request_token": token}


def convert_v4(call: Call) -> JSON:
    """Create a session from an access token of version 4, which is `demo.<username>.<write or read>` in the demo."""
    prefix, _, rest = call.parameter("access_token").partition(".")
    username, _, right = rest.rpartition(".")
    account = fetch_row(call.state, "select * from account where username = ?", username)
    if prefix != "demo" or not account:
        raise APIError(35)
    if right != "write":
        raise APIError(36)
    return {"success": True, "session_id": sessions.create_session(call, account["id"])}


def delete_session(call: Call) -> JSON:
    session = call.parameter("session_id")
    if not call.state.execute("delete from session where session_id = ?", (session,)).rowcount:
        raise APIError(37)
    return {"success": True}


HANDLERS: dict[str, Handler] = {
    "/authentication": validate_key,
    "/authentication/token/new": new_token,
    "/authentication/guest_session/new": new_guest_session,
    # The same as reads, with all values in the query: older clients send them so.
    "/authentication/session/new": new_session,
    "/authentication/token/validate_with_login": validate_with_login,
}
WRITES: dict[tuple[str, str], Handler] = {
    ("POST", "/authentication/session/new"): new_session,
    ("POST", "/authentication/session/convert/4"): convert_v4,
    ("POST", "/authentication/token/validate_with_login"): validate_with_login,
    ("DELETE", "/authentication/session"): delete_session,
}
