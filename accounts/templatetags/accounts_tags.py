"""What templates of members' pages need."""

import re

from django import template

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
