"""Who a request counts for."""

import pytest
from django.test import RequestFactory

from catalog.visitors import Visitor, current_visitor, network_of, visited_by


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("unix:", ""),
    ],
)
def test_an_address_of_ipv6_stands_for_its_network(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_a_visitor_is_named_for_as_long_as_the_request_takes() -> None:
    visitor = Visitor(RequestFactory().get("/", REMOTE_ADDR="203.0.113.5"))
    assert current_visitor() == ""
    with visited_by(visitor):
        assert current_visitor() == visitor.key
        assert "203.0.113.5" not in visitor.key
    assert current_visitor() == ""
