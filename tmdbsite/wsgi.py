"""What a web server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tmdbsite import databases
from tmdbsite.prefix import below_prefix

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")

application = below_prefix(get_wsgi_application(), settings.PATH_PREFIX)
databases.limit_page_waits()
