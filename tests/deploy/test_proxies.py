"""The examples of proxies: nginx takes them as they are (tests/live walks behind them), and Caddy where it is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.live import nginx
from tests.running import ROOT, free_port
from tmdbsite import site_url

FILES = [*(ROOT / "deploy" / "nginx").iterdir(), *(ROOT / "deploy" / "caddy").iterdir()]


def test_nginx_takes_all_examples_at_once(tmp_path: Path) -> None:
    servers = [
        nginx.https_server(nginx.WHOLE_HOST, free_port(), free_port(), 8000, tmp_path),
        nginx.http_server(nginx.PREFIX_KEPT, free_port(), 8000),
        nginx.http_server(nginx.PREFIX_STRIPPED, free_port(), 8000),
    ]
    done = nginx.check_configuration(tmp_path, servers)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@pytest.mark.parametrize("name", ["site", "path"])
def test_caddy_takes_the_example(name: str) -> None:
    if not shutil.which("caddy"):
        pytest.skip("caddy is not there")
    path = ROOT / "deploy" / "caddy" / f"{name}.Caddyfile"
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_example_says_settings_that_the_site_takes(path: Path) -> None:
    text = path.read_text()
    if match := re.search(r"SITE_URL=(\S+) and BEHIND_PROXY=on", text):
        site = site_url.parse(match[1])
        site_url.check_agreement(site, prefix=site.path, is_behind_proxy=True, allowed_hosts=[site.host])
        assert not site.path or f"{site.path}/" in text
    else:
        assert path.name == "path-stripped.conf"
    assert "127.0.0.1:8000" in text
