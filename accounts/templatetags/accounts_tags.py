"""What templates of members' pages need."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django import template
from django.utils.translation import gettext

from accounts.models import TmdbLink

register = template.Library()

# The first that matches: most browsers claim to be those that came before them.
BROWSERS = {
    "Edg": "Edge",
    "OPR|Opera": "Opera",
    "Firefox|FxiOS": "Firefox",
    "Chrome|CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def describe_browser(user_agent: str) -> str:
    """Return "Firefox on Windows", as far as a User-Agent header tells."""
    browser, system = _find_name(BROWSERS, user_agent), _find_name(SYSTEMS, user_agent)
    return f"{browser or 'A browser'} on {system}" if system else browser or user_agent[:40] or "A browser"


def _find_name(names: dict[str, str], text: str) -> str:
    """Return the name of the first pattern that the text has in it; "" if it has none."""
    return next((name for pattern, name in names.items() if re.search(pattern, text)), "")


@dataclass(frozen=True)
class LinkSummary:
    """How a link stands: the template that says so, and what its member can do about it."""

    template: str
    action: str


@register.simple_tag
def link_summary(link: TmdbLink | None, is_pending: bool) -> LinkSummary:
    """Return how a member's link stands; `is_pending` is one that waits for the member's choice."""
    if link is None:
        return LinkSummary("accounts/summary_unlinked.html", "Link your account")
    if not link.is_active:
        return LinkSummary("accounts/summary_revoked.html", "Link again")
    return LinkSummary(f"accounts/summary_{'pending' if is_pending else 'active'}.html", "About the link")


REFUSALS = {"closed": ("Closed", "The club takes nobody in at present.")}
INVITATION_NEEDED = (
    "By invitation",
    "The club is joined with a link that one of its hosts sends. If you had one, it has been used or has expired: ask "
    "for another.",
)


@register.filter
def refusal_heading(signup: str) -> str:
    """Return the heading of the page for those who can't join; `signup` is the setting SIGNUP."""
    return REFUSALS.get(signup, INVITATION_NEEDED)[0]


@register.filter
def refusal_text(signup: str) -> str:
    return REFUSALS.get(signup, INVITATION_NEEDED)[1]


@register.filter
def address_notes(address: EmailAddress, sends_mail: bool) -> list[str]:
    """Return what is to be said of an e-mail address; nothing about verifying it where no mail is sent."""
    notes = [gettext("Verified") if address.verified else gettext("Unverified")] if sends_mail else []
    return [*notes, gettext("Primary")] if address.primary else notes


@register.filter
def passkey_note(passkey: Any) -> str:
    """Return that a passkey needs a password first; "" for one that does not, or does not say."""
    return "after your password only" if passkey.is_passwordless is False else ""


STRONG_UNLESS = {"secondary", "outline", "danger"}  # tags of allauth's buttons


@register.filter
def button_tag(attrs: Mapping[str, Any]) -> str:
    """Return the HTML element of one of allauth's buttons."""
    return "a" if attrs.get("href") else "button"


@register.filter
def button_classes(attrs: Mapping[str, Any]) -> str:
    """Return the CSS classes of one of allauth's buttons: the main one of a form stands out."""
    is_strong = not attrs.get("href") and STRONG_UNLESS.isdisjoint(attrs.get("tags") or ())
    return "button button-strong" if is_strong else "button"


@register.filter
def element_field_partial(kind: str) -> str:
    """Return the partial that shows one of allauth's controls, by the type of its input."""
    if kind == "textarea":
        return "allauth/elements/field_textarea.html"
    return f"allauth/elements/field_{'check' if kind in {'checkbox', 'radio'} else 'line'}.html"
