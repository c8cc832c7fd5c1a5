"""Bounds on the parameters of an address: how many, how many values of each, how long they are.

They hold for all pages, before a view reads anything. The web server bounds addresses and bodies as a whole
(tmdbsite/request_limits.py), forms bound their own fields.
"""

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

MAX_VALUES_IN_ALL = 300  # discover with every box ticked sends half of them
MAX_VALUES_PER_PARAMETER = 60
MAX_LENGTH = 500  # characters of a value
MAX_LONG_LENGTH = 4_000  # characters of a value that is an address itself, or comes from a sign-on elsewhere
LONG_PARAMETERS = frozenset({"next", "_changelist_filters", "code", "state", "error_description"})

TOO_MANY = "It asks for too many things at once."
TOO_LONG = "Something in it is too long."
NOT_TEXT = "It holds a character that is no text."


class OutOfBounds(Exception):
    """An address is out of bounds. The text is a sentence for the visitor."""


class BoundsMiddleware:
    """Answers 422 to an address that is out of bounds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            check(request)
        except OutOfBounds as error:
            return out_of_bounds(request, error)
        return self._get_response(request)


def out_of_bounds(request: HttpRequest, error: OutOfBounds) -> HttpResponse:
    return render(request, "422.html", {"reason": str(error)}, status=422)


def check(request: HttpRequest) -> None:
    """Check the path and the parameters of a request. Raises OutOfBounds or Http404."""
    try:
        query = request.GET
    except TooManyFieldsSent:
        raise OutOfBounds(TOO_MANY) from None
    if "\0" in request.path_info:  # PostgreSQL takes none
        raise Http404
    check_query(query)


def check_query(query: QueryDict) -> None:
    """Check parameters, of an address or a form. Raises OutOfBounds."""
    if sum(len(values) for _, values in query.lists()) > MAX_VALUES_IN_ALL:
        raise OutOfBounds(TOO_MANY)
    for name, values in query.lists():
        if len(values) > MAX_VALUES_PER_PARAMETER:
            raise OutOfBounds(TOO_MANY)
        max_length = MAX_LONG_LENGTH if name in LONG_PARAMETERS else MAX_LENGTH
        if any(len(value) > max_length for value in (name, *values)):
            raise OutOfBounds(TOO_LONG)
        if any("\0" in value for value in values):
            raise OutOfBounds(NOT_TEXT)
