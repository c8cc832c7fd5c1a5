"""A host opens every page of the admin and the operator's: of what a private member did, nothing is on any of them.

What is registered in the admin is opened by itself. A new model needs a row here (`private_life`); each of its texts is
overwritten with the secret, so that a page that shows one of them fails.
"""

import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from accounts.invitations import invitation_create
from accounts.models import Invitation, User
from catalog.models import Checkpoint, PopularityPoint
from jobs.models import Run
from library import services
from library.models import Guest, GuestRating, OutboxEntry, Sync
from tests.conftest import make_member, sign_in
from tests.library.conftest import Tmdb, link, title

pytestmark = pytest.mark.django_db

SECRET = "Kestrel"
VALUE, ID = "3.5", 987654321
APPS = ("library", "catalog")  # whose every text is overwritten
HARMLESS_FIELDS = {
    "kind",
    "state",
    "audience",
    "action",
    "merge_strategy",
    "key",
    "tmdb_id",
}  # an enumeration, or a key
REGISTERED = sorted(filter(admin.site.is_registered, apps.get_models()), key=lambda model: model._meta.label)


@pytest.fixture
def hugo(db: None) -> User:
    """A host who is no admin."""
    return make_member("hugo", is_staff=True)


@pytest.fixture
def host(hugo: User, private_life: User) -> Client:
    client = sign_in(hugo)
    client.raise_request_exception = False
    return client


@pytest.fixture
def private_life(tmdb: Tmdb, bob: User, alice: User, hugo: User) -> User:
    """bob keeps to himself, and there is a row of his in every table."""
    User.objects.filter(pk=bob.pk).update(is_private=True, include_adult=True, providers=[SECRET], language="xx")
    link(bob)
    film = title("movie", ID, name=SECRET)
    services.rating_set(user=bob, title=film, value=3.5)
    services.mark_set(user=bob, title=film, kind="watchlist", on=True)
    private = services.list_create(user=bob, name=SECRET, audience="nobody", also_on_tmdb=True)
    services.list_item_set(list_=private, title=film, on=True)
    guest = Guest.objects.create()
    now = timezone.now()
    GuestRating.objects.create(guest=guest, title=film, halves=7, rated_at=now)
    Sync.objects.filter(user=bob).update(preview={"differing": [[SECRET, VALUE, 9]]})
    Run.objects.create(job="library.push", state="failed", started_at=now, seen_at=now, finished_at=now)
    Run.objects.create(job="exports", state="running", started_at=now, seen_at=now, done=1, total=3)
    PopularityPoint.objects.create(kind="movie", tmdb_id=ID, day=now.date(), value=1)
    Checkpoint.objects.create(name="changes", value="x")
    every = IntervalSchedule.objects.create(every=1, period="days")
    PeriodicTask.objects.create(name=SECRET, task="x", interval=every, kwargs=json.dumps({"title": SECRET}))
    for model in (model for name in APPS for model in apps.get_app_config(name).get_models()):
        _overwrite(model)
    for user in (alice, hugo):
        for row in (film, private, bob, OutboxEntry.objects.first(), *Sync.objects.all()):
            _log(user, row)
    return bob


def _overwrite(model: type[models.Model]) -> None:
    assert model._default_manager.exists(), f"{model._meta.label} has no row: a host's view of it is not tested"
    texts = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not (
            field.choices
            or field.primary_key
            or field.name in HARMLESS_FIELDS
            or (field.max_length or 99) < len(SECRET)
        )
        and (model, field.name) != (Run, "job")
    ]
    for field in texts:
        model._default_manager.update(**{field: SECRET})


def _log(user: User, row: Any) -> None:
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=f"{SECRET}: {VALUE}",
        action_flag=CHANGE,
        change_message=f"{SECRET} was changed to {VALUE}",
    )


def secrets_in(body: str) -> list[str]:
    """What of bob's secrets a page tells."""
    body = re.sub(r"<svg.*?</svg>|\?o=[-.\d]+", "", body, flags=re.DOTALL)  # icons, and by what a list is sorted
    words = re.findall(rf"{SECRET}|(?<![\d.]){re.escape(VALUE)}(?![\d.])|{ID}", body, re.IGNORECASE)
    return sorted(set(words))


