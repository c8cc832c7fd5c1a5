"""Views of members are given a member; whoever is not signed in goes to the form first."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.http import MemberRequest, is_member, member_of, member_required
from accounts.models import User


@member_required
def greet(request: MemberRequest, word: str, *, end: str = ".") -> HttpResponse:
    """Greet the member."""
    return HttpResponse(f"{word}, {request.user.username}{end}")


def request_of(user: User | AnonymousUser) -> MemberRequest:
    request = RequestFactory().get("/greeting/?loud=1")
    request.user = user
    return request


def test_a_member_is_let_in_with_whatever_the_address_says() -> None:
    request = request_of(User(username="bob"))
    assert greet(request, "Hello").content == b"Hello, bob."
    assert greet(request, "Hello", end="!").content == b"Hello, bob!"
    assert is_member(request)
    assert member_of(request).username == "bob"


def test_others_go_to_the_form_and_back() -> None:
    request = request_of(AnonymousUser())
    response = greet(request, "Hello")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/greeting/%3Floud%3D1")
    assert not is_member(request)
    with pytest.raises(PermissionDenied):
        member_of(request)


def test_the_decorated_view_keeps_its_name() -> None:
    assert (greet.__name__, greet.__doc__) == ("greet", "Greet the member.")
