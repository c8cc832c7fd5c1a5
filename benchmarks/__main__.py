"""`make bench`: the cost of pages (cold, warm, as a 304, for twenty visitors at once), and of the slow work.

TMDB is 80 ms away. The slow work has exports of TMDB's size (`make bench ARGS="--scale 0.1"` for a tenth of it, 0 for
none). Pages run in this process over the stand-in, with a Valkey of their own. Their unit is the time of one request to
the stand-in, latency included: the least that any site pays which asks TMDB once. Exports are made once and stay in a
folder for temporary files for the next run. `BENCH_DATA_DIR`, `BENCH_DATABASE_URL` and `BENCH_REDIS_URL` name other
places; a site's environment and `.env` are never read.
"""

import os

import django

if __name__ == "__main__":  # processes of benchmarks.processes import this module as well, and start with nothing
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()

    from benchmarks import run  # needs the apps

    run.main()
