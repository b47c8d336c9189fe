import json

import pytest

from groupcounsel.lib.database_session import acting
from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.summaries.results import group_results
from tests.factories import make_event, make_session
from tests.summaries.made import consent, incident, refreshed, summaries_of


@pytest.fixture
def lived(cast):
    """Two sessions held and one planned; Melati, Dahlia and a counselor act in the first."""
    for _ in range(6):
        incident(cast)
    for actor in (cast.dahlia.person, cast.seat):
        make_event(session=cast.session, actor=actor, recorded_by=cast.seat, affect="positive")
    make_session(group=cast.group, number=2, there=[cast.melati.person])
    make_session(group=cast.group, number=3, state="planned")
    return cast


def results(cast, by=None):
    with acting(user_id=by.id) if by else acting(group_id=cast.group.id):
        return group_results(cast.group)


def member(found, membership):
    return next(entry for entry in found["members"] if entry["ref"] == membership.person.ref)


def claim(claims, kind, **of):
    return next(c for c in claims if c["kind"] == kind and of.items() <= c["of"].items())


def test_it_is_one_object_of_plain_json(lived):
    found = results(lived)
    assert (found["format"], found["analysis"], found["group"]) == ("groupcounsel-results/1", VERSION, lived.group.ref)
    assert json.loads(json.dumps(found)) == found


def test_every_member_has_everything_that_was_worked_out_with_its_events(lived):
    mine = member(results(lived), lived.melati)
    assert mine["withheld"] is None
    negative = claim(mine["claims"], "incident", affect="negative")
    assert (negative["n"], negative["observed"], len(negative["events"])) == (6, 6, 6)
    assert claim(mine["claims"], "focus", session=1)["n"] == 6


def test_what_is_too_little_says_so_and_stands_in_it_too(lived):
    theirs = member(results(lived), lived.dahlia)
    lacking = claim(theirs["claims"], "incident", affect="positive")
    assert lacking["missing"] == {"reason": "too-few-events", "needed": 5, "have": 1}
    assert lacking["estimate"] is None and len(lacking["events"]) == 1


def test_it_says_what_the_pages_say(lived):
    """The stored claims are the same ones, with the events kept apart."""
    refreshed(lived.melati)
    [summary] = summaries_of(lived.melati)
    with acting(group_id=lived.group.id):
        stored = list(summary.evidence.values_list("events", flat=True))
    exported = [c for c in member(results(lived), lived.melati)["claims"] if "session" not in c["of"]]
    assert [sorted(events) for events in stored] == [c["events"] for c in exported]
    for kept, whole in zip(summary.claims, exported, strict=True):
        without = {"events", "detail"}
        assert {k: v for k, v in kept.items() if k not in without} == {
            k: v for k, v in whole.items() if k not in without
        }


def test_it_never_waits_for_the_queue(lived):
    results(lived)
    incident(lived)
    newer = claim(member(results(lived), lived.melati)["claims"], "incident", affect="negative")
    assert newer["observed"] == 7 and summaries_of(lived.melati) == []


def test_who_has_not_agreed_is_withheld_and_in_no_figure_of_group_or_session(lived):
    consent(lived.melati, given=False)
    found = results(lived)
    ref = lived.melati.person.ref
    assert member(found, lived.melati) == {"ref": ref, "withheld": "consent", "claims": []}
    for claims in (found["claims"], found["sessions"][0]["claims"]):
        assert claim(claims, "incident", affect="negative")["n"] == 2


def test_how_others_answer_is_in_it_tested_and_not_claimed(lived):
    """What Melati does is met with everything once: eight answers of Dahlia, no more in keeping than mixed ones."""
    shown = ("PA", "PA", "PA", "PA", "HI", "HI", "HI", "HI")
    met = ("PA", "PA", "HI", "HI", "PA", "PA", "HI", "HI")
    melati, dahlia, by = lived.melati.person, lived.dahlia.person, {"recorded_by": lived.seat}
    for at, (octant, answer) in enumerate(zip(shown, met, strict=True)):
        make_event(session=lived.session, actor=melati, at=1000 + 2 * at, octant=octant, **by)
        make_event(session=lived.session, actor=dahlia, at=1001 + 2 * at, octant=answer, toward=[melati], **by)
    mine = member(results(lived), lived.melati)["claims"]
    answers = claim(mine, "style", measure="complementarity")
    assert (answers["n"], answers["observed"], answers["expected"], answers["claimed"]) == (8, 4, 4, False)
    assert (answers["p"], answers["missing"]) == (1, None) and answers["q"] == 1
    assert answers["estimate"] == pytest.approx(0) and answers["low"] < 0 < answers["high"]
    assert claim(mine, "style", octant=None)["n"] == 8 and len(answers["events"]) == 8


def test_the_group_and_each_session_held_have_their_own_claims(lived):
    found = results(lived)
    assert [session["ref"] for session in found["sessions"]] == ["s1", "s2"]
    for claims in (found["claims"], found["sessions"][0]["claims"]):
        assert claim(claims, "incident", affect="positive")["observed"] == 2
        assert claim(claims, "incident", affect="negative")["n"] == 8
    assert claim(found["sessions"][1]["claims"], "focus", focus="here-and-now")["n"] == 0


def test_people_in_the_groups_claims_go_by_their_refs(lived):
    make_event(session=lived.session, actor=lived.melati.person, recorded_by=lived.seat, toward=[lived.dahlia.person])
    found = results(lived)
    both = sorted(membership.person.ref for membership in (lived.melati, lived.dahlia))
    tied = claim(found["claims"], "tie", measure="persistence", members=both)
    assert (tied["observed"], tied["n"], len(tied["events"])) == (1, 1, 1)
    assert str(lived.melati.person_id) not in json.dumps(found["claims"])


def test_who_has_not_agreed_has_no_tie_and_is_named_nowhere_in_the_groups_claims(lived):
    make_event(session=lived.session, actor=lived.dahlia.person, recorded_by=lived.seat, toward=[lived.melati.person])
    consent(lived.melati, given=False)
    found = json.dumps(results(lived)["claims"])
    assert lived.melati.person.ref not in found and str(lived.melati.person_id) not in found


def test_members_come_in_the_order_of_their_refs(lived):
    refs = [entry["ref"] for entry in results(lived)["members"]]
    assert refs == sorted(refs) and len(refs) == 2


@pytest.mark.parametrize("who", ["alice", "olga", "sari"])
def test_whoever_reads_the_group_gets_the_same(lived, who):
    assert results(lived, by=getattr(lived, who)) == results(lived)


@pytest.mark.parametrize("who", ["charlie", "adi"])
def test_an_outsider_gets_nobody(lived, who):
    found = results(lived, by=getattr(lived, who))
    assert found["members"] == [] and found["sessions"] == []
    assert all(c["n"] == 0 for c in found["claims"])


def test_a_claim_comes_back_from_it_as_it_was(lived):
    exported = member(results(lived), lived.melati)["claims"]
    assert [Claim.from_json(plain).as_json() for plain in exported] == exported
