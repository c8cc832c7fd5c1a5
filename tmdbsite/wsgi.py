"""The application that web servers run."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tmdbsite import databases
from tmdbsite.prefix import strip_prefix
from tmdbsite.request_limits import RequestLimits
from tmdbsite.response_counts import ResponseCounter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")

site = strip_prefix(get_wsgi_application(), settings.PATH_PREFIX)
application = ResponseCounter(RequestLimits(site, is_behind_proxy=settings.BEHIND_PROXY))
databases.limit_page_waits()
