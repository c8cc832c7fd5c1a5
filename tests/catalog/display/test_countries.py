"""Names of countries, with TMDB's list and without."""

from catalog.display import countries
from catalog.gateway import api, gateway
from jobs import redis_client
from tmdb import Deadline


def test_a_country_is_called_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert countries.country_name("GB") == "United Kingdom"
    assert countries.country_name("XX") == "XX"
    assert countries.country_name("") == ""


def test_without_tmdbs_list_codes_stand_until_it_comes() -> None:
    redis_client.client().flushdb()
    assert countries.country_name("GB") == "GB"
    gateway().read(api.configuration.countries(language="en-US"), Deadline.after(5))
    assert countries.country_name("GB") == "United Kingdom"
