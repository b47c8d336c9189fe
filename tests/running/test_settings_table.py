"""The settings that are documented, the ones that are read, and the ones that Docker Compose sets are the same."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("prepare", "web", "worker", "beat")
OF_THE_DATABASES_CONTAINER = {"POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def table(heading):
    text = (ROOT / "docs/settings.md").read_text().split(heading, 1)[1]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text.split("\nFor ", 1)[0], re.MULTILINE))


def documented():
    return table("# Settings")


def read_by_settings():
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', (ROOT / "groupcounsel/settings.py").read_text()))


def read_by_run():
    files = (ROOT / "groupcounsel/lib/services").glob("*.py")
    return set(re.findall(r'environ\.get\("([A-Z_]+)"\)', "".join(path.read_text() for path in files)))


def test_every_setting_that_is_read_is_documented_and_the_other_way_round():
    assert read_by_settings() == documented()


def test_the_settings_of_make_run_are_documented():
    assert read_by_run() - documented() - {"XDG_RUNTIME_DIR"} == table("For `make run` only:")


def test_compose_describes_the_same_processes_as_make_run(compose):
    assert set(compose["services"]) == {"database", "queue", *PROGRAMS}
    assert "prepare" in compose["services"]["prepare"]["command"]
    assert "worker" in compose["services"]["worker"]["command"] and "beat" in compose["services"]["beat"]["command"]


@pytest.mark.parametrize("name", PROGRAMS)
def test_compose_sets_only_settings_that_are_documented(compose, name):
    assert set(compose["services"][name]["environment"]) <= documented()


@pytest.mark.parametrize("name", PROGRAMS)
def test_compose_sets_all_that_the_program_cannot_start_without(compose, name):
    text = (ROOT / "docs/settings.md").read_text()
    needed = set(re.findall(r"^\| `([A-Z_]+)` \| stops", text, re.MULTILINE))
    assert needed and needed <= set(compose["services"][name]["environment"])


def test_only_the_preparation_knows_the_owner_of_the_tables(compose):
    knowing = [name for name in PROGRAMS if "DATABASE_OWNER_URL" in compose["services"][name]["environment"]]
    assert knowing == ["prepare"]


def test_every_variable_of_the_env_file_is_documented_and_the_secret_ones_are_required():
    text = (ROOT / "docker-compose.yml").read_text()
    used = dict(re.findall(r"\$\{([A-Z_]+)(:[?-])?", text))
    assert set(used) <= documented() | table("For `make run` only:") | OF_THE_DATABASES_CONTAINER
    secret = OF_THE_DATABASES_CONTAINER | {"SECRET_KEY", "FIELD_KEYS", "SITE_URL"}
    assert {name for name, kind in used.items() if kind == ":?"} == secret


def test_the_env_file_that_operations_makes_has_every_required_variable():
    script = (ROOT / "docs/operations.md").read_text().split("python3 - > .env", 1)[1].split("END", 2)[1]
    text = (ROOT / "docker-compose.yml").read_text()
    missing = [name for name in set(re.findall(r"\$\{([A-Z_]+):\?", text)) if name not in script]
    assert missing == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_compose_runs_the_program_with_no_more_rights_than_it_needs(compose, name):
    service = compose["services"][name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", ["database", "queue", "worker", "beat"])
def test_every_lasting_container_has_a_health_check(compose, name):
    assert compose["services"][name]["healthcheck"]["test"]


def test_the_image_serves_as_an_ordinary_user_and_has_a_health_check_for_web():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    user = lines.index("USER groupcounsel")
    assert not any(line.startswith("USER") for line in lines[user + 1 :])
    assert any(line.startswith("HEALTHCHECK") for line in lines) and "/healthz/" in "".join(lines)
    assert any(line.startswith("FROM python:3.11") for line in lines) and "--require-hashes" in "".join(lines)


def test_the_databases_log_keeps_quiet_about_what_people_wrote(compose):
    from groupcounsel.lib.services.postgres import SILENT

    command = compose["services"]["database"]["command"]
    quiet = {name: value for name, value in SILENT.items() if name not in ("log_checkpoints", "log_line_prefix")}
    text = (ROOT / "docs/settings.md").read_text()
    for name, value in quiet.items():
        assert f"-c {name}={value}" in command and f"{name} = {value}" in text


def test_it_is_said_plainly_that_the_compose_file_was_not_run():
    assert "was not run" in (ROOT / "docs/operations.md").read_text()
