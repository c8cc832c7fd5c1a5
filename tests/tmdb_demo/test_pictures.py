"""Every picture that the bundled data name can be drawn."""

import xml.etree.ElementTree as ElementTree

import pytest

from tmdb_demo.app import Application
from tmdb_demo.store import fetch_column

PLACES = {"movie": ("poster", "backdrop"), "tv": ("poster", "backdrop"), "collection": ("poster", "backdrop")}


@pytest.mark.parametrize("kind", PLACES)
def test_every_title_has_pictures_that_are_whole(application: Application, kind: str) -> None:
    application.prepare()
    assert application.store
    db, _ = application.store.connect()
    for number in fetch_column(db, f"select id from {kind}"):
        for role in PLACES[kind]:
            for variant in (1, 2) if role == "backdrop" else (1,):
                path = f"/t/p/w500/{kind}-{number}-{role}-{variant}.jpg"
                status, _, body = application.get(path, {})
                assert status == 200, path
                assert ElementTree.fromstring(body).tag.endswith("svg"), path
                assert len(body) < 40_000, path
