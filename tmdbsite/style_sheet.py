"""The style sheet that pages load: the small sheets of static/css, each in its cascade layer, in one file.

Django's staticfiles app asks the finder below for it, so `collectstatic`, `manage.py start`, a developer's server and
the tests all have it without a step of their own.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage

SHEET = "css/site.css"
# Layers from the weakest to the strongest, and the sheets of each.
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
LINE_BREAK = re.compile(r"\s*\n\s*")


class StyleSheetFinder(BaseStorageFinder):
    """Finds css/site.css, which is joined anew from its layers each time somebody looks for it."""

    def __init__(self, app_names: Iterable[str] | None = None) -> None:
        super().__init__(FileSystemStorage(location=settings.DATA_DIR / "style_sheet"))

    def find(self, path: str, find_all: bool = False) -> Any:
        """Return where the sheet lies on the disk."""
        if path == SHEET:
            self._write()
        return super().find(path, True) if find_all else super().find(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Return the sheet's path, with the storage that holds it."""
        self._write()
        return super().list(ignore_patterns or ())

    def _write(self) -> None:
        """Write the sheet if its layers have changed, so that its date says when they did."""
        target = settings.DATA_DIR / "style_sheet" / SHEET
        css = join_layers(settings.BASE_DIR / "static" / "css")
        if target.exists() and target.read_text(encoding="utf-8") == css:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=settings.DATA_DIR, delete=False) as draft:
            draft.write(css)
        Path(draft.name).replace(target)  # in one step: who reads it meanwhile has the old one in whole


def join_layers(folder: Path) -> str:
    """Return all sheets below a folder, each in its layer, without comments and indentation."""
    joined = [f"@layer {', '.join(LAYERS)};"]
    for layer, patterns in LAYERS.items():
        sheets = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
        rules = "\n".join(slim(path.read_text(encoding="utf-8")) for path in sheets)
        joined.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(joined) + "\n"


def slim(css: str) -> str:
    return LINE_BREAK.sub("\n", COMMENT.sub("", css)).strip()
