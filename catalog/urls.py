"""Addresses of the pages that are the same for everybody."""

from django.urls import path, register_converter
from django.views.generic import RedirectView, TemplateView

from catalog import styleguide, views
from catalog.addresses import TitleId
from catalog.preferences import preferences

register_converter(TitleId, "titleid")

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("find/", views.find, name="find"),
    path("movies/<slug:slug>/", views.chart, {"kind": "movie"}, name="movies"),
    path("movie/<titleid:movie_id>/", views.movie, name="movie"),
    path("tv/<titleid:show_id>/", views.tv, name="tv"),
    path("tv/<titleid:show_id>/season/<int:number>/", views.season, name="season"),
    path(
        "tv/<titleid:show_id>/season/<int:season>/episode/<int:number>/",
        views.episode,
        name="episode",
    ),
    path("tv/<slug:slug>/", views.chart, {"kind": "tv"}, name="shows"),
    path("people/popular/", views.chart, {"kind": "person", "slug": "popular"}, name="people"),
    path("person/<titleid:person_id>/", views.person, name="person"),
    path("collection/<titleid:collection_id>/", views.collection, name="collection"),
    path("company/<titleid:place_id>/", views.place, {"kind": "company"}, name="company"),
    path("network/<titleid:place_id>/", views.place, {"kind": "network"}, name="network"),
    path("keyword/<titleid:place_id>/", views.place, {"kind": "keyword"}, name="keyword"),
    path("trending/", views.trending, name="trending"),
    path("discover/", RedirectView.as_view(pattern_name="catalog:discover_movie"), name="discover"),
    path("discover/movie/", views.discover, {"kind": "movie"}, name="discover_movie"),
    path("discover/tv/", views.discover, {"kind": "tv"}, name="discover_tv"),
    path("preferences/", preferences, name="preferences"),
    path("credits/", TemplateView.as_view(template_name="catalog/credits.html"), name="credits"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    *(
        path(
            f"{kind}/<titleid:{kind_id}>/{section}/",
            view,
            {"section": section},
            name=f"{kind}_{section}",
        )
        for kind, kind_id, view in (("movie", "movie_id", views.movie), ("tv", "show_id", views.tv))
        for section in views.SECTIONS
    ),
]
