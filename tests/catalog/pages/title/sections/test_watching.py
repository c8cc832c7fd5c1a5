"""Where to watch a title, in every country."""

from typing import Any

import pytest

from catalog.gateway import Unavailable, UpstreamProblem
from catalog.pages.title.sections.watching import calls, content
from tests.catalog.answers import ODD_VALUES, answer, section_request

KIOSK = [{"provider_id": 1, "provider_name": "Kiosk"}]
REGIONS = {"results": [{"iso_3166_1": "DE", "english_name": "Deutschland"}]}


def offers(**countries: Any) -> dict[str, Any]:
    return {"watch/providers": {"results": countries}}


def test_the_visitors_country_then_the_others_by_name() -> None:
    data = offers(FR={"buy": KIOSK}, US={"rent": KIOSK}, DE={"flatrate": KIOSK}, BR={"free": KIOSK})
    everywhere = content(data, section_request(), {"regions": answer(REGIONS)})
    assert everywhere.here.region == "Deutschland"
    assert [way.label for way in everywhere.here.ways] == ["Stream"]
    assert [country.region for country in everywhere.elsewhere] == ["Brazil", "France", "United States of America"]


def test_a_country_without_services_is_left_out() -> None:
    everywhere = content(offers(FR={"link": "https://example.org"}), section_request(), {"regions": answer({})})
    assert (everywhere.here.ways, everywhere.elsewhere) == ([], [])


def test_without_tmdbs_names_of_countries_ours_stand_there() -> None:
    down = {"regions": Unavailable(UpstreamProblem.DOWN)}
    assert content(offers(DE={"flatrate": KIOSK}), section_request(), down).here.region == "Germany"


def test_names_are_asked_for_in_the_visitors_language() -> None:
    assert dict(calls(section_request())["regions"].query)["language"] == "de-DE"


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_odd_answers_have_no_offers(odd: Any) -> None:
    data = {"watch/providers": {"results": odd if not isinstance(odd, dict) else {"DE": odd, "FR": odd}}}
    everywhere = content(data, section_request(), {"regions": answer(odd)})
    assert (everywhere.here.ways, everywhere.elsewhere) == ([], [])
