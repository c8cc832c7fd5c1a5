"""Joins the small style sheets into the one that a page loads. Run it after each change to them."""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# Layers in the order in which they win, and the sheets of each.
LAYERS = {
    "reset": ("reset.css",),
    "tokens": ("fonts.css", "tokens.css"),
    "base": ("base.css",),
    "layout": ("layout.css",),
    "components": ("components/*.css",),
    "pages": ("pages/*.css",),
    "utilities": ("utilities.css",),
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")


def bundle(folder: Path) -> str:
    """All sheets below `folder`, each in its layer, without comments and indentation."""
    joined = [f"@layer {', '.join(LAYERS)};"]
    for layer, patterns in LAYERS.items():
        sheets = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
        rules = "\n".join(slim(path.read_text(encoding="utf-8")) for path in sheets)
        joined.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(joined) + "\n"


def slim(css: str) -> str:
    return BLANK.sub("\n", COMMENT.sub("", css)).strip()


class Command(BaseCommand):
    help = "Joins static/css/**.css into static/css/site.css."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether site.css is current.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "css"
        target = folder / "site.css"
        css = bundle(folder)
        if not options["check"]:
            target.write_text(css, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != css:
            raise CommandError("static/css/site.css is not current: run manage.py build_css")
