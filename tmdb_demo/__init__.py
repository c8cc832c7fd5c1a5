"""A stand-in for The Movie Database: its API, version 3, over a bundled data set.

It is a WSGI app of the standard library, and imports nothing of the site's. The site mounts it in its own process when
no key is set; other clients use it as a server: `python -m tmdb_demo --port 8100`.
"""
