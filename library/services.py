"""What a member does: the local row and the entry of the outbox in one transaction. The last change wins."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from library.member_lock import lock_member_rows
from library.models import Action, Audience, Kind, List, ListItem, Mark, OutboxEntry, Rating, Title, to_halves
from library.publishing import NOT_ON_TMDB, ListChanged, NotRemovable, is_synced, seen_ids, summarize
from library.sync import outbox


@transaction.atomic
def rating_set(*, user: Any, title: Title, value: float) -> Rating:
    """Rate a title from 0.5 to 10 in halves. Raises ValueError."""
    lock_member_rows(user.pk)
    now = timezone.now()
    rating, _ = Rating.objects.update_or_create(
        user=user,
        title=title,
        defaults={"halves": to_halves(value), "changed_at": now},
        create_defaults={"halves": to_halves(value), "changed_at": now, "rated_at": now},
    )
    outbox.enqueue(user=user, action=Action.RATING, title=title, value=rating.value)
    return rating


@transaction.atomic
def rating_clear(*, user: Any, title: Title) -> None:
    lock_member_rows(user.pk)
    Rating.objects.filter(user=user, title=title).delete()
    outbox.enqueue(user=user, action=Action.RATING, title=title, value=None)


@transaction.atomic
def mark_set(*, user: Any, title: Title, kind: str, on: bool) -> None:
    """Make a title a favourite, or put it on the watchlist; or undo that."""
    lock_member_rows(user.pk)
    now = timezone.now()
    if on:
        defaults = {"marked_at": now, "changed_at": now}
        Mark.objects.get_or_create(user=user, title=title, kind=kind, defaults=defaults)
    else:
        Mark.objects.filter(user=user, title=title, kind=kind).delete()
    outbox.enqueue(user=user, action=kind, title=title, value=on)


@transaction.atomic
def list_create(
    *,
    user: Any,
    name: str,
    description: str = "",
    audience: str = Audience.CLUB,
    also_on_tmdb: bool = False,
    first: Title | None = None,
) -> List:
    """Create a list, which begins with the `first` title.

    `also_on_tmdb`: the member says that it may be there though it is not for everybody.
    """
    lock_member_rows(user.pk)
    now = timezone.now()
    list_ = List.objects.create(
        user=user,
        name=name,
        description=description,
        audience=audience,
        also_on_tmdb=also_on_tmdb,
        created_at=now,
        changed_at=now,
    )
    if list_.goes_to_tmdb:
        outbox.enqueue(user=user, action=Action.LIST, list_=list_, value=True)
    if first:
        list_item_set(list_=list_, title=first, on=True)
    return list_


@transaction.atomic
def list_edit(*, list_: List, name: str, description: str, audience: str, also_on_tmdb: bool) -> None:
    """Change what a list is called, and who may see it; its name on TMDB stays, since the API can't change it.

    The entries of a list that may no longer be on TMDB are deleted, unless it is there already: then they are held
    until the member decides.
    """
    _lock(list_)
    list_.name, list_.description, list_.changed_at = name, description, timezone.now()
    list_.audience, list_.also_on_tmdb = audience, also_on_tmdb
    list_.save(update_fields=["name", "description", "audience", "also_on_tmdb", "changed_at"])
    if list_.goes_to_tmdb:
        _publish(list_)
    elif not list_.tmdb_id:
        outbox.drop_list(list_.user, list_.pk)


def _lock(list_: List) -> None:
    """Lock the list until the transaction ends, and read it as it is now. Raises List.DoesNotExist.

    So a push that has just created it on TMDB waits before it saves the list's id there.
    """
    lock_member_rows(list_.user_id)
    list_.refresh_from_db(from_queryset=List.objects.select_for_update(no_key=True))


def _lock_as_seen(list_: List, seen_digest: str | None) -> None:
    """Lock the list, and raise ListChanged if it no longer holds what the member was shown.

    `seen_digest` is that of library.publishing.summarize, None where nobody was asked. It is compared only now, since
    whoever waited for a sync has its rows.
    """
    _lock(list_)
    if seen_digest is not None and seen_digest != summarize(list_).digest:
        raise ListChanged


def _publish(list_: List) -> None:
    """Have the list created on TMDB, with those of its films that are neither there nor on their way.

    What was held may go now.
    """
    if not is_synced(list_):
        outbox.drop_list(list_.user, list_.pk)
        outbox.enqueue(user=list_.user, action=Action.LIST, list_=list_, value=True)
    entries = OutboxEntry.objects.filter(user=list_.user, action=Action.LIST_ITEM, list_id=list_.pk)
    items = list_.items.filter(title__kind=Kind.MOVIE, is_on_tmdb=False)
    missing = items.exclude(title_id__in=entries.values("title_id")).select_related("title")
    outbox.enqueue_list_items(list_=list_, films=[item.title for item in missing])
    outbox.push_soon(list_.user_id)


@transaction.atomic
def list_leave_on_tmdb(*, list_: List) -> None:
    """Allow the list to be on TMDB, and let go there what was held."""
    _lock(list_)
    list_.also_on_tmdb = True
    list_.save(update_fields=["also_on_tmdb"])
    if list_.tmdb_id:
        _publish(list_)


@transaction.atomic
def list_take_off_tmdb(*, list_: List, seen_digest: str | None = None) -> None:
    """Delete the list on TMDB; here it stays as it is. Raises ListChanged."""
    _lock_as_seen(list_, seen_digest)
    _delete_on_tmdb(list_)
    list_.items.update(is_on_tmdb=False)
    List.objects.filter(pk=list_.pk).update(**NOT_ON_TMDB, also_on_tmdb=False)


def _delete_on_tmdb(list_: List) -> None:
    """Have the list deleted on TMDB, as far as it holds what the member saw here (library.sync.tmdb_lists)."""
    seen = {**seen_ids(list_), "unknown": list_.tmdb_unknown}
    outbox.drop_list(list_.user, list_.pk)
    if list_.tmdb_id:
        outbox.enqueue_list_deletion(user=list_.user, list_id=list_.pk, number=list_.tmdb_id, seen=seen)


@transaction.atomic
def list_delete(*, list_: List, seen_digest: str | None = None) -> None:
    """Delete the list here, and on TMDB. Raises ListChanged."""
    _lock_as_seen(list_, seen_digest)
    _delete_on_tmdb(list_)
    list_.delete()


@transaction.atomic
def list_clear(*, list_: List, seen_digest: str | None = None) -> None:
    """Take everything off the list, but for shows on TMDB's list: its API can't take these off. Raises ListChanged."""
    _lock_as_seen(list_, seen_digest)
    was_synced, films = is_synced(list_), seen_ids(list_)["movie"]
    staying = Q(is_on_tmdb=True, title__kind=Kind.TV) if list_.tmdb_id else Q(pk=None)
    list_.items.exclude(staying).delete()
    _set_changed(list_)
    outbox.drop_list_items(list_.user, list_.pk)
    if was_synced:
        outbox.enqueue(user=list_.user, action=Action.LIST_CLEAR, list_=list_, value={"movie": films})


@transaction.atomic
def list_item_set(*, list_: List, title: Title, on: bool) -> None:
    """Put a film or show on the list, at its end; or take it off.

    A show stays on this site, since TMDB's API takes only films. Raises NotRemovable for a show on TMDB's list.
    """
    if title.kind == Kind.EPISODE:
        raise ValueError("Lists hold films and shows.")
    _lock(list_)
    if on:
        _add_item(list_, title)
    else:
        _remove_item(list_, title)
    _set_changed(list_)
    if title.kind == Kind.MOVIE and is_synced(list_):
        outbox.enqueue(user=list_.user, action=Action.LIST_ITEM, title=title, list_=list_, value=on)


def _add_item(list_: List, title: Title) -> None:
    last = list_.items.aggregate(last=Max("position"))["last"] or 0
    defaults = {"position": last + 1, "changed_at": timezone.now()}
    ListItem.objects.get_or_create(list=list_, title=title, defaults=defaults)


def _remove_item(list_: List, title: Title) -> None:
    item = list_.items.filter(title=title).first()
    if item and item.is_on_tmdb and title.kind == Kind.TV and list_.tmdb_id:
        raise NotRemovable
    list_.items.filter(title=title).delete()


def _set_changed(list_: List) -> None:
    List.objects.filter(pk=list_.pk).update(changed_at=timezone.now())
