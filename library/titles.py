"""Titles as rows, made of whatever answer of TMDB's tells about them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog import search
from catalog.gateway import Call, NotFound, api, gateway
from catalog.locale import Locale
from catalog.pages.title.kinds import title_call
from jobs import dispatch
from library.models import Kind, Title
from tmdb import Deadline
from tmdb.payload import JSON, get_float, get_int, get_rows, get_str, get_value

LANGUAGE = "en-US"  # names in rows are English, else the original ones
DETAILS_TIMEOUT = 30.0  # seconds, in a task
MAX_GENRES = 25
MAX_GENRE_ID = 10**6
BATCH_SIZE = 500
FIELDS = (
    "name", "original_name", "language", "date", "poster_path", "genres", "vote_average", "popularity", "show_id",
    "season", "number",
)  # fmt: skip
DETAILS = (*FIELDS, "runtime", "filled_at")


def build_title(kind: str, row: JSON) -> Title:
    """Return an unsaved title of a row of one of TMDB's lists."""
    genres = _get_genre_ids(row)
    return Title(
        kind=kind,
        tmdb_id=get_int(row, "id"),
        name=(get_str(row, "title") or get_str(row, "name"))[:500],
        original_name=(get_str(row, "original_title") or get_str(row, "original_name"))[:500],
        language=get_str(row, "original_language")[:2],
        date=(get_str(row, "release_date") or get_str(row, "first_air_date") or get_str(row, "air_date"))[:10],
        poster_path=(get_str(row, "poster_path") or get_str(row, "still_path"))[:200],
        genres="|".join(["", *map(str, genres), ""]) if genres else "",
        vote_average=get_float(row, "vote_average") or None,
        popularity=get_float(row, "popularity"),
        show_id=get_int(row, "show_id") or None,
        season=get_int(row, "season_number") if kind == Kind.EPISODE else None,
        number=get_int(row, "episode_number") if kind == Kind.EPISODE else None,
    )


def _get_genre_ids(row: JSON) -> list[int]:
    genres = row.get("genre_ids")
    if not isinstance(genres, list):
        return []
    return [genre for genre in genres if isinstance(genre, int) and 0 < genre < MAX_GENRE_ID][:MAX_GENRES]


def titles_save(kind: str, rows: Iterable[JSON]) -> dict[int, Title]:
    """Upsert rows of TMDB's lists as titles, in a few statements; return them by their id there."""
    titles = {get_int(row, "id"): build_title(kind, row) for row in rows if get_int(row, "id")}
    in_order = [titles[tmdb_id] for tmdb_id in sorted(titles)]  # two who save the same titles don't deadlock
    Title.objects.bulk_create(
        in_order, update_conflicts=True, unique_fields=["kind", "tmdb_id"], update_fields=FIELDS, batch_size=BATCH_SIZE
    )
    return {title.tmdb_id: title for title in _get_by_ids(kind, list(titles))}


def _get_by_ids(kind: str, ids: list[int]) -> Iterable[Title]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield from Title.objects.filter(kind=kind, tmdb_id__in=ids[start : start + BATCH_SIZE])


def title_lookup(kind: str, tmdb_id: int, locale: Locale, deadline: Deadline) -> Title:
    """Return a film's or show's row; unsaved where there is none yet, and TMDB is known to have it.

    Raises NotFound and Unavailable.
    """
    row = Title.objects.filter(kind=kind, tmdb_id=tmdb_id).first()
    if row is None:
        return _build_existing(kind, tmdb_id, locale, deadline)
    if row.is_gone and not row.name:
        raise NotFound  # it was never there: a row from a time when any number got one
    return row


def _build_existing(kind: str, tmdb_id: int, locale: Locale, deadline: Deadline) -> Title:
    """Return an unsaved title that TMDB has.

    That is told by a cached answer, by TMDB's export of the day before, or by TMDB now. Raises NotFound and
    Unavailable.
    """
    title = Title(kind=kind, tmdb_id=tmdb_id)
    call = title_call(kind, tmdb_id, locale)
    is_cached = gateway().metadata([call])[0] is not None
    hit = None if is_cached else search.title_index().find_by_ids(kind, [tmdb_id]).get(tmdb_id)
    if hit:
        title.name = hit.name[:500]
    else:
        _set_details(title, gateway().read(call, deadline).data)
    return title


def title_ensure(kind: str, tmdb_id: int, locale: Locale, deadline: Deadline) -> Title:
    """Return a film's or show's row, and create it where there is none yet.

    Raises NotFound and Unavailable, and then creates none: what TMDB doesn't have, or what can't be looked up, is not
    accepted from anybody.
    """
    title = title_lookup(kind, tmdb_id, locale, deadline)
    is_new = title.pk is None
    if is_new:
        fields = {name: getattr(title, name) for name in DETAILS}
        title, _ = Title.objects.get_or_create(kind=kind, tmdb_id=tmdb_id, defaults=fields)
    if title.filled_at is None and (is_new or not title.name):
        transaction.on_commit(lambda: dispatch.enqueue("library.tasks.fill_title", title.pk))
    return title


