from django.apps import AppConfig


class TmdbLoginConfig(AppConfig):
    name = "accounts.tmdb"
    label = "tmdb_login"
