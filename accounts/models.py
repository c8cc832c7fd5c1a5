"""Members, invitations, and links to accounts at TMDB."""

import secrets
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts import encryption
from catalog.locale import Locale

THEMES = {"": "As this browser has it", "system": "As my device", "dark": "Dark", "light": "Light"}


class MemberManager(UserManager["User"]):
    """Names are told apart whatever their case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)

    def find_by_name(self, name: str) -> "User | None":
        """Return the member of that name, whatever its case and however its letters are composed."""
        name = self.model.normalize_username(name)
        if name.isascii():
            return self.filter(username__iexact=name).first()
        # SQLite folds ASCII letters alone. A club's names are few.
        numbers = (pk for pk, other in self.values_list("pk", "username") if other.lower() == name.lower())
        number = next(numbers, None)
        return None if number is None else self.filter(pk=number).first()


class User(AbstractUser):
    """A member; `is_staff` makes a host. What is blank is as the browser has it."""

    language = models.CharField(max_length=5, blank=True)
    region = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=6, blank=True, choices=list(THEMES.items()))
    include_adult = models.BooleanField("show titles for adults", default=False)
    time_zone = models.CharField(max_length=64, blank=True)
    providers = models.JSONField("streaming services", default=list, blank=True)
    is_private = models.BooleanField(
        "private", default=False, help_text="Nobody in the club sees your ratings, favourites, watchlist and lists."
    )

    role_changed_at = models.DateTimeField(null=True, editable=False)  # ends links for a new password

    objects: ClassVar[MemberManager] = MemberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_whatever_its_case"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="email_whatever_its_case"),
        ]

    def locale(self, browser: Locale) -> Locale:
        """Return the locale that the member chose, with the browser's where they chose none."""
        return Locale(self.language or browser.language, self.region or browser.region, self.include_adult)

    @property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone or "UTC")
        except (ZoneInfoNotFoundError, ValueError):  # a zone that this machine does not know
            return ZoneInfo("UTC")

    def get_absolute_url(self) -> str:
        return reverse("library:member", args=[self.username])


def create_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """Lets so many people sign up, until a day. Whoever knows the token may use it: it is shown to hosts only."""

    token = models.CharField(max_length=64, unique=True, default=create_token, editable=False)
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name="made by"
    )
    note = models.CharField(max_length=200, blank=True, help_text="Whom it is for; only hosts see it.")
    for_host = models.BooleanField("for hosts", default=False, help_text="Who uses it becomes a host.")
    max_uses = models.PositiveIntegerField("uses", default=1)
    uses = models.PositiveIntegerField("used", default=0, editable=False)
    expires_at = models.DateTimeField("good until")
    created_at = models.DateTimeField("made at", auto_now_add=True)
    full_url = ""  # with the host, where a page knows under which one the site is seen

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.note or f"Invitation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:join", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.uses < self.max_uses and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        if self.uses >= self.max_uses:
            return "used up"
        return "open" if self.is_open else "expired"


class TmdbLink(models.Model):
    """A member's account at TMDB, and the session with which the site acts for them there."""

    class State(models.TextChoices):
        ACTIVE = "active", "in use"
        REVOKED = "revoked", "taken back at TMDB"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="tmdb_link")
    account_id = models.PositiveBigIntegerField(unique=True)
    username = models.CharField(max_length=200)
    encrypted_session = models.TextField(editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    linked_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "TMDB link"

    def __str__(self) -> str:
        return f"{self.user} as {self.username} at TMDB"

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    def decrypt_session(self) -> str:
        """Return the id of the session: for a call to TMDB, and for nothing else.

        Raises encryption.CannotDecrypt.
        """
        return encryption.decrypt(self.encrypted_session)

    def mark_revoked(self) -> None:
        """Note that TMDB no longer takes the session.

        Everything is kept, for the day on which the member links again.
        """
        self.state, self.revoked_at = self.State.REVOKED, timezone.now()
        self.save(update_fields=["state", "revoked_at"])


class SessionToRevoke(models.Model):
    """A session that is no longer needed and that TMDB has not ended yet: asked again until it has."""

    encrypted_session = models.TextField(editable=False)
    created_at = models.DateTimeField("since", auto_now_add=True)

    class Meta:
        verbose_name = "session to end at TMDB"
        verbose_name_plural = "sessions to end at TMDB"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Session {self.pk}, since {self.created_at:%Y-%m-%d}"


def get_link(user: Any) -> TmdbLink | None:
    """Return the link of a member, whatever its state; None for visitors."""
    return TmdbLink.objects.filter(user=user).first() if user.is_authenticated else None
