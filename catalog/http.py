"""The request as the site's views get it. Django makes a plain one; middleware adds what is declared here."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from catalog.locale import Locale


class Request(HttpRequest):
    """A request that has passed the site's middleware."""

    locale: Locale
    theme: str
    htmx: HtmxDetails
