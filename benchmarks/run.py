"""The command line of the measurements."""

import argparse
import logging

from benchmarks import pages, search, valkey


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--scale", type=float, default=1.0, help="of TMDB's size, for the slow work")
    parser.add_argument("--only-search", action="store_true", help="leave out the pages")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with valkey.running():
        if not options.only_search:
            pages.run()
        if options.scale:
            search.run(options.scale)
