"""What the library holds of a member, for them to take away."""

from typing import Any

from library.models import List, Mark, OutboxEntry, Rating, Sync, Title


def library_of(user: Any) -> tuple[str, Any]:
    return "library", {
        "ratings": [
            {**_title(one.title), "value": one.value, "rated": one.rated_at.isoformat()}
            for one in Rating.objects.filter(user=user).select_related("title").order_by("rated_at")
        ],
        "marks": [
            {**_title(one.title), "as": one.kind, "since": one.marked_at.isoformat()}
            for one in Mark.objects.filter(user=user).select_related("title").order_by("marked_at")
        ],
        "lists": [_list(one) for one in List.objects.filter(user=user).prefetch_related("items__title")],
        "waiting_for_tmdb": [
            {"what": one.action, "wish": one.desired, "since": one.enqueued_at.isoformat(), "trouble": one.problem}
            for one in OutboxEntry.objects.filter(user=user).exclude(state=OutboxEntry.State.DONE)
        ],
        "in_step_with_tmdb": _in_step(Sync.objects.filter(user=user).first()),
    }


def _in_step(row: Sync | None) -> dict[str, Any] | None:
    if row is None:
        return None
    moments = {"agreed": row.confirmed_at, "last_started": row.started_at, "last_finished": row.finished_at}
    return {name: moment.isoformat() if moment else None for name, moment in moments.items()} | {"trouble": row.problem}


def _title(title: Title) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": title.kind, "tmdb_id": title.tmdb_id, "name": title.name, "date": title.date}
    if title.season is not None:
        found |= {"show": title.show_name, "show_id": title.show_id, "season": title.season, "episode": title.number}
    return found


def _list(one: List) -> dict[str, Any]:
    return {
        "name": one.name,
        "description": one.description,
        "audience": one.audience,
        "also_on_tmdb": one.also_on_tmdb,
        "tmdb_id": one.tmdb_id,
        "titles": [_title(item.title) for item in one.items.all()],
    }


def club_title_ids(kind: str) -> set[int]:
    """Return the ids of what anybody in the club has rated, kept or listed, whose popularity is kept however small."""
    return set(Title.objects.filter(kind=kind).values_list("tmdb_id", flat=True))
