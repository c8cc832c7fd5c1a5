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
def browser_words(user_agent: str) -> str:
    """ "Firefox on Windows", as far as a User-Agent header tells."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    return f"{browser or 'A browser'} on {system}" if system else browser or user_agent[:40] or "A browser"


def _first(names: dict[str, str], text: str) -> str:
    return next((name for pattern, name in names.items() if re.search(pattern, text)), "")
