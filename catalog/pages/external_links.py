"""Links to the same thing at other sites: TMDB itself, IMDb, Wikidata, its homepage and the networks people use."""

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
    """A link to another site, which `label` names."""

    label: str
    url: str


def build_external_links(kind: str, data: JSON, path: str = "") -> list[ExternalLink]:
    """Build links to TMDB, the homepage, and the sites whose ids TMDB has.

    `kind` is the word in TMDB's own addresses; `path` leads on from the title's page there to a season or an episode.
    """
    ids = {**data, **get_dict(data, "external_ids")}
    tmdb = ExternalLink("TMDB", f"{settings.TMDB_WEB_URL}/{kind}/{get_int(data, 'id')}{path}")
    homepage = clean_web_address(get_str(data, "homepage"))
    homepages = [ExternalLink("Homepage", homepage)] if homepage else []
    return [tmdb, *homepages, *_site_links(kind, ids)]


def _site_links(kind: str, ids: JSON) -> list[ExternalLink]:
    return [
        ExternalLink(label, addresses.get(kind, addresses[""]).format(value))
        for key, label, addresses in SITES
        if (value := get_str(ids, key)) and IDENTIFIER.fullmatch(value)
    ]
