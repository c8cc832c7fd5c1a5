"""The style sheet of all pages: joined from its layers where somebody asks for it, and kept in no repository."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from tmdbsite.style_sheet import LAYERS, SHEET, StyleSheetFinder, join_layers, slim

STATIC = Path(site_settings.BASE_DIR) / "static"
SHEETS = sorted((STATIC / "css").rglob("*.css"))
ADMIN_SHEET = STATIC / "css" / "operator.css"  # the admin has a look of its own, and loads this one alone


@pytest.fixture
def checkout(tmp_path: Path, settings: Any) -> Path:
    """A checkout and a data folder of a test's own; the folder of its sheets is returned."""
    settings.BASE_DIR, settings.DATA_DIR = tmp_path / "checkout", tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return Path(shutil.copytree(STATIC, settings.BASE_DIR / "static")) / "css"


def sheet() -> str:
    return Path(StyleSheetFinder().find(SHEET)).read_text()


def test_names_the_layers_first(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("/* why */\na {\n  color: red;\n}\n")
    css = join_layers(tmp_path)
    assert css.startswith(f"@layer {', '.join(LAYERS)};")
    assert "@layer base {\na {\ncolor: red;\n}\n}" in css
    assert "why" not in css


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_holds_every_layer_file(path: Path) -> None:
    location = finders.find(SHEET)
    assert location
    rules = slim(path.read_text())
    assert rules
    assert (rules in Path(location).read_text()) == (path != ADMIN_SHEET)


def test_follows_its_layers_without_a_step(checkout: Path) -> None:
    before = sheet()
    (checkout / "pages" / "marquee.css").write_text(".marquee {\n  color: gold;\n}\n")
    assert ".marquee {\ncolor: gold;\n}" not in before
    assert ".marquee {\ncolor: gold;\n}" in sheet()


def test_stays_as_it_lies_while_nothing_changes(checkout: Path) -> None:
    finder = StyleSheetFinder()
    dates = {Path(finder.find(SHEET)).stat().st_mtime_ns for _ in range(2)}
    assert len(dates) == 1


def test_is_collected(checkout: Path, settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (collected,) = (path for path in (tmp_path / "collected" / "css").glob("site.*.css"))
    assert "@font-face" in collected.read_text()
    assert "Newsreader" in collected.read_text()


def test_no_sheet_is_generated_into_the_repository() -> None:
    assert not (STATIC / SHEET).exists()


def test_sheets_stay_small() -> None:
    assert [
        path.name for path in SHEETS if path.parent.name != "css" and len(path.read_text().splitlines()) > 150
    ] == []


def test_fonts_stay_small_and_keep_their_licence() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert len(fonts) <= 2
    assert sum(path.stat().st_size for path in fonts) <= 55_000
    assert "SIL Open Font License" in (STATIC / "fonts" / "Newsreader-OFL.txt").read_text()
