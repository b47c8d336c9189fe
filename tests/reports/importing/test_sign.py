"""Signed sessions: the signature's digest is that of the record, and what is signed here is locked here."""

import pytest

from groupcounsel.lib.database_session import acting
from observations.events.document import record_digest
from sessions_app.models import Session
from tests.reports.importing.made import changed, quick, session, small, whole

SIGNED = """SELECT s.ref, p.ref, x.digest FROM sessions_app_signature x
            JOIN sessions_app_session s ON s.id = x.session_id
            JOIN members_person p ON p.id = x.person_id JOIN members_group g ON g.id = s.group_id
            WHERE g.ref = %s ORDER BY s.number"""
IS_SIGNED = "this session is signed here"


@pytest.fixture
def signed(site):
    """Sessions 1 and 2 are."""
    document = small(
        sessions=[session(1, signed_by="c1"), session(2, signed_by="c1", safety=4), session(3), session(4)]
    )
    site.take(document)
    return document


def signatures(site, document):
    return {session: (by, digest) for session, by, digest in site.rows(SIGNED, document["group"]["ref"])}


def digests(site, document):
    """As the site works them out from what is on record."""
    group = site.id_of(document["group"]["ref"])
    with acting(group_id=group):
        return {one.ref: record_digest(one) for one in Session.objects.filter(group=group).select_related("group")}


def test_a_session_that_is_signed_in_the_document_is_signed_and_locked_here(site, signed):
    assert {ref: by for ref, (by, _) in signatures(site, signed).items()} == {"s1": "c1", "s2": "c1"}
    assert site.states(signed) == {"s1": "signed", "s2": "signed", "s3": "debriefing", "s4": "debriefing"}
    assert [one["signed_by"] for one in site.given(signed)["sessions"]] == ["c1", "c1", None, None]


def test_the_digest_is_that_of_the_record_as_it_stands_here(site, signed):
    here = digests(site, signed)
    assert {ref: digest for ref, (_, digest) in signatures(site, signed).items()} == {
        ref: here[ref] for ref in ("s1", "s2")
    }


@pytest.mark.parametrize(
    "event",
    [
        quick(at=3), quick(at=0), quick(at=1e5, text='“\\"\n\t\u2028'), quick(at=0.1 + 0.2, text="😀"),
        quick(toward=[]), quick(toward=["m1", "c1"]), quick(affect=None, text=""), quick(feared={}),
        quick(components={"risk": None, "recognition": {"state": "unknown", "of": []}}),
        quick(strength=3.0, adaptive=False, responses=[{"by": "m1", "kind": "silent", "strength": None}]),
        whole(session="s1"), whole(session="s1", id="ABCDEF00-7c1e-7c39-9f0a-2b1de0c8a111"),
    ],
    ids=range(12),
)  # fmt: skip
def test_the_digest_is_right_however_an_event_is_written(site, event):
    """It is worked out from the document; the site would work it out from the database."""
    sessions = [session(1, signed_by="c1", attendance={}), session(2), session(3)]
    document = small(sessions=sessions, events=[quick(), event, quick(at=10**6)], polls=[])
    site.take(document)
    assert signatures(site, document)["s1"] == ("c1", digests(site, document)["s1"])


def test_a_session_without_events_can_be_signed_too(site):
    document = small(events=[], sessions=[session(1, signed_by="c1", attendance={})])
    document["polls"] = []
    site.take(document)
    assert signatures(site, document) == {"s1": ("c1", digests(site, document)["s1"])}
    assert site.states(document) == {"s1": "signed"}


def test_a_session_on_record_is_signed_when_a_later_document_says_so(site, signed):
    """With the events that are here already and those that come with the signature."""
    signed["sessions"][2] |= {"signed_by": "c1", "honesty": 5}
    signed["events"].append(whole(session="s3", components={}))
    site.take(signed)
    signed["sessions"][3]["signed_by"] = "c1"
    signed["events"].append(quick(session="s4"))
    site.take(signed)
    here = digests(site, signed)
    assert {ref: digest for ref, (_, digest) in signatures(site, signed).items()} == here


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("minutes", 60, f"{IS_SIGNED}: expected 90"),
        ("structure", "themed", f'{IS_SIGNED}: expected "free"'),
        ("safety", 5, f"{IS_SIGNED}: expected 4"),
        ("safety", None, f"{IS_SIGNED}: expected 4"),
        ("attendance.m1", "late", IS_SIGNED),
        ("attendance.m3", "present", IS_SIGNED),
    ],
)
@pytest.mark.parametrize("amend", [False, True])
def test_what_is_signed_does_not_change(site, signed, place, value, said, amend):
    other = changed(signed, f"sessions[1].{place}", value)
    before = site.picture()
    [(path, _, told)] = site.faults(other, amend=amend)
    assert (path, told) == (f"$.sessions[1].{place}", said)
    assert site.picture() == before


def test_when_it_was_is_told_in_the_groups_own_time(site, signed):
    other = changed(signed, "sessions[0].starts", "2026-01-07T16:30:00+07:00")
    [(path, value, told)] = site.faults(other)
    assert (path, value) == ("$.sessions[0].starts", '"2026-01-07T16:30:00+07:00"')
    assert told == f"{IS_SIGNED}: expected 2026-01-07T16:00:00+07:00"


def test_somebody_else_did_not_sign_it(site, signed):
    signed["people"].append({"ref": "c2", "kind": "counselor", "alias": "Pak Bayu"})
    signed["sessions"][0]["signed_by"] = "c2"
    assert site.faults(signed) == [("$.sessions[0].signed_by", '"c2"', f"{IS_SIGNED} by somebody else")]


def test_a_document_that_is_silent_about_the_signature_changes_nothing(site, signed):
    before = site.content()
    for one in signed["sessions"]:
        one["signed_by"] = None
    assert not site.take(signed).anything
    assert site.content() == before


@pytest.mark.parametrize("amend", [False, True])
def test_a_signed_record_takes_no_new_event(site, signed, amend):
    signed["events"].append(quick())
    told = "this session is signed here: its record takes no new event"
    assert site.faults(signed, amend=amend) == [("$.events[2].session", '"s1"', told)]


def test_an_amendment_after_the_signature_keeps_the_signature(site, signed):
    before = signatures(site, signed)
    signed["events"][0]["strength"] = 1
    site.take(signed, amend=True)
    assert signatures(site, signed) == before
    assert site.states(signed)["s2"] == "signed"
    assert site.given(signed)["events"][1]["strength"] == 1


@pytest.mark.parametrize(
    ("came", "goes", "said"),
    [
        ("s3", "s1", "this session is signed here: its record takes no new event"),
        ("s1", "s3", "the session it stands in is signed here: expected s1"),
        ("s1", "s2", "this session is signed here: its record takes no new event"),
    ],
)
def test_no_amendment_moves_an_event_into_a_signed_record_or_out_of_one(site, came, goes, said):
    document = small(polls=[], events=[quick(session=came)])
    site.take(document)
    for one in document["sessions"][:2]:
        one["signed_by"] = "c1"
    site.take(document)
    document["events"][0]["session"] = goes
    assert site.faults(document, amend=True) == [("$.events[0].session", f'"{goes}"', said)]
