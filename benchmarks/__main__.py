"""`make bench`: what a page costs cold, warm, as a 304, and for twenty visitors at once, over a TMDB 80 ms away.

Everything runs in this process over the stand-in, with a real Redis (`REDIS_URL`, else the one of the tests). The
unit is the
time of one request to the stand-in, latency included: what any site has to pay that asks TMDB once.
"""

import logging
import os
import tempfile


def main() -> None:
    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="bench-"))
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/7")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from benchmarks import pages

    pages.run()


if __name__ == "__main__":
    main()
