from django.urls import path

from accounts.tmdb import views

urlpatterns = [
    path("tmdb/login/", views.login, name="tmdb_login"),
    path("tmdb/login/callback/", views.callback, name="tmdb_callback"),
]
