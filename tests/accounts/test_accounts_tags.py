"""What the templates of members' pages ask for: how a link stands, what is said of an address, allauth's elements."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.template import Context, Origin, Template

from accounts.models import TmdbLink
from accounts.templatetags import accounts_tags

LOAD = "{% load allauth %}"


def render(source: str) -> str:
    """Render a template as one that allauth could have, without spaces between its elements."""
    template = Template(LOAD + source, origin=Origin("test", "test.html"))
    return re.sub(r"\s*\n\s*", "", template.render(Context()))


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
         "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("curl/8.0", "curl/8.0"),
        ("Linux", "A browser on Linux"),
        ("", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_far_as_its_header_tells(user_agent: str, name: str) -> None:
    assert accounts_tags.describe_browser(user_agent) == name


@pytest.mark.parametrize(
    ("state", "is_pending", "template", "action"),
    [
        (None, False, "accounts/summary_unlinked.html", "Link your account"),
        (TmdbLink.State.REVOKED, False, "accounts/summary_revoked.html", "Link again"),
        (TmdbLink.State.ACTIVE, True, "accounts/summary_pending.html", "About the link"),
        (TmdbLink.State.ACTIVE, False, "accounts/summary_active.html", "About the link"),
    ],
)
def test_how_a_link_stands(state: str | None, is_pending: bool, template: str, action: str) -> None:
    link = TmdbLink(state=state) if state else None
    assert accounts_tags.link_summary(link, is_pending) == accounts_tags.LinkSummary(template, action)


def test_verifying_is_spoken_of_only_where_mail_is_sent() -> None:
    address = EmailAddress(email="bob@example.org", verified=False, primary=True)
    assert accounts_tags.address_notes(address, True) == ["Unverified", "Primary"]
    assert accounts_tags.address_notes(address, False) == ["Primary"]
    assert accounts_tags.address_notes(EmailAddress(verified=True), True) == ["Verified"]


@pytest.mark.parametrize(("is_passwordless", "note"), [(True, ""), (None, ""), (False, "after your password only")])
def test_a_passkey_that_needs_a_password_says_so(is_passwordless: bool | None, note: str) -> None:
    assert accounts_tags.passkey_note(SimpleNamespace(is_passwordless=is_passwordless)) == note


def test_who_can_not_join_is_told_why() -> None:
    assert accounts_tags.refusal_heading("closed") == "Closed"
    assert accounts_tags.refusal_heading("invite") == accounts_tags.refusal_heading("open") == "By invitation"
    assert "ask for another" in accounts_tags.refusal_text("invite")


@pytest.mark.parametrize(
    ("attrs", "tag", "classes"),
    [
        ({}, "button", "button button-strong"),
        ({"tags": ["prominent", "login"]}, "button", "button button-strong"),
        ({"tags": ["danger", "delete"]}, "button", "button"),
        ({"href": "/accounts/"}, "a", "button"),
    ],
)
def test_the_main_button_of_a_form_stands_out(attrs: dict[str, Any], tag: str, classes: str) -> None:
    assert (accounts_tags.button_tag(attrs), accounts_tags.button_classes(attrs)) == (tag, classes)


def test_a_button_has_only_the_attributes_that_it_is_given() -> None:
    html = render('{% element button href="/x" tags="link" %}On{% endelement %}')
    assert html == '<a href="/x" class="button">On</a>'
    html = render('{% element button type="submit" name="action" tags="secondary" %}Send{% endelement %}')
    assert html == '<button class="button" name="action" type="submit">Send</button>'


def test_a_control_has_its_label_where_its_kind_wants_it() -> None:
    slot = "{% slot label %}Name{% endslot %}"
    line = render(f'{{% element field type="text" id="a" required=True %}}{slot}{{% endelement %}}')
    assert line == (
        '<div class="field"><label class="field-label" for="a">Name</label><input required id="a" type="text"></div>'
    )
    check = render(f'{{% element field type="radio" id="a" checked=True %}}{slot}{{% endelement %}}')
    assert check == (
        '<div class="field field-check"><input checked id="a" type="radio">'
        '<label class="field-label" for="a">Name</label></div>'
    )
    area = render(f'{{% element field type="textarea" id="a" rows=3 readonly=True %}}{slot}{{% endelement %}}')
    assert '<textarea rows="3" readonly id="a"></textarea>' in area


def test_help_and_actions_are_there_only_if_they_say_something() -> None:
    helped = '{% element field type="text" %}{% slot help_text %}<b>Long</b>{% endslot %}{% endelement %}'
    assert '<p class="field-help"><b>Long</b></p>' in render(helped)
    assert "field-help" not in render('{% element field type="text" %}{% endelement %}')
    panel = "{% element panel %}{% slot actions %}<i>1</i>{% endslot %}{% slot actions %}2{% endslot %}{% endelement %}"
    assert '<div class="form-foot"><i>1</i>2</div>' in render(panel)
    assert "form-foot" not in render("{% element panel %}{% endelement %}")