def episode_ensure(
    show_id: int, season: int, episode: int, deadline: Deadline, pages: Iterable[Call] = ()
) -> Title | None:
    """Return an episode's row, and create it where there is none yet; None when TMDB has no such episode.

    An episode is known by its numbers here, and at TMDB by an id. `pages` are calls whose answers have it too, and
    which are looked through before TMDB is asked. Raises Unavailable.
    """
    title = Title.objects.filter(kind=Kind.EPISODE, show_id=show_id, season=season, number=episode).first()
    if title:
        return title
    rows = _find_episode(show_id, season, episode, deadline, pages)
    return _episode_save(*rows, show_id) if rows else None


def episode_name(show_id: int, season: int, episode: int, deadline: Deadline, pages: Iterable[Call] = ()) -> str:
    """Return an episode's name without a row for it. Raises Unavailable, and NotFound when TMDB has no such episode."""
    rows = _find_episode(show_id, season, episode, deadline, pages)
    if rows is None:
        raise NotFound
    return str(build_title(Kind.EPISODE, rows[1]))


def _find_episode(
    show_id: int, season: int, episode: int, deadline: Deadline, pages: Iterable[Call]
) -> tuple[JSON, JSON] | None:
    """Return what TMDB says of the show and of the episode; None when there is none. Raises Unavailable."""
    season_call = api.tv.details(show_id, language=LANGUAGE, append_to_response=(f"season/{season}",))
    for call in _cached_first(season_call, pages):
        try:
            show = gateway().read(call, deadline).data
        except NotFound:
            return None
        for row in get_rows(show, f"season/{season}", "episodes"):
            if get_int(row, "episode_number") == episode and get_int(row, "id"):
                return show, row
    return None


def _cached_first(call: Call, others: Iterable[Call]) -> list[Call]:
    """Return those of the calls whose answers are cached, and at last `call` if it is not among them."""
    calls = [call, *others]
    cached = [
        each for each, metadata in zip(calls, gateway().metadata(calls), strict=True) if metadata and metadata.exists
    ]
    return cached if call in cached else [*cached, call]


def _episode_save(show: JSON, row: JSON, show_id: int) -> Title:
    title = titles_save(Kind.EPISODE, [{**row, "show_id": show_id}])[get_int(row, "id")]
    title.show_name, title.runtime = get_str(show, "name")[:500], max(get_int(row, "runtime"), 0) or None
    title.save(update_fields=["show_name", "runtime"])
    return title


def title_fill(title: Title) -> None:
    """Fetch what a list's row does not say: the runtime, and for an episode its show's name. Raises Unavailable."""
    try:
        data = gateway().read(_details_call(title), Deadline.after(DETAILS_TIMEOUT)).data
    except NotFound:
        Title.objects.filter(pk=title.pk).update(is_gone=True, filled_at=timezone.now())
        return
    if title.kind == Kind.EPISODE:
        episodes = Title.objects.filter(kind=Kind.EPISODE, show_id=title.show_id)  # all of the show, with one call
        episodes.update(show_name=get_str(data, "name")[:500], filled_at=timezone.now())
    else:
        _set_details(title, data)
        title.save()


def fill_titles_soon(user_id: int) -> None:
    """Have a worker fill what the member has, once the transaction is committed."""
    transaction.on_commit(lambda: dispatch.enqueue("library.tasks.fill_titles", user_id))


def _details_call(title: Title) -> Call:
    if title.kind == Kind.MOVIE:
        return api.movies.details(title.tmdb_id, language=LANGUAGE)
    show_id = title.tmdb_id if title.kind == Kind.TV else title.show_id or 0
    return api.tv.details(show_id, language=LANGUAGE)


def _set_details(title: Title, data: JSON) -> None:
    genre_ids = [get_int(row, "id") for row in get_rows(data, "genres")]
    new = build_title(title.kind, {**data, "genre_ids": genre_ids})
    for field in FIELDS:
        setattr(title, field, getattr(new, field))
    title.runtime = max(get_int(data, "runtime") or _first_runtime(get_value(data, "episode_run_time")), 0) or None
    title.filled_at, title.is_gone = timezone.now(), False


def _first_runtime(runtimes: Any) -> int:
    return runtimes[0] if isinstance(runtimes, list) and runtimes and isinstance(runtimes[0], int) else 0


def club_title_ids(kind: str) -> set[int]:
    """Return the ids of what anybody in the club has rated, marked or listed, whose popularity is always kept."""
    return set(Title.objects.filter(kind=kind).values_list("tmdb_id", flat=True))
