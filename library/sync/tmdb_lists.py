"""Changes of lists on TMDB that could delete more than the member means.

TMDB deletes, clears and takes off without a condition, and shows a changed list as it was for up to ten seconds. So
each list is read first, and what the member has not seen there is left alone.
"""

import time
from collections.abc import Iterator

from catalog.gateway import api
from library.models import Kind, List
from library.sync.push_session import PushSession
from library.sync.snapshot import ListContents, read_list
from tmdb import errors
from tmdb.payload import JSON, get_int, get_rows, get_str

LIST_TIMEOUT = 5.0  # seconds for a call that takes a whole list, whose contents were read just before
CONTENTS_MAX_AGE = 30.0  # seconds for which a list that was read holds for the films that are taken off it
MAX_LIST_PAGES = 25
NOTHING_TO_DELETE = 21  # TMDB's code for a film that is not on the list
INTERNAL_ERROR = 11  # TMDB's code for a failure of its own

HOLDS_MORE = (
    "On TMDB this list holds something that you had not seen here. Give this up: the list comes back with the next "
    "sync, and you can look at it first."
)


class UnsafeDeletion(Exception):
    """A push would delete something on TMDB that the member did not mean. The text is for them."""


def delete_list(number: int, seen: JSON | None, session: PushSession) -> None:
    """Delete a list that holds nothing but what the member has `seen`.

    TMDB may answer 500 though it deletes the list: only whether the list is gone counts. Raises UnsafeDeletion.
    """
    try:
        _check_seen(number, seen, session)
        session.send(api.lists.delete(number, session_id=session.session_id), LIST_TIMEOUT)
    except errors.NotFound:
        return
    except errors.Unavailable as error:
        if error.tmdb_code != INTERNAL_ERROR or _clear_undeleted(number, seen, session):
            raise


def _check_seen(number: int, seen: JSON | None, session: PushSession) -> None:
    """Raise UnsafeDeletion if the list holds something that the member has not seen; raises errors.NotFound, too."""
    if not _is_seen(read_whole(number, session), seen):
        raise UnsafeDeletion(HOLDS_MORE)


def _clear_undeleted(number: int, seen: JSON | None, session: PushSession) -> bool:
    """Clear a list that TMDB failed to delete; return False for one that is gone after all.

    So nothing of it stays public until the deletion succeeds. This is the only place that uses TMDB's `clear`, which
    takes whatever is there when it arrives: the member was told that all of the list goes, and `delete` would have
    taken no less. Raises TMDBError and UnsafeDeletion.
    """
    try:
        _check_seen(number, seen, session)
        session.send(api.lists.clear(number, session_id=session.session_id, confirm=True), LIST_TIMEOUT)
    except errors.NotFound:
        return False
    return True


def _is_seen(contents: ListContents, seen: JSON | None) -> bool:
    """Return whether the member has seen all that is on the list.

    `seen` is None for deletions of former versions, which showed films alone and did not note what was seen.
    """
    if seen is None:
        return not contents.ids(Kind.TV) and not contents.unknown
    seen_keys = {(kind, number) for kind in (Kind.MOVIE, Kind.TV) for number in seen.get(kind, ())}
    return seen_keys >= set(contents.titles) and contents.unknown <= get_int(seen, "unknown")


def take_off(number: int, film: int, session: PushSession) -> bool:
    """Take a film off a list; return False where it has to stay, since something else there has its number.

    Raises TMDBError.
    """
    contents = read_recent(number, session)
    if contents.shares_number(film):
        return (Kind.MOVIE, film) not in contents.titles
    try:
        session.send(api.lists.remove_item(number, session_id=session.session_id, media_id=film))
    except errors.NotFound as error:
        if error.tmdb_code != NOTHING_TO_DELETE:
            raise
    return True


def read_whole(number: int, session: PushSession) -> ListContents:
    """Return what the list holds on TMDB now. Raises BadAnswer when it changes all the time."""
    session.lists.pop(number, None)
    started, contents = time.monotonic(), read_list(session, number)
    if not contents.is_whole:
        raise errors.BadAnswer("the list changes while it is read")
    session.lists[number] = (started, contents)
    return contents


def read_recent(number: int, session: PushSession) -> ListContents:
    """Return what the list held when this run read it last, or read it again after CONTENTS_MAX_AGE.

    A long list has many pages: they are not read for each of many films. Raises TMDBError.
    """
    started, contents = session.lists.get(number, (0.0, None))
    if contents is None or time.monotonic() - started > CONTENTS_MAX_AGE:
        return read_whole(number, session)
    return contents


def find_orphan(list_: List, session: PushSession) -> int | None:
    """Return the id of an empty list of that name on TMDB which is none of the member's lists here."""
    tmdb_ids = set(List.objects.filter(user=list_.user_id).values_list("tmdb_id", flat=True))
    for row in _read_lists(session):
        is_new = not get_int(row, "item_count") and get_int(row, "id") not in tmdb_ids
        if is_new and get_str(row, "name").strip() == list_.name.strip():
            return get_int(row, "id")
    return None


def _read_lists(session: PushSession) -> Iterator[JSON]:
    page, last = 1, 1
    while page <= last:
        data = session.send(api.account.lists(session.account_id, page=page, session_id=session.session_id))
        yield from get_rows(data, "results")
        page, last = page + 1, min(get_int(data, "total_pages"), MAX_LIST_PAGES)
