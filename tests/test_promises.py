"""What the documents promise, compared with the program."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
OURS = (
    "audit",
    "accounts",
    "members",
    "sessions_app",
    "codebook",
    "events",
    "live",
    "debriefing",
    "polls",
    "summaries",
    "today",
    "supervision",
    "reports",
)


def models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_kind_of_row_is_named_in_the_privacy_page(model):
    assert f"`{model.__name__}`" in (ROOT / "docs/privacy.md").read_text()


def test_the_readmes_commands_exist():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert re.findall(r"^    make (.*)$", readme, re.MULTILINE) == ["run", "test"], "each on a line of its own"
    assert set(re.findall(r"`[^`]*make ([a-z-]+)[^`]*`", readme)) <= set(targets) and len(targets) <= 10


def test_every_picture_and_page_that_the_readme_shows_is_there():
    links = re.findall(r"\]\(([^)#h][^)#]*)", (ROOT / "README.md").read_text())
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_every_dependency_says_what_for():
    lines = re.findall(r'^  "[A-Za-z].*$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert len(lines) > 20 and [line for line in lines if "# " not in line] == []
