"""What one session shows, held against the group's other sessions."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.life import beside, life_of
from observations.analysis.session import session_findings

from .made import PEOPLE, course, courses, event, events, feared, incident, only, records

ALL = {"melati": course(12), "dahlia": course(12), "kenanga": course(12)}


def found(observations, number, kind, members=ALL, **of):
    return only(session_findings(life_of(observations, members), number), kind, **of)


def as_text(claims):
    return json.dumps([claim.as_json() for claim in claims], allow_nan=False)


def several(*counts):
    """In each session from the first so many incidents."""
    return [incident(session=number) for number, n in enumerate(counts, 1) for _ in range(n)]


def test_incidents_are_held_against_median_and_range_of_the_other_sessions_on_record():
    claim = found([*several(1, 2, 4, 9, 3), event(6)], 4, "incident", affect=None)
    assert (claim.observed, claim.n, len(claim.events)) == (9, 9, 9)
    others = {"sessions": 5, "median": 2, "least": 0, "most": 4, "missing": None}
    assert claim.detail["others"] == others  # session 6 has none, and of session 7 nothing is known


def test_four_other_sessions_are_no_range_and_it_says_so():
    claim = found(several(1, 2, 4, 9, 3), 4, "incident", affect=None)
    missing = {"reason": "too-few-sessions", "needed": 5, "have": 4}
    assert claim.detail["others"] == {"sessions": 4, "median": None, "least": None, "most": None, "missing": missing}


@given(st.lists(st.integers(0, 20), max_size=30))
def test_a_median_lies_within_its_range(values):
    found = beside(values)
    assert (found["median"] is None) == (found["missing"] is not None) == (len(values) < 5)
    if found["median"] is not None:
        assert found["least"] <= found["median"] <= found["most"]


def test_how_far_incidents_came_leaves_out_what_was_seen_only_later():
    now, later = ("observed", 3), ("observed", 5)
    incidents = [
        replace(incident(session=3), components={"risk": now, "support": now, "reality-testing": later}),
        replace(incident(session=3), components={"risk": now, "support": ("not-observed", None)}),
        replace(incident(session=3), components={"risk": ("not-observed", None)}),
    ]
    steps = [
        found(incidents, 3, "funnel", within="session", component=name)
        for name in ("risk", "support", "reality-testing", "recognition", "facilitation")
    ]
    assert [(claim.observed, claim.n) for claim in steps] == [(2, 3), (1, 2), (0, 0), (0, 0), (0, 0)]
    assert steps[0].missing == {"reason": "too-few-events", "needed": 5, "have": 3}
    assert steps[0].events == tuple(sorted(o.id for o in incidents[:2]))


def test_facilitation_not_seen_in_the_same_session_is_not_known_yet():
    whole = replace(incident("yyyyn", session=3, seen=3))
    assert found([whole], 3, "funnel", component="facilitation").n == 0


def test_arcs_of_earlier_sessions_move_on_where_a_component_was_seen():
    moved = replace(
        incident(session=1),
        components={"risk": ("observed", 1), "support": ("observed", 4), "recognition": ("observed", 4)},
    )
    still, complete = incident("y????", session=2, seen=2), incident("yyyyy", session=2, seen=3)
    today, later = incident("yy???", session=4, seen=4), incident("y????", session=5, seen=5)
    claim = found([moved, still, complete, today, later], 4, "funnel", component=None)
    assert (claim.observed, claim.n, claim.events) == (1, 2, (moved.id,))
    [arc] = claim.detail["arcs"]
    assert arc == {"id": moved.id, "session": 1, "member": "melati", "seen": ["support", "recognition"]}


def test_the_session_that_completes_an_arc_moves_it_and_no_later_one_does():
    done = replace(
        incident(session=1),
        components=dict.fromkeys(("risk", "support", "reality-testing", "recognition"), ("observed", 1))
        | {"facilitation": ("observed", 3)},
    )
    assert (found([done], 3, "funnel", component=None).observed, found([done], 3, "funnel", component=None).n) == (1, 1)
    assert (found([done], 4, "funnel", component=None).observed, found([done], 4, "funnel", component=None).n) == (0, 0)


def test_fears_are_counted_by_how_they_came_true_and_told_one_by_one():
    rated = [feared(8, 1, session=2), feared(5, 5, session=2, actor="dahlia"), feared(2, 6, session=2, actor="c1")]
    claim = found([*rated, feared(9, 0, session=3)], 2, "disconfirmation")
    assert (claim.n, claim.observed, claim.estimate) == (3, 1, None)
    counts = {name: claim.detail[name] for name in ("less", "same", "worse")}
    assert counts == {"less": 1, "same": 1, "worse": 1}
    assert claim.detail["rated"] == [["melati", 8, 1], ["dahlia", 5, 5]]  # a counselor is counted and not named


def focus(session, here, past):
    return [*events(here, session=session, focus="here-and-now"), *events(past, session=session, focus="past")]


def test_the_here_and_now_share_stands_beside_those_of_the_other_sessions():
    shares = [*focus(1, 3, 1), *focus(2, 0, 4), *focus(3, 4, 0), *focus(4, 2, 2), *focus(5, 1, 3), *focus(6, 1, 1)]
    claim = found([*shares, *focus(7, 2, 1)], 7, "focus")
    assert (claim.observed, claim.n, round(claim.estimate, 3)) == (2, 3, 0.667)
    assert (round(claim.low, 3), round(claim.high, 3)) == (0.208, 0.939)
    assert claim.detail["others"] == {"sessions": 5, "median": 0.5, "least": 0, "most": 1, "missing": None}


def test_who_acted_who_did_not_and_who_had_no_event_at_all():
    members = ALL | {"mawar": course(12), "away": course(12, [1])}
    today = [
        event(2, toward=("dahlia",)), event(2), event(2, actor="kenanga"), event(2, actor="c1"), event(1, actor="mawar")
    ]  # fmt: skip
    acted = found(today, 2, "coverage", members, what="active")
    assert (acted.observed, acted.n, acted.detail["members"]) == (2, 4, {"melati": 2, "kenanga": 1})
    assert len(acted.events) == 3
    left_out = found(today, 2, "coverage", members, what="untouched")
    assert (left_out.observed, left_out.n, left_out.detail["members"]) == (1, 4, ["mawar"])


def test_who_acts_was_there_also_where_the_attendance_forgot_it():
    members = {"melati": course(12, []), "dahlia": course(12)}
    assert found([event(2)], 2, "coverage", members, what="active").n == 2


@pytest.mark.parametrize("what", ["active", "untouched", "pairs"])
def test_without_attendance_nobody_knows_who_had_no_event(what):
    claim = found(
        [event(2, toward=("dahlia",))], 2, "coverage", {"melati": course(12, [1]), "dahlia": course(12, [1])}, what=what
    )
    assert claim.missing == {"reason": "too-few-people", "needed": 1, "have": 0} and claim.n == 0


def test_pairs_are_counted_once_an_event_and_told_by_how_often():
    today = [
        event(6, toward=("dahlia", "kenanga")), event(6, actor="dahlia", toward=("melati",)), event(6, toward=("c1",))
    ]  # fmt: skip
    before = [event(number, toward=("dahlia",)) for number in range(1, 6)]
    claim = found([*before, *today], 6, "coverage", what="pairs")
    assert (claim.observed, claim.n) == (2, 3)
    assert claim.detail["met"] == [["dahlia", "melati", 2], ["kenanga", "melati", 1]]
    assert claim.detail["first"] == [["kenanga", "melati"]]
    assert claim.events == tuple(sorted(o.id for o in today[:2]))


def test_before_the_fifth_session_on_record_no_meeting_is_told_as_the_first():
    met = [event(number, toward=("dahlia",)) for number in range(2, 6)]
    assert found(met, 5, "coverage", what="pairs").detail["first"] is None


def test_a_behaviour_is_new_in_the_group_once_and_new_of_each_member_once():
    early = [event(number, behaviour="mocks") for number in range(1, 6)]
    today = [
        event(6, behaviour="mocks"), event(6, actor="dahlia", behaviour="mocks", octant="BC"),
        event(6, actor="dahlia", octant="LM"), event(6, octant="LM"), event(6, actor="dahlia", octant="LM"),
    ]  # fmt: skip
    group = found([*early, *today], 6, "emergence", first="group")
    assert (group.observed, group.n, group.missing) == (1, 2, None)
    assert group.detail["first"] == [{"target": ["octant", "LM"], "event": today[2].id}]
    own = found([*early, *today], 6, "emergence", first="member")
    told = [(row["member"], row["target"][1], row["clock"]) for row in own.detail["first"]]
    assert told == [("dahlia", "mocks", 6), ("dahlia", "LM", 6), ("melati", "LM", 6)]
    assert (own.observed, own.n) == (3, 4)


def test_of_a_newcomer_nothing_is_told_as_new():
    members = {"melati": course(12, [9]), "dahlia": course(12)}
    today = [event(number, actor="dahlia", octant="LM") for number in range(1, 9)] + [event(9, octant="BC")]
    own = found(today, 9, "emergence", members, first="member")
    assert (own.observed, own.missing) == (0, {"reason": "too-few-sessions", "needed": 5, "have": 1})


def test_a_session_without_events_gives_counts_of_nothing():
    claims = session_findings(life_of([event(1)], ALL), 2)
    assert {claim.observed for claim in claims if claim.of.get("what") != "untouched"} == {0}
    assert found([event(1)], 2, "coverage", what="untouched").observed == 3


def lives():
    return st.lists(st.sampled_from([*PEOPLE, "melati", "c1"]), min_size=1, max_size=4, unique=True).flatmap(
        lambda people: st.tuples(*(records(most=12, actor=person) for person in people)).map(
            lambda found: sum(found, [])
        )
    )


def members():
    return st.fixed_dictionaries({name: courses() for name in ("melati", *PEOPLE)})


@given(lives(), members(), st.integers(1, 12), st.randoms())
def test_the_order_of_the_records_changes_nothing_to_the_byte(observations, attending, number, random):
    shuffled = random.sample(observations, len(observations))
    told, again = (as_text(session_findings(life_of(o, attending), number)) for o in (observations, shuffled))
    assert told == again


@given(lives(), members(), st.integers(1, 12))
def test_counts_stay_within_what_they_are_counted_over(observations, attending, number):
    for claim in session_findings(life_of(observations, attending), number):
        assert claim.observed <= claim.n or claim.missing, claim
        assert claim.claimed is None and list(claim.events) == sorted(set(claim.events))


@given(lives(), members(), st.integers(1, 12))
def test_later_sessions_change_nothing_but_what_is_held_against_them(observations, attending, number):
    """Who met first, what was new and how far an incident came within the session is known when it is over."""
    before = [o for o in observations if o.session <= number]
    now, then = (session_findings(life_of(o, attending), number) for o in (observations, before))
    for one, other in zip(now, then, strict=True):
        if "others" not in (one.detail or {}):
            assert one == other


@given(lives(), members(), st.integers(1, 12))
def test_nobody_is_named_who_has_no_course(observations, attending, number):
    claims = session_findings(life_of(observations, attending), number)
    assert '"c1"' not in as_text(claims)
