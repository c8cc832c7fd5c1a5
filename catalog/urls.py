"""Addresses of the pages that are the same for everybody."""

from django.urls import path
from django.views.generic import RedirectView, TemplateView

from catalog import styleguide, views
from catalog.pages.person.sections import SECTIONS as PERSON_SECTIONS
from catalog.pages.title.sections import SECTIONS
from catalog.preferences import preferences

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("find/", views.find, name="find"),
    path("movies/latest/", views.latest, {"kind": "movie"}, name="movies_latest"),
    path("movies/<slug:slug>/", views.chart, {"kind": "movie"}, name="movies"),
    path("movie/<titleid:movie_id>/", views.movie, name="movie"),
    path("tv/<titleid:show_id>/", views.tv, name="tv"),
    path("tv/<titleid:show_id>/season/<partnumber:number>/", views.season, name="season"),
    path(
        "tv/<titleid:show_id>/season/<partnumber:season>/episode/<partnumber:number>/",
        views.episode,
        name="episode",
    ),
    path("tv/<titleid:show_id>/season/<partnumber:season>/changes/", views.part_changes, name="season_changes"),
    path(
        "tv/<titleid:show_id>/season/<partnumber:season>/episode/<partnumber:number>/changes/",
        views.part_changes,
        name="episode_changes",
    ),
    path("tv/<titleid:show_id>/order/<objectid:group_id>/", views.order, name="order"),
    path("tv/latest/", views.latest, {"kind": "tv"}, name="shows_latest"),
    path("tv/<slug:slug>/", views.chart, {"kind": "tv"}, name="shows"),
    path("people/popular/", views.chart, {"kind": "person", "slug": "popular"}, name="people"),
    path("people/latest/", views.latest, {"kind": "person"}, name="people_latest"),
    path("person/<titleid:person_id>/", views.person, name="person"),
    path("collection/<titleid:collection_id>/", views.collection, name="collection"),
    path("company/<titleid:place_id>/", views.place, {"kind": "company"}, name="company"),
    path("network/<titleid:place_id>/", views.place, {"kind": "network"}, name="network"),
    path("keyword/<titleid:place_id>/", views.place, {"kind": "keyword"}, name="keyword"),
    path("credit/<objectid:credit_id>/", views.credit, name="credit"),
    path("review/<objectid:review_id>/", views.review, name="review"),
    path("list/<titleid:list_id>/", views.list_, name="list"),
    path("trending/", views.trending, name="trending"),
    path("trending/movers/", views.movers, name="movers"),
    path("discover/", RedirectView.as_view(pattern_name="catalog:discover_movie"), name="discover"),
    path("discover/movie/", views.discover, {"kind": "movie"}, name="discover_movie"),
    path("discover/tv/", views.discover, {"kind": "tv"}, name="discover_tv"),
    path("preferences/", preferences, name="preferences"),
    path("credits/", TemplateView.as_view(template_name="catalog/credits.html"), name="credits"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    *(
        path(f"{kind}/<titleid:{name}_id>/{section}/", view, {"section": section}, name=f"{kind}_{section}")
        for kind, name, view, sections in (
            ("movie", "movie", views.movie, SECTIONS["movie"]),
            ("tv", "show", views.tv, SECTIONS["tv"]),
            ("person", "person", views.person, PERSON_SECTIONS),
        )
        for section in sections
    ),
]
