"""What a web server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tmdbsite.request_limits import RequestLimits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")

application = RequestLimits(get_wsgi_application(), is_behind_proxy=settings.USE_X_FORWARDED_HOST)
