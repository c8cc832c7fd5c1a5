"""Signals of visitors' choices, for apps that know members."""

from django.dispatch import Signal

locale_chosen = Signal()  # request, locale
