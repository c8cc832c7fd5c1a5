"""A member's own pages. Signing in and out, passwords, mail, second factors and sessions are allauth's."""

from django.urls import path

from accounts import sign_in
from accounts.views import invitations, link, member_pages

app_name = "accounts"
urlpatterns = [
    path("", member_pages.settings, name="settings"),
    path("password/reset/", member_pages.forgotten, name="forgotten"),  # before allauth's
    path("sessions/", member_pages.sessions, name="sessions"),  # before allauth's
    path("2fa/webauthn/login/", sign_in.passkey, name="passkey"),  # before allauth's
    path("password/set/", member_pages.password_set, name="password_set"),  # instead of allauth's
    path("sessions/<int:number>/end/", member_pages.session_end, name="session_end"),
    path("services/", member_pages.providers, name="providers"),
    path("data/", member_pages.data, name="data"),
    path("delete/", member_pages.delete, name="delete"),
    path("link/", link.link, name="link"),
    path("link/start/", link.start, name="link_start"),
    path("link/callback/", link.callback, name="link_callback"),
    path("link/remove/", link.unlink, name="unlink"),
    path("link/password/", link.by_password, name="link_by_password"),
    path("link/token/", link.by_access_token, name="link_by_token"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.withdraw, name="withdraw"),
    path("join/<str:token>/", member_pages.join, name="join"),
    path("first/<str:token>/", member_pages.first, name="first"),
]
