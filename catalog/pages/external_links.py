"""The same thing elsewhere: TMDB itself, IMDb, Wikidata, the homepage and the networks people use."""

import re
from dataclasses import dataclass

from django.conf import settings

from tmdb.payload import JSON, get_dict, get_int, get_str
from tmdb.web_address import clean_web_address

IDENTIFIER = re.compile(r"[.-]*\w[\w.-]{0,100}", re.ASCII)  # a name at another site, which leads nowhere else
SITES = (
    ("imdb_id", "IMDb", {"person": "https://www.imdb.com/name/{}/", "": "https://www.imdb.com/title/{}/"}),
    ("wikidata_id", "Wikidata", {"": "https://www.wikidata.org/wiki/{}"}),
    ("facebook_id", "Facebook", {"": "https://www.facebook.com/{}"}),
    ("instagram_id", "Instagram", {"": "https://www.instagram.com/{}/"}),
    ("twitter_id", "X", {"": "https://x.com/{}"}),
    ("tiktok_id", "TikTok", {"": "https://www.tiktok.com/@{}"}),
    ("youtube_id", "YouTube", {"": "https://www.youtube.com/{}"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExternalLink:
    label: str
    url: str


def build_external_links(kind: str, data: JSON, path: str = "") -> list[ExternalLink]:
    """`kind` as TMDB's web site names it; `path` below the title's page (a season's, an episode's)."""
    ids = {**data, **get_dict(data, "external_ids")}
    tmdb = ExternalLink("TMDB", f"{settings.TMDB_WEB_URL}/{kind}/{get_int(data, 'id')}{path}")
    homepage = clean_web_address(get_str(data, "homepage"))
    own = [ExternalLink("Homepage", homepage)] if homepage else []
    return [tmdb, *own, *_elsewhere(kind, ids)]


def _elsewhere(kind: str, ids: JSON) -> list[ExternalLink]:
    return [
        ExternalLink(label, addresses.get(kind, addresses[""]).format(value))
        for key, label, addresses in SITES
        if (value := get_str(ids, key)) and IDENTIFIER.fullmatch(value)
    ]
