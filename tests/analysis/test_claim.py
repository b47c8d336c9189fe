import json

import pytest

from observations.analysis.claim import Claim, Missing

NAMES = ["kind", "of", "claimed", "n", "observed", "expected", "estimate", "low", "high", "p", "q", "events", "missing"]


def a_share(**other):
    of = {"component": "reality-testing"}
    return Claim("funnel", of, None, 9, observed=4, estimate=4 / 9, low=0.189, high=0.733, events=("a", "b"), **other)


def test_an_exported_claim_has_the_published_names_in_their_order():
    assert list(a_share().as_json()) == NAMES


def test_what_is_undefined_is_null_and_not_left_out():
    plain = a_share().as_json()
    assert plain["p"] is None
    assert plain["expected"] is None
    assert plain["missing"] is None


def test_detail_is_there_only_when_it_says_something():
    assert a_share(detail={"pending": 2}).as_json()["detail"] == {"pending": 2}
    assert "detail" not in a_share().as_json()


def test_numbers_keep_their_full_precision():
    assert json.loads(json.dumps(a_share().as_json()))["estimate"] == 4 / 9


def test_a_claim_comes_back_from_json_as_it_was():
    claim = a_share(detail={"of_events": ["a", "b", "c"]})
    assert Claim.from_json(json.loads(json.dumps(claim.as_json()))) == claim


def test_a_claim_with_names_left_out_is_read_too():
    plain = {"kind": "style", "of": {"octant": None}, "claimed": False, "n": 3}
    missing = {"reason": "too-few-events", "needed": 8, "have": 3}
    claim = Claim.from_json({**plain, "missing": missing})
    assert claim.missing == Missing(reason="too-few-events", needed=8, have=3)
    assert claim.events == ()


def test_changing_the_exported_object_leaves_the_claim_alone():
    claim = a_share(detail={"of_events": ["a"]})
    claim.as_json()["detail"]["of_events"].append("z")
    assert claim.detail == {"of_events": ["a"]}


def test_a_claim_cannot_be_changed():
    with pytest.raises(AttributeError):
        a_share().n = 10


def test_the_reason_is_written_as_published():
    assert json.dumps(Missing(reason="too-few-events", needed=8, have=3)) == (
        '{"reason": "too-few-events", "needed": 8, "have": 3}'
    )
