"""All claims about a member, a group, a session: what holds whatever the records are."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.claim import Claim
from observations.analysis.discovery import RATE
from observations.analysis.member import PICTURED, group_claims, member_claims, session_claims

from .made import course, courses, event, events, feared, incident, incidents, only, records

SHARES = {"incident", "funnel", "bottleneck", "rupture", "reflection", "process", "focus"}


def as_text(claims):
    return json.dumps([claim.as_json() for claim in claims], allow_nan=False)


@given(records(), courses(), st.randoms())
def test_the_order_of_the_records_changes_nothing_to_the_byte(observations, attended, random):
    shuffled = random.sample(observations, len(observations))
    assert as_text(member_claims(shuffled, attended)) == as_text(member_claims(observations, attended))
    assert as_text(group_claims(shuffled, range(1, 13))) == as_text(group_claims(observations, range(1, 13)))
    assert as_text(session_claims(shuffled)) == as_text(session_claims(observations))


def test_two_incidents_in_the_same_second_keep_one_order():
    pair = [incident("y????", at=60.0), incident("yn???", at=60.0)]
    assert as_text(member_claims(pair, course())) == as_text(member_claims(pair[::-1], course()))


def test_records_of_two_members_are_refused_together():
    with pytest.raises(ValueError, match="one member"):
        member_claims([event(actor="melati"), event(actor="dahlia")], course())


@given(records(), courses())
def test_an_event_about_which_nothing_was_noted_changes_nothing(observations, attended):
    """But to the ties, for which it is known to have been toward the whole group."""
    more, same = (member_claims(own, attended) for own in ([*observations, event()], observations))
    assert [c for c in more if c.kind != "tie"] == [c for c in same if c.kind != "tie"]


@given(records(), courses())
def test_a_figure_that_is_undefined_says_why_and_no_other_does(observations, attended):
    for claim in member_claims(observations, attended):
        assert (claim.estimate is None) == (claim.missing is not None)
        assert (claim.estimate is None) == (claim.low is None) == (claim.high is None)


@given(records(least=5), courses())
def test_every_interval_holds_its_estimate_and_shares_lie_between_none_and_all(observations, attended):
    for claim in member_claims(observations, attended):
        if claim.estimate is not None:
            assert claim.low <= claim.estimate <= claim.high
        if claim.estimate is not None and claim.kind in SHARES:
            assert claim.low >= 0 and claim.high <= 1
            assert claim.estimate == claim.observed / claim.n


@given(records(), courses())
def test_every_claim_stands_on_events_of_the_member_in_order_and_once(observations, attended):
    known = {o.id for o in observations}
    for claim in member_claims(observations, attended):
        assert list(claim.events) == sorted(set(claim.events))
        assert known.issuperset(claim.events)


@given(records(), courses())
def test_a_share_opens_as_many_events_as_it_counts(observations, attended):
    for claim in member_claims(observations, attended):
        if claim.kind in SHARES and claim.observed is not None:
            assert len(claim.events) == claim.observed <= claim.n


@given(records(), courses())
def test_claims_come_back_from_json_as_they_were(observations, attended):
    claims = member_claims(observations, attended)
    assert [Claim.from_json(plain) for plain in json.loads(as_text(claims))] == claims


@given(records(), courses())
def test_only_what_was_tested_is_claimed_and_only_where_its_q_allows(observations, attended):
    for claim in member_claims(observations, attended):
        assert (claim.p is None) == (claim.q is None)
        assert claim.claimed in ((None, False) if claim.p is None else (claim.q <= RATE,))


@given(records(), courses())
def test_renaming_the_member_changes_nothing(observations, attended):
    renamed = [o._replace(actor="kamboja") for o in observations]
    assert member_claims(renamed, attended) == member_claims(observations, attended)


@given(records(), courses())
def test_sessions_still_to_come_change_no_count(observations, attended):
    """The series and the pictures know them, the figures do not."""
    longer = replace(attended, sessions=(*attended.sessions, 13, 14))
    for before, after in zip(member_claims(observations, attended), member_claims(observations, longer), strict=True):
        assert replace(before, detail=None) == replace(after, detail=None)


def test_a_member_without_records_gets_every_kind_of_claim_with_what_is_missing():
    claims = member_claims([], course())
    assert [claim.kind for claim in claims] == [
        *["incident"] * 2,
        *["funnel"] * 5,
        *["bottleneck", "disconfirmation", "rupture"],
        *["reflection"] * 2,
        *["process", "focus", "focus-trend", "style", "emergence", "need", "insight"],
        *["validation"] * 5,
        *["microcosm"] * 3,
        *["coverage", "evoked"],
        *["tie"] * 4,
        *["change", "change", "separation", "style"],
        *["chain"] * 4,
    ]
    assert all(claim.n == 0 and claim.missing["have"] == 0 for claim in claims)


def test_incidents_are_counted_by_affect():
    claims = member_claims(
        [*incidents(*["y????"] * 4), incident(affect="positive"), event(affect="positive")], course()
    )
    negative, positive = only(claims, "incident", affect="negative"), only(claims, "incident", affect="positive")
    assert (negative.observed, positive.observed, positive.n) == (4, 1, 5)
    assert (positive.estimate, positive.low, positive.high) == pytest.approx((0.2, 0.036, 0.624), abs=0.0005)


def test_the_arcs_are_kept_for_the_picture_in_the_order_of_time():
    first, second = incident("yyn??", session=2, seen=4), incident("y????", session=1, strength=3)
    detail = only(member_claims([first, second], course(5)), "incident", affect="negative").detail
    assert detail["sessions"] == [1, 2, 3, 4, 5]
    assert [(arc["id"], arc["session"], arc["until"], arc["level"]) for arc in detail["arcs"]] == [
        (second.id, 1, 1, 1),
        (first.id, 2, 4, 2),
    ]
    assert detail["arcs"][0]["strength"] == 3


def test_of_many_incidents_only_the_latest_are_kept_for_the_picture_and_all_are_counted():
    many = incidents(*["yynnn"] * (PICTURED + 3))
    claims = member_claims(many, course())
    detail = only(claims, "incident", affect="negative").detail
    assert [arc["id"] for arc in detail["arcs"]] == [o.id for o in many[3:]]
    assert detail["earlier"] == 3
    assert only(claims, "funnel", component="support").n == PICTURED + 3


def test_a_group_has_its_shares_ruptures_and_support_but_no_other_arcs_and_no_mean_fear():
    claims = group_claims([feared(3, 8, actor="melati"), feared(8, 1, actor="dahlia")], [1, 2])
    shares = {"incident", "rupture", "reflection", "process", "funnel", "focus", "focus-trend"}
    assert {claim.kind for claim in claims} == shares | {"evoked", "tie", "coverage"}
    assert [claim.of for claim in claims if claim.kind == "funnel"] == [{"component": "support"}]
    assert only(claims, "rupture").observed == 1
    assert only(claims, "focus").detail["sessions"] == [1, 2]


def test_a_groups_support_waits_for_nobody_and_takes_every_incident_in():
    claims = group_claims([*incidents(*["yy???"] * 3, actor="melati"), *incidents("yn???", "yynnn", "y????")], [1])
    support = only(claims, "funnel")
    assert (support.observed, support.n, support.detail["unknown"], support.detail["pending"]) == (4, 5, 1, 0)


def test_a_groups_ties_are_of_those_only_whose_course_is_given():
    acts = [event(actor="melati", toward=("dahlia",)), event(actor="kenanga", toward=("melati",))]
    claims = group_claims(acts, [1], {"melati": course(1), "dahlia": course(1)})
    assert only(claims, "coverage", what="pairs").observed == 1
    assert not [claim for claim in claims if "kenanga" in as_text([claim])]


def test_a_groups_share_takes_everybody_in():
    observations = [
        *events(4, actor="melati", focus="here-and-now"),
        *events(5, actor="dahlia", focus="outside"),
    ]
    claim = only(group_claims(observations, [1]), "focus")
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.444, 0.189, 0.733), abs=0.0005)


def test_a_session_has_no_trend():
    claims = session_claims(events(9, session=3, focus="here-and-now"))
    assert {claim.kind for claim in claims} == {"incident", "rupture", "reflection", "process", "focus"}
    assert only(claims, "focus").detail["sessions"] == [3]
