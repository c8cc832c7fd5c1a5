"""Signals that the link to TMDB sends."""

from django.dispatch import Signal

tmdb_linked = Signal()  # link: TmdbLink, is_other (than the account that was linked before), request
tmdb_unlinked = Signal()  # user
