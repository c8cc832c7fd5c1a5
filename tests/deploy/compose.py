"""Read compose.yaml as `docker compose` does, as far as the file needs it: anchors, and `${NAME:-default}`."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.running import ROOT

VARIABLE = re.compile(r"\$\{([A-Z_]+):-([^}]*)\}")


def read(**variables: str) -> dict[str, Any]:
    """Return the file's content with these variables of `.env`; a `$$` is a `$`."""
    text = (ROOT / "compose.yaml").read_text()
    text = VARIABLE.sub(lambda match: variables.get(match[1]) or match[2], text)
    assert not re.search(r"(?<!\$)\$(?!\$)", text), "a variable without a default"
    content: dict[str, Any] = yaml.safe_load(text.replace("$$", "$"))
    return content


def variables_read() -> set[str]:
    """Return the names of the variables that the file takes from `.env`."""
    return {name for name, _ in VARIABLE.findall((ROOT / "compose.yaml").read_text())}


def services(profile: str = "", **variables: str) -> dict[str, dict[str, Any]]:
    """Return the services that `docker compose up` starts, with this COMPOSE_PROFILES."""
    content = read(**variables)["services"]
    return {
        name: service
        for name, service in content.items()
        if (not service.get("profiles") or profile in service["profiles"])
        and int(service.get("deploy", {}).get("replicas", 1))
    }


def documented_settings() -> set[str]:
    """Return the names in the table of docs/configuration.md."""
    rows = re.findall(r"^\| (`.*?) \|", Path(ROOT / "docs" / "configuration.md").read_text(), re.M)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
