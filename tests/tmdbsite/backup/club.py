"""A club of 200 members and 100,000 rows, in the database of a site; run in a process that has that site's settings."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from accounts import encryption
from accounts.models import Invitation, TmdbLink, User
from catalog.models import PopularityPoint
from jobs.models import Run
from library.models import Kind, List, ListItem, Mark, MarkKind, OutboxEntry, Rating, Sync, Title
from tmdbsite import schedule

AT = datetime(2026, 11, 25, 18, 30, 0, 123456, UTC)
WHOLE = AT.replace(microsecond=0)
MEMBERS, TITLES = 200, 5_000
LISTS, LIST_LENGTH = 3, 20  # a member's lists, and the titles on each
RATINGS, MARKS, ENTRIES = 250, 120, 55  # of each member
SESSION_KEY = "sessionofbobsessionofbobsessiono"
NAMES = ("Amélie “le film”", "O'Brother \\ 100 %", "千と千尋の神隠し", "line\nbreak\ttab", "", "🦉🎬", "a,b;c\"d'")
DESIRED = (True, None, 8.5, {"delete": 7, "names": ["ä", "“q”"]}, [], "text", 0, False, {"delete": None})


def build() -> None:
    """Migrate a new database and fill it."""
    call_command("migrate", verbosity=0)
    schedule.add_missing()
    with transaction.atomic():
        _add_members()
        _add_titles()
        _add_rows()
        _add_others()
    cache.set("limit", 3, 10_000)


def _add_members() -> None:
    User.objects.create_user("bob", password="correct horse", is_superuser=True, is_staff=True)
    User.objects.bulk_create(
        User(username=f"member{i}", password="!", email=f"m{i}@example.org", providers=[i, 8], date_joined=AT)
        for i in range(2, MEMBERS + 1)
    )
    TmdbLink.objects.bulk_create(
        TmdbLink(
            user_id=i, account_id=9_000_000_000 + i, username=f"m{i}", encrypted_session=encryption.encrypt(f"s{i}")
        )
        for i in range(1, MEMBERS + 1)
    )
    Sync.objects.bulk_create(
        Sync(user_id=i, confirmed_at=AT if i % 2 else None, preview={"both": [i]} if i % 3 else None)
        for i in range(1, MEMBERS + 1)
    )


def _add_titles() -> None:
    Title.objects.bulk_create(
        Title(
            kind=list(Kind)[i % 3],
            tmdb_id=2**33 + i,
            name=f"{NAMES[i % len(NAMES)]} {i}",
            popularity=i / 7,
            vote_average=None if i % 5 == 0 else i % 100 / 9.7,
            filled_at=None if i % 4 == 0 else WHOLE,
            is_gone=i % 50 == 0,
        )
        for i in range(1, TITLES + 1)
    )


def _add_rows() -> None:
    users = range(1, MEMBERS + 1)
    _insert(
        Rating(rated_at=AT, changed_at=WHOLE),
        ("user_id", "title_id", "halves", "is_imported"),
        ((u, t, t % 20 + 1, t % 2) for u in users for t in _titles(u, RATINGS)),
    )
    _insert(
        Mark(marked_at=AT, changed_at=AT),
        ("user_id", "title_id", "kind"),
        ((u, t, MarkKind.values[t % 2]) for u in users for t in _titles(u, MARKS)),
    )
    _insert(
        List(created_at=AT, changed_at=AT),
        ("user_id", "name", "description"),
        ((u, f"List {n}", NAMES[n]) for u in users for n in range(LISTS)),
    )
    lists = range(1, MEMBERS * LISTS + 1)
    _insert(
        ListItem(changed_at=AT),
        ("list_id", "position", "title_id"),
        ((number, *item) for number in lists for item in enumerate(_titles(number, LIST_LENGTH))),
    )
    desired = [None if value is None else json.dumps(value) for value in DESIRED]
    _insert(
        OutboxEntry(action="rating", due_at=AT, enqueued_at=WHOLE),
        ("user_id", "key", "title_id", "desired"),
        ((u, str(t), t, desired[t % len(desired)]) for u in users for t in _titles(u, ENTRIES)),
    )
    List.objects.get(pk=MEMBERS * LISTS).delete()  # its number must not come again


def _titles(user: int, number: int) -> list[int]:
    return [(user * 37 + n * 7) % TITLES + 1 for n in range(number)]


def _insert(template: Model, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows with values for some columns, and a template's in the others: far faster than by Django's models."""
    fields = [field for field in template._meta.concrete_fields if not field.primary_key]
    others = {field.column: field.get_db_prep_save(getattr(template, field.attname), connection) for field in fields}
    rest = [(name, value) for name, value in others.items() if name not in columns]
    names = ", ".join((*columns, *(name for name, _ in rest)))
    marks = ", ".join(["%s"] * len(others))
    constant = tuple(value for _, value in rest)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {template._meta.db_table} ({names}) values ({marks})", ((*row, *constant) for row in rows)
        )


def _add_others() -> None:
    _insert(
        PopularityPoint(kind="movie"),
        ("tmdb_id", "day", "value"),
        ((i, date(2026, 11, day).isoformat(), i / day) for i in range(1, 401) for day in range(1, 21)),
    )
    Invitation.objects.create(note="For Charlie", expires_at=AT + timedelta(days=7))
    Run.objects.create(job="index", started_at=AT, seen_at=AT, options={"then": ["warm"]})
    session = SessionStore()
    bob = User.objects.get(username="bob")
    session["_auth_user_id"], session["_auth_user_hash"] = str(bob.pk), bob.get_session_auth_hash()
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save(must_create=True)
    Session.objects.update(session_key=SESSION_KEY, expire_date=datetime(2036, 1, 1, tzinfo=UTC))
