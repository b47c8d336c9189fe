"""What is published about groupcounsel-results/1 is what comes out, and no more than that."""

import json
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from bench.records import make_records
from groupcounsel.lib.database_session import acting
from members.models import Consent
from observations.reports.management.commands.write_schema import PLACE_OF_RESULTS, published_of_results
from tests.factories import make_event

CHECK = Draft202012Validator(json.loads(PLACE_OF_RESULTS.read_text()))


def results(*words, **options) -> list[dict]:
    out = StringIO()
    call_command("export_summaries", *words, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def faults(content: dict) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in CHECK.iter_errors(content)]


def test_the_published_schema_is_what_the_code_says_and_a_schema_itself():
    assert PLACE_OF_RESULTS.read_text() == published_of_results()
    Draft202012Validator.check_schema(json.loads(published_of_results()))


def test_results_of_a_group_with_much_on_record_fit(cast):
    group = make_records(lead=cast.alice, sessions=12, events=600)
    [content] = results(group.ref)
    claims = [claim for member in content["members"] for claim in member["claims"]]
    assert faults(content) == [] and len(claims) > 50
    assert {"funnel", "incident", "focus-trend", "reflection"} <= {claim["kind"] for claim in claims}


def test_results_of_a_group_with_hardly_anything_on_record_fit(cast):
    make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    with acting(group_id=cast.group.id):
        Consent.objects.create(group=cast.group, membership=cast.dahlia, purpose="summaries", given=False)
    [content] = results(cast.group.ref)
    missing = [claim["missing"] for member in content["members"] for claim in member["claims"]]
    assert faults(content) == [] and any(missing)
    assert [member["withheld"] for member in content["members"]] == [None, "consent"]


def test_each_line_about_all_groups_fits(cast):
    lines = results(all=True)
    assert len(lines) == 3 and "pooled" in lines[-1] and [faults(line) for line in lines] == [[], [], []]


CLAIM = {
    "kind": "chain", "of": {"given": ["trigger", "criticism"], "target": ["octant", "FG"], "level": "within"},
    "claimed": True, "n": 41, "observed": 24, "expected": 5.1, "estimate": 0.83, "low": 0.61, "high": 0.94,
    "p": 0.0005, "q": 0.003, "events": ["0193a1f0-7c1e-7c39-9f0a-2b1de0c8a111"], "missing": None,
}  # fmt: skip
SHORT = {"reason": "too-few-events", "needed": 8, "have": 3}
STYLE = {"kind": "style", "of": {"octant": None}, "claimed": False, "n": 3, "events": [], "missing": SHORT}
ASKED = {"voters": 6, "choosable": 6, "members": {}}
CHOSEN = {
    "received": 5,
    "made": 2,
    "status": 1.0,
    "rejection": 0.0,
    "p_at_least": 0.0102,
    "p_at_most": 1.0,
    "foreseen": None,
}
PARTS = {
    "actor": 1.3056,
    "partner": 0,
    "relationship": 2.3778,
    "actor_partner": 0.1556,
    "relationship_covariance": -0.6889,
}
EFFECTS = {"negative": ["partner"], "effects": {"A": {"actor": 1.208, "partner": -0.458}}}
NONE_AGREED = {"kappa": None, "low": None, "high": None, "n": 3, "missing": {"reason": "no-variation"}}
WHOLE = {
    "format": "groupcounsel-results/1", "analysis": "1", "group": "g1", "record": "0" * 64,
    "members": [{"ref": "m1", "withheld": None, "claims": [CLAIM, STYLE]}],
    "claims": [], "sessions": [{"ref": "s1", "claims": []}],
    "polls": [
        {"ref": "p1", "kind": "nomination", **ASKED, "cohesion": 0.2, "reciprocity": 0.5, "tension": 0.33,
         "members": {"A": CHOSEN}, "srm": None, "agreement": None},
        {"ref": "p2", "kind": "rating", **ASKED, "srm": PARTS | EFFECTS},
        {"ref": "p3", "kind": "ranking", **ASKED, "agreement": {"w": 0.5, "p": 0.001, "order": ["m1", "m2"]}}],
    "agreement": [
        {"session": "s1", "coders": ["c1", "c2"], "tolerance": 2.0, "matched": 3, "only": [0, 0], "f1": 1.0,
         "codes": {"behaviour": NONE_AGREED, "affect": {}}}],
    "pooled": {"srm": {"criterion": "…", "groups": 5, **PARTS}},
}  # fmt: skip


def test_every_part_of_the_format_has_its_place():
    """Polls, agreement of coders, pooled figures."""
    assert faults(WHOLE) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], "groupcounsel/1"),
        (["record"], "abc"),
        (["members", 0, "withheld"], "no"),
        (["members", 0, "name"], "Melati"),
        (["members", 0, "claims", 0, "kind"], "opinion"),
        (["members", 0, "claims", 0, "p"], 1.2),
        (["members", 0, "claims", 0, "n"], -1),
        (["members", 0, "claims", 0, "events"], ["one"]),
        (["members", 0, "claims", 0, "claimed"], "yes"),
        (["members", 0, "claims", 1, "missing"], {"reason": "no-idea"}),
        (["polls", 0, "kind"], "guess"),
        (["polls", 0, "members", "A", "status"], "high"),
        (["agreement", 0, "coders"], ["c1"]),
        (["pooled", "srm", "groups"], 1.5),
        (["remarks"], []),
    ],
)
def test_what_the_format_does_not_know_does_not_fit(path, value):
    spoilt = deepcopy(WHOLE)
    *above, last = path
    inner = spoilt
    for key in above:
        inner = inner[key]
    inner[last] = value
    assert faults(spoilt) != []
