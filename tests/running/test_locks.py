"""What is installed: pinned, with hashes, from wherever the reader's own index is."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"]


def requirements(name):
    """Each requirement of a lock with the lines that belong to it."""
    return re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())


def names(lock):
    return {re.match(r"[A-Za-z0-9._-]+", entry)[0].lower() for entry in requirements(lock)}


def direct(lines):
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(lock):
    for entry in requirements(lock):
        assert re.match(r"[a-z0-9._-]+==[^ ]+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host_or_an_index(lock):
    assert not re.search(r"://|index|find-links|trusted-host", (ROOT / lock).read_text())


def test_everything_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = direct(project["project"]["dependencies"])
    assert runtime <= names("requirements.lock") <= names("requirements-dev.lock")
    assert direct(project["dependency-groups"]["dev"]) <= names("requirements-dev.lock")


def test_the_installed_environment_is_the_locked_one():
    """A second call of bootstrap.sh has nothing to do, and says nothing."""
    result = subprocess.run(
        [ROOT / "bootstrap.sh", "requirements-dev.lock"], capture_output=True, text=True, timeout=60
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.fixture
def bare(tmp_path):
    """What `.ci/system` says to an ordinary user who has nothing; root installs it."""
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "id").chmod(0o755)

    def said(**environ) -> str:
        command, env = ["/bin/sh", ROOT / ".ci/system"], {"PATH": str(tmp_path)} | environ
        result = subprocess.run(command, env=env, capture_output=True, text=True)
        assert result.returncode == 1
        return result.stderr

    return said


def test_a_missing_browser_stops_the_tests_with_a_sentence(bare):
    said = bare()
    assert "chromium gettext" in said and "apt-get install" in said


@pytest.mark.parametrize(("path", "missing"), [("/bin/sh", "gettext"), ("/nowhere/chromium", "chromium gettext")])
def test_a_browser_elsewhere_is_one_if_it_is_there(bare, path, missing):
    assert f"missing here: {missing}\n" in bare(CHROMIUM=path)
