"""Forms of a member's own pages."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import UserChangeForm
from django.utils import timezone

from accounts import roles
from accounts.invitations import MAX_DAYS, MAX_USES
from accounts.models import Invitation, User
from catalog.forms import choice_field


class ProfileForm(forms.ModelForm[User]):
    time_zone = forms.ChoiceField(required=False, label="Time zone")

    class Meta:
        model = User
        fields = ("is_private", "include_adult", "time_zone")
        labels = {"is_private": "Keep mine to myself", "include_adult": "Show titles for adults"}
        help_texts = {
            "is_private": "Other members can’t see your ratings, favourites, watchlist and lists. Hosts can’t see "
            "them either, only how much waits for TMDB. Admins can read the site’s database, and so everything in it.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        choice_field(self, "time_zone").choices = [("", "UTC"), *((zone, zone) for zone in zones)]


class ProvidersForm(forms.Form):
    """The streaming services that a member has, of those that their country has."""

    providers = forms.TypedMultipleChoiceField(
        coerce=int, required=False, label="Services you have", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choice_field(self, "providers").choices = choices


class InvitationForm(forms.Form):
    note = forms.CharField(max_length=200, required=False, label="For whom", help_text="Only hosts see it.")
    max_uses = forms.IntegerField(min_value=1, max_value=MAX_USES, initial=1, label="How many may use it")
    days = forms.IntegerField(min_value=1, max_value=MAX_DAYS, initial=14, label="Good for so many days")
    for_host = forms.BooleanField(required=False, label="They become hosts")

    def __init__(self, *args: Any, host: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not host.is_superuser:
            del self.fields["for_host"]  # only admins make hosts


class InvitationAdminForm(forms.ModelForm[Invitation]):
    """An invitation, in the admin, within the same bounds."""

    class Meta:
        model = Invitation
        fields = ("note", "max_uses", "expires_at", "for_host")

    def clean_max_uses(self) -> int:
        uses: int = self.cleaned_data["max_uses"]
        if not 1 <= uses <= MAX_USES:
            raise forms.ValidationError(f"From 1 to {MAX_USES} may use it.")
        return uses

    def clean_expires_at(self) -> datetime:
        expires_at: datetime = self.cleaned_data["expires_at"]
        if not timezone.now() < expires_at <= timezone.now() + timedelta(days=MAX_DAYS):
            raise forms.ValidationError(f"It can be good for {MAX_DAYS} days at most, and from now on.")
        return expires_at


class TmdbLoginForm(forms.Form):
    """TMDB's own name and password: passed on, and kept nowhere."""

    username = forms.CharField(max_length=200, label="Your name at TMDB")
    password = forms.CharField(label="Your password at TMDB", widget=forms.PasswordInput(render_value=False))


class AccessTokenForm(forms.Form):
    access_token = forms.CharField(
        max_length=2000, label="Your access token", widget=forms.PasswordInput(render_value=False)
    )


class DeleteForm(forms.Form):
    username = forms.CharField(max_length=150, label="Your name here, to be sure")

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if name.casefold() != self._user.username.casefold():
            raise forms.ValidationError("That is not your name here.")
        return name

    def clean(self) -> dict[str, Any]:
        if roles.would_leave_no_admin([self._user]):
            raise forms.ValidationError("The club needs an admin: make another first.")
        return dict(super().clean() or {})


class MemberForm(UserChangeForm[User]):
    """A member, in the admin. There is always an admin who can sign in."""

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        stays = data.get("is_superuser") and data.get("is_active")
        if "is_superuser" in self.fields and not stays and roles.would_leave_no_admin([self.instance]):
            raise forms.ValidationError("This is the only admin. Make another first.")
        return data
