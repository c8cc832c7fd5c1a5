"""The addresses of what members do and have."""

from django.urls import path

from library.views import actions, lists, shelves_page, sync_page

EPISODE = "tv/<titleid:number>/season/<partnumber:season>/episode/<partnumber:episode>/"

app_name = "library"
urlpatterns = [
    path("me/", shelves_page.me, name="me"),
    path("me/sync/", sync_page.sync, name="sync"),
    path("me/sync/start/", sync_page.sync_start, name="sync_start"),
    path("me/sync/agree/", sync_page.sync_agree, name="sync_agree"),
    path("me/sync/retry/", sync_page.entry_retry, name="entry_retry"),
    path("me/sync/drop/<int:entry_id>/", sync_page.entry_drop, name="entry_drop"),
    path("guest/", shelves_page.guest, name="guest"),
    path("members/<str:username>/", shelves_page.member, name="member"),
    path("members/<str:username>/lists/", shelves_page.lists, name="lists"),
    path("members/<str:username>/<slug:slug>/", shelves_page.shelf, name="shelf"),
    path("lists/new/", lists.create, name="list_create"),
    path("lists/<titleid:list_id>/", lists.show, name="list"),
    path("lists/<titleid:list_id>/edit/", lists.edit, name="list_edit"),
    path("lists/<titleid:list_id>/delete/", lists.delete, name="list_delete"),
    path("lists/<titleid:list_id>/clear/", lists.clear, name="list_clear"),
    path("lists/<titleid:list_id>/remove/", lists.remove, name="list_remove"),
    path("lists/<titleid:list_id>/on-tmdb/", lists.on_tmdb, name="list_on_tmdb"),
    path("lists/on-tmdb/", lists.all_on_tmdb, name="lists_on_tmdb"),
    path("movie/<titleid:number>/keep/", actions.keep, {"kind": "movie"}, name="keep"),
    path("tv/<titleid:number>/keep/", actions.keep, {"kind": "tv"}, name="tv_keep"),
    *(
        path(f"{kind}/<titleid:number>/{name}/", view, {"kind": kind}, name=f"{kind}_{name}")
        for kind in ("movie", "tv")
        for name, view in (("rating", actions.rating), ("rate", actions.rate), ("standing", actions.buttons))
    ),
    *(
        path(f"{kind}/<titleid:number>/{mark}/", actions.mark, {"kind": kind, "mark": mark}, name=f"{kind}_{mark}")
        for kind in ("movie", "tv")
        for mark in ("favorite", "watchlist")
    ),
    path(f"{EPISODE}rating/", actions.rating, {"kind": "episode"}, name="episode_rating"),
    path(f"{EPISODE}rate/", actions.rate, {"kind": "episode"}, name="episode_rate"),
    path(f"{EPISODE}standing/", actions.buttons, {"kind": "episode"}, name="episode_standing"),
]
