"""What a member does: the local row and the wish for TMDB in one transaction. The last wish wins."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from library.member_lock import lock_member_rows
from library.models import Action, Audience, Kind, List, ListItem, Mark, OutboxEntry, Rating, Title, halves
from library.publishing import NOT_ON_TMDB, ListChanged, NotRemovable, holdings, is_synced, listed
from library.sync import outbox


@transaction.atomic
def rating_set(*, user: Any, title: Title, value: float) -> Rating:
    """0.5 to 10 in halves. Raises ValueError."""
    lock_member_rows(user.pk)
    now = timezone.now()
    rating, _ = Rating.objects.update_or_create(
        user=user,
        title=title,
        defaults={"halves": halves(value), "changed_at": now},
        create_defaults={"halves": halves(value), "changed_at": now, "rated_at": now},
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
    """A favourite, or on the watchlist; or no longer."""
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
    """`also_on_tmdb`: the member says that it may go there though it is not for everybody. `first`: the title that the
    list begins with."""
    lock_member_rows(user.pk)
    now = timezone.now()
    made = List.objects.create(
        user=user,
        name=name,
        description=description,
        audience=audience,
        also_on_tmdb=also_on_tmdb,
        created_at=now,
        changed_at=now,
    )
    if made.goes_to_tmdb:
        outbox.enqueue(user=user, action=Action.LIST, list_=made, value=True)
    if first:
        list_item_set(list_=made, title=first, on=True)
    return made


@transaction.atomic
def list_edit(*, list_: List, name: str, description: str, audience: str, also_on_tmdb: bool) -> None:
    """The name and the description here only: TMDB's third version can't change them. What is wished of a list that
    may no longer go to TMDB is given up, unless it is there already: then that is held until the member decides."""
    _lock(list_)
    list_.name, list_.description, list_.changed_at = name, description, timezone.now()
    list_.audience, list_.also_on_tmdb = audience, also_on_tmdb
    list_.save(update_fields=["name", "description", "audience", "also_on_tmdb", "changed_at"])
    if list_.goes_to_tmdb:
        _publish(list_)
    elif not list_.tmdb_id:
        outbox.drop_list(list_.user, list_.pk)


def _lock(list_: List) -> None:
    """Read the list as it is now, and let nobody change it until the transaction ends: a push that has just made it on
    TMDB waits to note its number. Raises List.DoesNotExist."""
    lock_member_rows(list_.user_id)
    list_.refresh_from_db(from_queryset=List.objects.select_for_update(no_key=True))


def _lock_as_seen(list_: List, seen: str | None) -> None:
    """Lock the list, and compare it then with what the member was shown: whoever waited for a sync has its rows now.
    `seen` is the digest of `library.publishing.holdings`, None where nobody was asked. Raises ListChanged."""
    _lock(list_)
    if seen is not None and seen != holdings(list_).digest:
        raise ListChanged


def _publish(list_: List) -> None:
    """Have the list brought to TMDB with those of its films that are neither there nor on their way. What was held may
    go now."""
    if not is_synced(list_):
        outbox.drop_list(list_.user, list_.pk)
        outbox.enqueue(user=list_.user, action=Action.LIST, list_=list_, value=True)
    noted = OutboxEntry.objects.filter(user=list_.user, action=Action.LIST_ITEM, list_id=list_.pk).values("title_id")
    items = list_.items.filter(title__kind=Kind.MOVIE, is_on_tmdb=False).exclude(title_id__in=noted)
    outbox.enqueue_list_items(list_=list_, films=[item.title for item in items.select_related("title")])
    outbox.push_soon(list_.user_id)


@transaction.atomic
def list_leave_on_tmdb(*, list_: List) -> None:
    """The member says that the list may be on TMDB: what was held goes there."""
    _lock(list_)
    list_.also_on_tmdb = True
    list_.save(update_fields=["also_on_tmdb"])
    if list_.tmdb_id:
        _publish(list_)


@transaction.atomic
def list_take_off_tmdb(*, list_: List, seen: str | None = None) -> None:
    """Delete the list on TMDB; here it stays as it is. Raises ListChanged."""
    _lock_as_seen(list_, seen)
    _delete_on_tmdb(list_)
    list_.items.update(is_on_tmdb=False)
    List.objects.filter(pk=list_.pk).update(**NOT_ON_TMDB, also_on_tmdb=False)


def _delete_on_tmdb(list_: List) -> None:
    """Only what the member saw listed here is deleted there (library.sync.push_handlers)."""
    seen = {**listed(list_), "unknown": list_.tmdb_unknown}
    outbox.drop_list(list_.user, list_.pk)
    if list_.tmdb_id:
        outbox.enqueue_list_deletion(user=list_.user, list_id=list_.pk, number=list_.tmdb_id, seen=seen)


@transaction.atomic
def list_delete(*, list_: List, seen: str | None = None) -> None:
    """Here, and on TMDB. Raises ListChanged."""
    _lock_as_seen(list_, seen)
    _delete_on_tmdb(list_)
    list_.delete()


@transaction.atomic
def list_clear(*, list_: List, seen: str | None = None) -> None:
    """Take everything off, but for shows that are on TMDB's list: TMDB's interface can't take these off. Raises
    ListChanged."""
    _lock_as_seen(list_, seen)
    syncs, known = is_synced(list_), listed(list_)
    stays = Q(is_on_tmdb=True, title__kind=Kind.TV) if list_.tmdb_id else Q(pk=None)
    list_.items.exclude(stays).delete()
    _touch(list_)
    outbox.drop_list_items(list_.user, list_.pk)
    if syncs:
        outbox.enqueue(user=list_.user, action=Action.LIST_CLEAR, list_=list_, value={"movie": known["movie"]})


@transaction.atomic
def list_item_set(*, list_: List, title: Title, on: bool) -> None:
    """Put a film or show on the list, at its end; or take it off. A show stays on this site: TMDB's interface takes
    films alone. Raises NotRemovable for a show that is on TMDB's list."""
    if title.kind == Kind.EPISODE:
        raise ValueError("Lists hold films and shows.")
    _lock(list_)
    now = timezone.now()
    if on:
        last = list_.items.aggregate(last=Max("position"))["last"] or 0
        defaults = {"position": last + 1, "changed_at": now}
        ListItem.objects.get_or_create(list=list_, title=title, defaults=defaults)
    else:
        item = list_.items.filter(title=title).first()
        if item and item.is_on_tmdb and title.kind == Kind.TV and list_.tmdb_id:
            raise NotRemovable
        list_.items.filter(title=title).delete()
    _touch(list_)
    if title.kind == Kind.MOVIE and is_synced(list_):
        outbox.enqueue(user=list_.user, action=Action.LIST_ITEM, title=title, list_=list_, value=on)


def _touch(list_: List) -> None:
    List.objects.filter(pk=list_.pk).update(changed_at=timezone.now())