def opened(client: Client, address: str) -> str:
    """All that an address answers, headers included; redirects are part of it."""
    response = client.get(address)
    assert response.status_code < 500, address
    body = response.content.decode() if not response.streaming else ""
    return f"{response.status_code} {dict(response.headers)}\n{body}"


def admin_addresses(host: Client, model: type[models.Model]) -> list[str]:
    """The pages of a model in the admin, for each of its rows; and what its addresses might betray."""
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    kind = ContentType.objects.get_for_model(model).pk
    rows = list(model._default_manager.values_list("pk", flat=True)[: 3 if host.get(base).status_code == 200 else 1])
    each = ("change", "history", "delete")
    return [
        base,
        f"{base}add/",
        *(f"{base}{pk}/{page}/" for pk in rows for page in each),
        *(f"/admin/r/{number}/{pk}/" for pk in rows for number in spellings(kind)),
    ]


def spellings(number: int) -> list[str]:
    """Ways to write a number that Python reads as the same one."""
    arabic = "".join(chr(0x660 + int(digit)) for digit in str(number))
    return [str(number), f"+{number}", f"%20{number}", f"{number}%20", f"0_{number}", f"0{number}", arabic]


def test_no_page_of_the_admin_tells_a_host_what_a_private_member_did(host: Client) -> None:
    for address in (address for model in REGISTERED for address in admin_addresses(host, model)):
        body = opened(host, address)
        assert secrets_in(body) == [], address
        for query in set(re.findall(r'href="(\?[^"]+)"', body)):
            filtered = f"{address}{query.replace('&amp;', '&')}"
            assert secrets_in(opened(host, filtered)) == [], filtered


def test_nor_does_the_admins_front_page_or_the_operators(host: Client) -> None:
    for address in ("", "tmdb/", "library/", "accounts/", "catalog/"):
        assert secrets_in(opened(host, f"/admin/{address}")) == [], address
    assert secrets_in(host.get("/admin/tmdb/", headers={"HX-Request": "true"}).content.decode()) == []


def paths(model: type[models.Model]) -> list[str]:
    """Fields to filter a model by: its own, and those of what it leads to, in both directions."""
    fields = [field for field in model._meta.get_fields() if not isinstance(field, models.ManyToManyField)]
    names = [field.name for field in fields if not field.is_relation or field.concrete]
    for field in fields:
        if field.is_relation and isinstance(field.related_model, type):
            names += [
                f"{field.name}__{other.name}"
                for other in field.related_model._meta.concrete_fields
                if not other.is_relation
            ]
    return [name for name in names if get_fields_from_path(model, name)]


def test_nothing_can_be_found_out_by_filtering_and_searching(host: Client) -> None:
    """A page that answers otherwise when the guess is right tells a secret letter by letter."""
    for model in REGISTERED:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for address, right, wrong in _guesses(model, base) if host.get(base).status_code == 200 else ():
            assert _shape(host, address, right) == _shape(host, address, wrong), address


def _guesses(model: type[models.Model], base: str) -> list[tuple[str, str, str]]:
    """Addresses of a model's list with a right and a wrong guess at what is in it."""
    names = {field.name for field in model._meta.concrete_fields}
    guesses = [(f"{base}?q={{}}", SECRET, "Zzzzzzz")]
    for path in paths(model):
        if path not in names or path in {
            "token",
            "encrypted_session",
            "password",
            "preview",
            "trouble",
            "problem",
            "providers",
        }:
            guesses.append((f"{base}?{path}__icontains={{}}", SECRET[:4], "Zzzz"))
        if "title" in path or "halves" in path or "tmdb_id" in path:
            guesses += [(f"{base}?{path}={{}}", str(right), "5") for right in (ID, 7)]
    return guesses


def _shape(client: Client, address: str, guess: str) -> tuple[int, str]:
    response = client.get(address.format(guess))
    counted = re.search(r"(\d+) (?:result|total|sync|member|user|invitation|TMDB link)", response.content.decode())
    return response.status_code, counted[0] if counted else ""


def test_nor_by_completing_what_is_typed(host: Client) -> None:
    for model in REGISTERED:
        for field in model._meta.fields:
            query = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
            assert secrets_in(opened(host, f"/admin/autocomplete/?{query}&term={SECRET[:3]}")) == [], query


