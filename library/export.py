"""What the library holds of a member, for them to take away."""

from typing import Any

from library.models import List, Mark, OutboxEntry, Rating, Sync, Title


def export_library(user: Any) -> tuple[str, Any]:
    """Return the member's ratings, marks, lists, and what waits for TMDB, under the name of the part."""
    return "library", {
        "ratings": [
            {**_export_title(rating.title), "value": rating.value, "rated": rating.rated_at.isoformat()}
            for rating in Rating.objects.filter(user=user).select_related("title").order_by("rated_at")
        ],
        "marks": [
            {**_export_title(mark.title), "as": mark.kind, "since": mark.marked_at.isoformat()}
            for mark in Mark.objects.filter(user=user).select_related("title").order_by("marked_at")
        ],
        "lists": [_export_list(row) for row in List.objects.filter(user=user).prefetch_related("items__title")],
        "waiting_for_tmdb": [
            _export_entry(entry)
            for entry in OutboxEntry.objects.filter(user=user).exclude(state=OutboxEntry.State.DONE)
        ],
        "in_step_with_tmdb": _export_sync(Sync.objects.filter(user=user).first()),
    }


def _export_sync(row: Sync | None) -> dict[str, Any] | None:
    if row is None:
        return None
    times = {"agreed": row.confirmed_at, "last_started": row.started_at, "last_finished": row.finished_at}
    return {name: at.isoformat() if at else None for name, at in times.items()} | {"trouble": row.problem}


def _export_entry(entry: OutboxEntry) -> dict[str, Any]:
    return {
        "what": entry.action,
        "wish": entry.desired,
        "since": entry.enqueued_at.isoformat(),
        "trouble": entry.problem,
    }


def _export_title(title: Title) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": title.kind, "tmdb_id": title.tmdb_id, "name": title.name, "date": title.date}
    if title.season is not None:
        data |= {"show": title.show_name, "show_id": title.show_id, "season": title.season, "episode": title.number}
    return data


def _export_list(list_: List) -> dict[str, Any]:
    return {
        "name": list_.name,
        "description": list_.description,
        "audience": list_.audience,
        "also_on_tmdb": list_.also_on_tmdb,
        "tmdb_id": list_.tmdb_id,
        "titles": [_export_title(item.title) for item in list_.items.all()],
    }
