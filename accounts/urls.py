"""A member's own pages. Signing in and out, passwords, mail, second factors and sessions are allauth's."""

from django.urls import path

from accounts import invitation_views, link_views, sign_in, views

app_name = "accounts"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("password/reset/", views.forgotten, name="forgotten"),  # before allauth's
    path("sessions/", views.sessions, name="sessions"),  # before allauth's
    path("2fa/webauthn/login/", sign_in.passkey, name="passkey"),  # before allauth's
    path("password/set/", views.password_set, name="password_set"),  # instead of allauth's
    path("sessions/<int:number>/end/", views.session_end, name="session_end"),
    path("services/", views.providers, name="providers"),
    path("data/", views.data, name="data"),
    path("delete/", views.delete, name="delete"),
    path("link/", link_views.link, name="link"),
    path("link/start/", link_views.start, name="link_start"),
    path("link/callback/", link_views.callback, name="link_callback"),
    path("link/remove/", link_views.unlink, name="unlink"),
    path("link/password/", link_views.by_password, name="link_by_password"),
    path("link/token/", link_views.by_access_token, name="link_by_token"),
    path("invitations/", invitation_views.invitations, name="invitations"),
    path("invitations/<int:invitation_id>/withdraw/", invitation_views.withdraw, name="withdraw"),
    path("join/<str:token>/", views.join, name="join"),
    path("first/<str:token>/", views.first, name="first"),
]
