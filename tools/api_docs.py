"""`python -m tools.api_docs`: write docs/api.md, the table of all operations, or check that it is up to date."""

import argparse
import os
import sys

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tmdbsite.settings")
django.setup()

from tools import api_coverage  # noqa: E402  # needs the apps


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools.api_docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    text = api_coverage.render_markdown(api_coverage.build_rows())
    path = settings.BASE_DIR / "docs" / "api.md"
    if not parser.parse_args().check:
        path.write_text(text, encoding="utf-8")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        sys.exit("docs/api.md is stale: run python -m tools.api_docs.")


if __name__ == "__main__":
    main()
