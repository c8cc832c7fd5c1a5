"""Ways in, in a real browser: a passkey, an authenticator and its recovery codes, another device, a host's help."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.accounts.totp import code_of
from tests.e2e.conftest import confirm_password, expect_signed_in, join, sign_in, sign_out


def show_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_signs_in_alone(browser: Browser, live_url: str, invitation: str) -> None:
    local = live_url.replace("127.0.0.1", "localhost")  # passkeys are for names, not for numbers
    page = join(browser, local, invitation.replace("127.0.0.1", "localhost"), "petra", email="petra@example.org")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": kind | able})
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_password(page)
    page.get_by_label("Signs you in without a password").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("First passkey", exact=True)).to_be_visible()
    expect(page.get_by_text("not used so far")).to_be_visible()

    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect_signed_in(page, "petra")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("last used")).to_be_visible()

    page.get_by_role("link", name="Rename First passkey").click()
    confirm_password(page)
    page.get_by_label("Name").fill("Petra’s laptop")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Petra’s laptop").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None so far")).to_be_visible()
    page.context.close()


def test_why_a_passkey_does_not_work_is_said(page: Page) -> None:
    page.goto("/accounts/login/")  # under a number
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("status").get_by_text("not under a number")).to_be_visible()


def test_an_authenticator_and_its_recovery_codes(browser: Browser, live_url: str, invitation: str) -> None:
    page = join(browser, live_url, invitation, "Łukasz", email="lukasz@example.org")
    page.goto("/accounts/2fa/totp/activate/")
    confirm_password(page)
    secret = page.get_by_label("Or write this into the app").input_value()
    page.get_by_label("The code").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    codes = page.get_by_label("Not used so far").input_value().split()
    assert len(set(codes)) == 10

    for wrong, right in (("000000", codes[0]), (codes[0], codes[1])):  # each is good once
        sign_out(page)
        sign_in(page, "Łukasz")
        show_code(page, wrong)
        expect(page.get_by_text("This code is not right")).to_be_visible()
        show_code(page, right)
        expect_signed_in(page, "Łukasz")
    page.goto("/accounts/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all my data").click()
    assert download.value.suggested_filename.startswith("Łukasz-")
    page.context.close()


def test_another_device_is_signed_out(browser: Browser, live_url: str, invitation: str) -> None:
    page = join(browser, live_url, invitation, "sven")
    phone = browser.new_context(base_url=live_url, locale="en-GB", user_agent="Mozilla/5.0 (iPhone) Safari/604.1")
    other = phone.new_page()
    sign_in(other, "sven")
    expect_signed_in(other, "sven")
    page.goto("/accounts/sessions/")
    page.get_by_role("button", name="Safari on iPhone").click()
    expect(page.get_by_text("Signed out there")).to_be_visible()
    other.goto("/accounts/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    page.context.close()
    phone.close()


def test_a_host_helps_who_forgot_their_password(browser: Browser, live_url: str, invitation: str, admin: Page) -> None:
    page = join(browser, live_url, invitation, "fritz")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_text("Ask one of the hosts")).to_be_visible()
    admin.goto("/admin/accounts/user/?q=fritz")
    admin.locator("input.action-select").check()
    admin.locator("select[name=action]").select_option("hand_out_link")
    admin.get_by_role("button", name="Go", exact=True).click()
    link = re.search(r"http\S+", admin.locator(".messagelist").inner_text())
    assert link
    page.goto(link[0])
    new = "eleven geese and a fox"
    page.get_by_label("New password").fill(new)
    page.get_by_label("The same again").fill(new)
    page.get_by_role("button", name="Change your password").click()
    expect(page.get_by_text("Sign in with the new one")).to_be_visible()
    page.context.close()
