"""The provider: what it is called, where it leads, what it says of somebody."""

from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.provider import Provider, ProviderAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.linking import Account, new_request_token


class TmdbAccount(ProviderAccount):
    def to_str(self) -> str:
        return f"{self.account.extra_data.get('username', '')} at TMDB"


class TmdbProvider(Provider):
    id = "tmdb"
    name = "TMDB"
    account_class = TmdbAccount
    uses_apps = False
    supports_redirect = True

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        url = reverse("tmdb_login")
        return f"{url}?{urlencode(kwargs)}" if kwargs else url

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """To TMDB's page. The state is kept under the token, which comes back with the visitor. Raises TMDBError."""
        token = new_request_token()
        state = {"process": process, "user": request.user.pk, **({"next": next_url} if next_url else {})}
        statekit.stash_state(request, provider_id=self.id, state=state, state_id=token)
        back = request.build_absolute_uri(reverse("tmdb_callback"))
        return HttpResponseRedirect(f"{approval_url(token)}?{urlencode({'redirect_to': back})}")

    def extract_uid(self, data: Account) -> str:
        return str(data.id)

    def extract_extra_data(self, data: Account) -> dict[str, Any]:
        """Never the session."""
        return {"username": data.username}

    def extract_common_fields(self, data: Account) -> dict[str, Any]:
        return {"username": data.username}


def approval_url(token: str) -> str:
    """TMDB's page; in the demo, the stand-in's."""
    if settings.TMDB_DEMO:
        return reverse("demo_authenticate", args=[token])
    return f"{settings.TMDB_WEB_URL}/authenticate/{token}"


provider_classes = [TmdbProvider]
