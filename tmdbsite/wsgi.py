"""What a web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")

application = get_wsgi_application()

from tmdbsite import databases  # noqa: E402 - settings come first

databases.limit_page_waits()
