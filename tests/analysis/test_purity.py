"""The analysis reads nothing but what it is given, and its page in the documentation keeps up with it."""

import ast
from pathlib import Path

from observations.analysis import VERSION
from observations.analysis.member import group_claims, member_claims, session_claims

from .made import course, event

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "observations" / "analysis"
DOCUMENT = ROOT / "docs" / "analysis.md"
ALLOWED = {"numpy", "scipy", "observations"}
PLAIN = {
    "bisect", "collections", "dataclasses", "functools", "itertools", "math", "operator", "statistics", "types",
    "typing",
}  # fmt: skip


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module


def test_nothing_is_imported_that_knows_a_clock_a_database_or_the_site():
    names = {name for path in FOLDER.rglob("*.py") for name in imported(path)}
    assert {name.split(".")[0] for name in names} <= ALLOWED | PLAIN
    assert {name for name in names if name.startswith("observations")} == {
        name for name in names if name.startswith("observations.analysis")
    }


def test_every_kind_of_claim_is_described_in_the_documentation():
    everything = [event(focus="here-and-now")]
    claims = [*member_claims(everything, course()), *group_claims(everything, [1]), *session_claims(everything)]
    text = DOCUMENT.read_text()
    assert [kind for kind in {claim.kind for claim in claims} if f"`{kind}`" not in text] == []


def test_the_documentation_names_the_version_that_stands_in_the_results():
    assert f"analysis version {VERSION}" in DOCUMENT.read_text()
