"""What a visitor chooses, for those who know them."""

from django.dispatch import Signal

locale_chosen = Signal()  # request, locale
