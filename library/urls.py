"""Addresses of what members do and have."""

from django.urls import path

from library import actions, list_views, sync_views, views

EPISODE = "tv/<titleid:number>/season/<partnumber:season>/episode/<partnumber:episode>/"

app_name = "library"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/sync/", sync_views.sync, name="sync"),
    path("me/sync/start/", sync_views.sync_start, name="sync_start"),
    path("me/sync/agree/", sync_views.sync_agree, name="sync_agree"),
    path("me/sync/retry/", sync_views.wish_retry, name="wish_retry"),
    path("me/sync/drop/<int:wish_id>/", sync_views.wish_drop, name="wish_drop"),
    path("guest/", views.guest, name="guest"),
    path("members/<str:username>/", views.member, name="member"),
    path("members/<str:username>/lists/", views.lists, name="lists"),
    path("members/<str:username>/<slug:slug>/", views.shelf, name="shelf"),
    path("lists/new/", list_views.create, name="list_create"),
    path("lists/<titleid:list_id>/", list_views.show, name="list"),
    path("lists/<titleid:list_id>/edit/", list_views.edit, name="list_edit"),
    path("lists/<titleid:list_id>/delete/", list_views.delete, name="list_delete"),
    path("lists/<titleid:list_id>/clear/", list_views.clear, name="list_clear"),
    path("lists/<titleid:list_id>/remove/", list_views.remove, name="list_remove"),
    path("lists/<titleid:list_id>/on-tmdb/", list_views.on_tmdb, name="list_on_tmdb"),
    path("lists/on-tmdb/", list_views.all_on_tmdb, name="lists_on_tmdb"),
    path("movie/<titleid:number>/keep/", actions.keep, {"kind": "movie"}, name="keep"),
    path("tv/<titleid:number>/keep/", actions.keep, {"kind": "tv"}, name="tv_keep"),
    *(
        path(f"{kind}/<titleid:number>/{what}/", view, {"kind": kind}, name=f"{kind}_{what}")
        for kind in ("movie", "tv")
        for what, view in (("rating", actions.rating), ("rate", actions.rate), ("standing", actions.standing))
    ),
    *(
        path(f"{kind}/<titleid:number>/{mark}/", actions.mark, {"kind": kind, "mark": mark}, name=f"{kind}_{mark}")
        for kind in ("movie", "tv")
        for mark in ("favorite", "watchlist")
    ),
    path(f"{EPISODE}rating/", actions.rating, {"kind": "episode"}, name="episode_rating"),
    path(f"{EPISODE}rate/", actions.rate, {"kind": "episode"}, name="episode_rate"),
    path(f"{EPISODE}standing/", actions.standing, {"kind": "episode"}, name="episode_standing"),
]
