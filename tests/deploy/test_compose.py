"""compose.yaml says what exists: settings, parts, images, places; and its two ways keep apart."""

import json
from typing import Any

import pytest

from tests.deploy import compose
from tests.deploy.image import instructions

SEVERAL = {"COMPOSE_PROFILES": "several", "SITE_CONTAINERS": "0", "POSTGRES_PASSWORD": "abc"}  # as docs/deploy.md says
OURS = {"image": "filmclub", "build": "."}
COMPOSE_ALONE = {"COMPOSE_PROFILES", "POSTGRES_PASSWORD", "SITE_CONTAINERS"}  # no settings of the site


def test_one_command_runs_one_container_with_everything_in_it() -> None:
    assert list(compose.services()) == ["site"]
    site = compose.services()["site"]
    assert "command" not in site, "the image's CMD starts everything"
    assert site["ports"] == ["127.0.0.1:8000:8000"]
    assert compose.services(HOST="0.0.0.0", PORT="8080")["site"]["ports"] == ["0.0.0.0:8080:8000"]
    assert not {"DATABASE_URL", "REDIS_URL"} & set(site["environment"])


def test_the_profile_runs_two_web_servers_two_workers_and_their_stores_alone() -> None:
    services = compose.services("several", **SEVERAL)
    assert set(services) == {"web-1", "web-2", "worker-1", "worker-2", "postgres", "valkey"}
    for name, service in services.items():
        if name.startswith(("web", "worker")):
            assert service["command"] == ["start", "--only", name.partition("-")[0]]
            assert service["environment"]["DATABASE_URL"] == "postgres://club:abc@postgres/club"
            assert service["environment"]["REDIS_URL"] == "redis://valkey:6379/0"
            assert service["depends_on"] == {
                store: {"condition": "service_healthy"} for store in ("postgres", "valkey")
            }
            assert {"default", "stores"} == set(service["networks"])
    postgres = services["postgres"]["environment"]
    assert postgres == {"POSTGRES_USER": "club", "POSTGRES_DB": "club", "POSTGRES_PASSWORD": "abc"}
    command = services["valkey"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "volatile-lfu"
    assert services["valkey"]["networks"] == services["postgres"]["networks"] == ["stores"]
    assert compose.read()["networks"]["stores"] == {"internal": True}


@pytest.mark.parametrize("profile", ["", "several"])
def test_every_port_is_published_once_and_on_this_machine_alone(profile: str) -> None:
    variables = SEVERAL if profile else {}
    ports = [port for service in compose.services(profile, **variables).values() for port in service.get("ports", [])]
    assert len({port.split(":")[1] for port in ports}) == len(ports)
    assert all(port.startswith("127.0.0.1:") and port.endswith(":8000") for port in ports)
    assert ("EXPOSE", "8000") in list(instructions())


def test_every_variable_is_a_setting_that_is_documented() -> None:
    documented = compose.documented_settings()
    assert {"SITE_URL", "DATABASE_URL"} <= documented
    assert compose.variables_read() | {"COMPOSE_PROFILES"} == COMPOSE_ALONE | {"HOST", "PORT"}
    for name, service in compose.services("several").items():
        if service["image"] == "filmclub":
            assert set(service["environment"]) <= documented, name
    for keyword, text in instructions():
        if keyword == "ENV":
            names = {word.partition("=")[0] for word in text.split()}
            assert names <= documented | {"PATH", "PYTHONDONTWRITEBYTECODE"}


@pytest.mark.parametrize("service", compose.services("several").values(), ids=compose.services("several"))
def test_every_container_is_bounded_and_comes_back(service: dict[str, Any]) -> None:
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}
    image, _, tag = service["image"].partition(":")
    if image != "filmclub":
        assert tag.split("-")[0].replace(".", "").isdecimal(), "no image without a version"
        assert service["healthcheck"]["test"][0] == "CMD"
        return
    assert {name: service[name] for name in OURS} == OURS
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["environment"] | {"HOST": "0.0.0.0", "PORT": "8000", "DATA_DIR": "/data"} == service["environment"]
    assert service["env_file"] == [{"path": ".env", "required": False}]


def test_what_is_kept_lies_in_volumes() -> None:
    content = compose.read()
    places = {
        place for service in content["services"].values() for place in service["volumes"] if isinstance(place, str)
    }
    assert places == {"data:/data", "postgres:/var/lib/postgresql/data", "valkey:/data"}
    assert set(content["volumes"]) == {place.partition(":")[0] for place in places}
    assert ("VOLUME", "/data") in list(instructions())


def test_a_worker_has_a_health_check_of_its_own_since_it_answers_no_web() -> None:
    services = compose.services("several")
    assert "healthcheck" not in services["web-1"], "that of the image"
    assert "inspect ping" in services["worker-1"]["healthcheck"]["test"][1]
    check = next(text for keyword, text in instructions() if keyword == "HEALTHCHECK")
    assert json.loads(check.partition(" CMD ")[2])[-1] == "tmdbsite/healthcheck.py"