def test_nor_by_an_action_on_what_is_listed(host: Client) -> None:
    for model in REGISTERED:
        pages = admin.site.get_model_admin(model)
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        rows = [str(pk) for pk in model._default_manager.values_list("pk", flat=True)[:5]]
        offered = {"delete_selected", *(str(action) for action in pages.actions or () if isinstance(action, str))}
        for action in sorted(offered):
            response = host.post(base, {"action": action, "_selected_action": rows}, follow=True)
            assert response.status_code < 500, (base, action)
            assert secrets_in(response.content.decode()) == [], (base, action)
    assert OutboxEntry.objects.filter(user__username="bob").exists()  # and nothing of his was taken away


def test_a_host_sees_how_much_waits_and_has_it_tried_again(host: Client, private_life: User) -> None:
    OutboxEntry.objects.filter(user=private_life, action="rating").update(state="failed")
    body = host.get("/admin/library/sync/").content.decode()
    row = re.sub(r"<[^>]+>", " ", body[body.index('class="field-user') : body.index("</tr>", body.index("field-user"))])
    assert re.search(r"bob\b.*\b3\b.*\b1\b", row, re.DOTALL)  # three wait, one was refused
    chosen = {"_selected_action": [Sync.objects.get().pk]}
    host.post("/admin/library/sync/", {"action": "retry", **chosen})
    assert not OutboxEntry.objects.filter(state="failed").exists()
    assert Sync.objects.get(backoff_until=None)


def test_admins_see_it_all(alice: User, private_life: User) -> None:
    admins = sign_in(alice)
    for name in ("rating", "mark", "list", "outboxentry", "title"):
        assert SECRET in secrets_in(opened(admins, f"/admin/library/{name}/")), name


def test_a_member_is_told_that_admins_can_read_the_database(bob: User) -> None:
    body = sign_in(bob).get("/accounts/").content.decode()
    assert "Admins can read the site’s database" in body
    assert "Hosts can’t see them" in body


def test_hosts_never_hold_a_link_that_makes_hosts(hugo: User, alice: User) -> None:
    secret = invitation_create(created_by=alice, days=3, max_uses=1, note="For Ingrid", for_host=True)
    plain = invitation_create(created_by=alice, days=3, max_uses=1, note="For Dora")
    client, kind = sign_in(hugo), ContentType.objects.get_for_model(Invitation).pk
    base = "/admin/accounts/invitation/"
    for address in (
        "/accounts/invitations/",
        base,
        f"{base}{secret.pk}/change/",
        f"{base}{secret.pk}/history/",
        f"{base}{secret.pk}/delete/",
        *(f"/admin/r/{number}/{secret.pk}/" for number in spellings(kind)),
        f"/admin/r/{'9' * 5000}/{secret.pk}/",
    ):
        answered = opened(client, address)
        assert secret.token not in answered, address
        assert "Ingrid" not in answered, address
    assert plain.token in opened(client, "/accounts/invitations/")
    client.post(f"/accounts/invitations/{secret.pk}/withdraw/")
    client.post(base, {"action": "delete_selected", "_selected_action": [secret.pk], "post": "yes"})
    assert Invitation.objects.filter(pk=secret.pk).exists()
    assert secret.token in opened(sign_in(alice), "/accounts/invitations/")


def test_an_invitation_is_as_it_was_made(hugo: User, alice: User) -> None:
    """A used one does not open again, an open one does not grow, and a link that hosts know never makes hosts."""
    used = invitation_create(created_by=alice, days=3, max_uses=1)
    Invitation.objects.update(uses=1)
    grown = {"note": "x", "max_uses": 9, "expires_at_0": "2090-01-01", "expires_at_1": "12:00", "for_host": "on"}
    for who in (hugo, alice):
        sign_in(who).post(f"/admin/accounts/invitation/{used.pk}/change/", grown)
        invitation = Invitation.objects.get()
        assert (invitation.note, invitation.max_uses, invitation.for_host, invitation.expires_at) == (
            "x",
            1,
            False,
            used.expires_at,
        )
        assert not invitation.is_open
