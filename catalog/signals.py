"""Signals of visitors' choices, for apps that know members."""

from django.dispatch import Signal

preferences_saved = Signal()  # request, locale, theme
