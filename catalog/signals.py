"""What other apps may hear of the catalogue."""

from django.dispatch import Signal

preferences_saved = Signal()  # request, locale, theme
