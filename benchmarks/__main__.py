"""`make bench`: what a page costs cold, warm, as a 304, and for twenty visitors at once, over a TMDB 80 ms away; then
the slow work over exports of TMDB's size (`make bench ARGS="--scale 0.1"` for a tenth of it, 0 for none).

Pages run in this process over the stand-in, with a Valkey of their own. Their unit is the time of one request to the
stand-in, latency included: what any site has to pay that asks TMDB once. Exports are made once, and kept in a folder
for temporary files for the next run. `BENCH_DATA_DIR`, `BENCH_DATABASE_URL` and `BENCH_REDIS_URL` name other places;
what a site's environment or `.env` says is never read.
"""

import argparse
import logging
import os


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--scale", type=float, default=1.0, help="of TMDB's size, for the slow work")
    parser.add_argument("--only-search", action="store_true", help="leave out the pages")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from benchmarks import pages, search, valkey

    with valkey.running():
        if not options.only_search:
            pages.run()
        if options.scale:
            search.run(options.scale)


if __name__ == "__main__":
    main()
