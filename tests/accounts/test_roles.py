"""There is always an admin; and nobody hands out a link that makes them more than they are."""

import pytest

from accounts import roles
from accounts.models import User
from tests.conftest import make_member

pytestmark = pytest.mark.django_db


def test_the_last_admin_is_missed_only_by_other_members(alice: User, bob: User) -> None:
    assert roles.would_leave_no_admin([alice])
    assert not roles.would_leave_no_admin([bob])
    assert not roles.would_leave_no_admin([alice, bob]), "nobody is left to miss one"
    assert not roles.would_leave_no_admin([])
    anna = make_member("anna", is_staff=True, is_superuser=True)
    assert not roles.would_leave_no_admin([alice])
    assert roles.would_leave_no_admin([alice, anna])
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert roles.would_leave_no_admin([alice]), "who can't sign in is no admin"


@pytest.mark.parametrize(
    ("helper", "member", "may"),
    [
        ("admin", "host", True),
        ("admin", "member", True),
        ("host", "member", True),
        ("host", "admin", False),
        ("host", "other host", False),
        ("host", "host", False),
        ("member", "other member", False),
        ("admin", "admin", False),
    ],
)
def test_who_may_let_whom_back_in(helper: str, member: str, may: bool) -> None:
    users = {
        "admin": User(pk=1, is_staff=True, is_superuser=True),
        "host": User(pk=2, is_staff=True),
        "other host": User(pk=3, is_staff=True),
        "member": User(pk=4),
        "other member": User(pk=5),
    }
    assert roles.may_recover(users[helper], users[member]) is may
