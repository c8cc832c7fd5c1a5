"""The request of somebody who is signed in, and the decorator that lets nobody else in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeGuard

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from catalog.http import Request

P = ParamSpec("P")


class MemberRequest(Request):
    """A request whose sender is signed in."""

    user: User


def is_member(request: HttpRequest) -> TypeGuard[MemberRequest]:
    """Return whether the sender is signed in."""
    return request.user.is_authenticated


def member_of(request: HttpRequest) -> User:
    """Return the sender of a request that only members can make. Raises PermissionDenied."""
    if not is_member(request):
        raise PermissionDenied
    return request.user


def member_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Send those who are not signed in to the form, and back afterwards."""

    @wraps(view)
    def wrapped(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_member(request):
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return wrapped
