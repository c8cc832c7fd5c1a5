"""The page on which a member allows a site to use their account, as TMDB has one; here with members to choose from."""

import re
import sqlite3
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from tmdb_demo import sessions
from tmdb_demo.http import Answer, Request, html_answer
from tmdb_demo.state import format_time
from tmdb_demo.store import fetch_row, fetch_rows

PATH = re.compile(r"^/authenticate/([0-9a-f]{40})(?:/(allow|deny))?/?$")
STYLE = Path(__file__).with_suffix(".css")
# Schemes that run something instead of leading somewhere.
UNSAFE_SCHEMES = {"javascript", "data", "vbscript", "file", "blob"}
# Characters that stay as they are in an address; all others are escaped.
UNESCAPED = "%/:=&?~#+!$,;'@()*[]"
CLOSED_TEXT = "Either it was used already, or an hour has gone by. Go back to where you came from and start again."


def answer(request: Request, db: sqlite3.Connection, now: datetime) -> Answer:
    if request.path == "/authenticate/style.css":
        return 200, {"Content-Type": "text/css; charset=utf-8"}, STYLE.read_bytes()
    match = PATH.match(request.path)
    if not match:
        return _message(404, "There is no such page", "The address of this page is not one that TMDB gives out.")
    token, step = match.groups()
    if step:
        return _answer_after_decision(db, token, step)
    if not sessions.find_open_token(db, token, format_time(now)):
        return _message(404, "This request is no longer open", CLOSED_TEXT)
    if request.method == "POST":
        return _decide(request, db, token)
    return html_answer(_render_page(_render_form(request, db)))


def _decide(request: Request, db: sqlite3.Connection, token: str) -> Answer:
    allowed = request.form.get("decision") == "allow"
    if allowed:
        sql = "select id from account where cast(id as text) = ? and standing = ''"
        account = fetch_row(db, sql, request.form.get("account", ""))
        if not account:
            return html_answer(_render_page(_render_form(request, db, "Choose one of the members.")), 422)
        db.execute("update token set account_id = ? where token = ?", (account["id"], token))
    else:
        db.execute("update token set spent = 1 where token = ?", (token,))
    return 302, {"Location": _redirect_target(request, token, allowed), "Content-Type": "text/plain"}, b""


def _redirect_target(request: Request, token: str, allowed: bool) -> str:
    """Return the address that the requesting site named for the way back, or a page of our own."""
    address = _parse_redirect(request)
    if not address:
        return f"{token}/{'allow' if allowed else 'deny'}"
    result = {"request_token": token, ("approved" if allowed else "denied"): "true"}
    address, mark, fragment = address.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(result)}{mark}{fragment}"


def _parse_redirect(request: Request) -> str:
    """Return the `redirect_to` of a request, "" for one that leads nowhere.

    It can be an address of another site, a path of this one, or have an app's own scheme.
    """
    address = request.parameters.get("redirect_to", "")
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if scheme in UNSAFE_SCHEMES or not address.isprintable() or (not scheme and not address.startswith("/")):
        return ""
    return quote(address, safe=UNESCAPED)


def _answer_after_decision(db: sqlite3.Connection, token: str, step: str) -> Answer:
    if step == "deny":
        return _message(200, "Nothing was allowed", "You can close this page.", up="../")
    if not fetch_row(db, "select 1 from token where token = ? and account_id is not null", token):
        return _message(404, "This request is no longer open", CLOSED_TEXT, up="../")
    status, headers, body = _message(200, "Allowed", "You can close this page and go on where you were.", up="../")
    callback = f"https://api.themoviedb.org/3/authentication/session/new?request_token={token}"
    return status, headers | {"Authentication-Callback": callback}, body


def _message(status: int, heading: str, text: str, up: str = "") -> Answer:
    return html_answer(_render_page(f"<h1>{escape(heading)}</h1><p>{escape(text)}</p>", up), status)


def _render_form(request: Request, db: sqlite3.Connection, problem: str = "") -> str:
    accounts = fetch_rows(db, "select * from account where standing = '' order by id")
    choices = "".join(_render_choice(db, row, checked=place == 0) for place, row in enumerate(accounts))
    warning = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    destination = _name_destination(_parse_redirect(request))
    return_note = f'<p class="quiet">Then you go back to {escape(destination)}.</p>' if destination else ""
    return f"""<h1>May this site use your TMDB account?</h1>
<p>It could rate, favourite, and keep your watchlist and lists for you. You can take that back at any time.</p>
<p class="quiet">This is the demo: no account of yours is touched, and nothing leaves this machine. On the real TMDB you
would sign in here. Choose whom you want to be.</p>{warning}
<form method="post">
<fieldset><legend>Member</legend>{choices}</fieldset>
<div class="buttons"><button class="first" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div>
{return_note}</form>"""


def _name_destination(address: str) -> str:
    """Return the host or the app that an address leads to, "" for a path of this site."""
    parts = urlsplit(address)
    return parts.netloc.rpartition("@")[2] if parts.scheme in {"http", "https", ""} else f"the app “{parts.scheme}”"


def _render_choice(db: sqlite3.Connection, row: sqlite3.Row, *, checked: bool) -> str:
    rated = fetch_row(db, "select count(*) as number from rating where owner = ?", f"account:{row['id']}")
    lists = fetch_row(db, "select count(*) as number from list where account_id = ?", row["id"])
    assert rated
    assert lists
    has = f"{_count_noun(rated['number'], 'rating')}, {_count_noun(lists['number'], 'list')}"
    mark = " checked" if checked else ""
    return (
        f'<label><input type="radio" name="account" value="{row["id"]}"{mark}>'
        f'<b>{escape(row["name"])}</b><span class="quiet">{escape(row["username"])} · {has}</span></label>'
    )


def _count_noun(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _render_page(body: str, up: str = "") -> str:
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Allow access · TMDB in demo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}style.css"></head><body><main>{body}</main></body></html>"""
