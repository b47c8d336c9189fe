"""A group that the site knows already: the same document changes nothing, another one changes what it says."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Group
from sessions_app.actions import plan_sessions
from tests.factories import make_user
from tests.reports.importing.fault_tables import NOBODY_ACTS
from tests.reports.importing.made import changed, quick, session, small, whole

ALIAS = "another person of this group has this alias here: m3"
TAKEN = "another group's record has an event with this id"


@pytest.fixture
def known(site):
    document = small()
    site.take(document)
    return document


@pytest.mark.parametrize("amend", [False, True])
def test_importing_a_document_twice_changes_nothing(site, known, amend):
    before = site.content()
    outcome = site.take(known, amend=amend)
    assert not outcome.anything and outcome.unchanged == 2
    assert site.content() == before
    assert str(outcome) == "Nothing to change: everything is on record already."


def test_a_change_asks_for_new_summaries_of_everybody_and_of_the_group_and_none_asks_for_none(site, known):
    marks = """SELECT sum(record) FROM members_watermark w JOIN members_group g ON g.id = w."group" WHERE g.ref = %s"""
    [(before,)] = site.rows(marks, known["group"]["ref"])
    site.take(known)
    assert site.rows(marks, known["group"]["ref"]) == [(before,)]
    site.take(known | {"events": [*known["events"], quick()]})
    assert site.rows(marks, known["group"]["ref"]) == [(before + 4,)]


def test_what_was_exported_changes_nothing_either(site, known):
    before = site.content()
    assert not site.take(site.exported(known["group"]["ref"])).anything
    assert site.content() == before


def test_an_order_that_means_nothing_is_no_change(site, known):
    event = known["events"][0]
    event["toward"].reverse()
    event["components"]["recognition"]["of"].reverse()
    event["components"] = dict(reversed(event["components"].items()))
    for section in ("people", "sessions", "events"):
        known[section].reverse()
    assert not site.take(known).anything


def test_what_says_nothing_is_no_change(site, known):
    known["events"][1] |= {"affect": None, "text": "", "responses": [], "feared": {"outcome": None}, "components": {}}
    known["events"][1]["id"] = known["events"][1]["id"].upper()
    known["people"][0] |= {"left": None, "outcome": None}
    known["people"][1] |= {"problems": None, "goals": None, "consent": None}
    known["sessions"][0] |= {"theme": None, "safety": None, "signed_by": None}
    assert not site.take(known).anything


def test_a_document_without_a_section_takes_nothing_away(site, known):
    before = site.content()
    assert not site.take({key: known[key] for key in ("format", "codebook", "group")}).anything
    assert site.content() == before


def test_facts_of_the_group_change_with_the_document(site, known):
    known["group"] |= {"name": "Kelompok Bakung", "kind": "closed", "capacity": 8, "timezone": "Asia/Makassar"}
    known["group"]["ended"] = "2026-06-30"
    assert site.take(known).others == 1
    assert site.given(known)["group"] == known["group"]
    known["group"]["ended"] = None
    site.take(known)
    assert "ended" not in site.given(known)["group"]


def test_new_events_and_sessions_are_added_beside_those_that_are_known(site, known):
    known["sessions"].append(known["sessions"][0] | {"ref": "s5", "number": 5, "starts": "2026-02-04T16:00:00+07:00"})
    known["events"] += [quick(session="s5"), whole()]
    outcome = site.take(known)
    assert (outcome.events, outcome.sessions, outcome.unchanged, outcome.amended) == (2, 1, 2, 0)
    assert len(site.given(known)["events"]) == 4


def test_a_planned_session_that_gets_an_event_has_been_held(site, known):
    assert site.states(known)["s4"] == "planned"
    site.take(known | {"events": [*known["events"], quick(session="s4")]})
    assert site.states(known)["s4"] == "debriefing"


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("people[0].alias", "Anggrek", ("$.people[3].alias", '"Anggrek"', "another one has this already")),
        ("people[2].kind", "member", ("$.people[2].joined", "", "is missing")),
        ("sessions[0].number", 9, ("$.sessions[0].number", "9", "expected 1, as it is here")),
        ("sessions[3].ref", "s9", ("$.sessions[3].number", "4", "another session of this group has this number here")),
        ("people[3].ref", "m9", ("$.people[3].alias", '"Anggrek"', ALIAS)),
        ("sessions[1].attendance.m1", "absent", ("$.events[0].actor", '"m1"', NOBODY_ACTS)),
    ],
)  # fmt: skip
def test_what_does_not_agree_with_what_is_here_is_told(site, known, place, value, said):
    before = site.picture()
    assert said in site.faults(changed(known, place, value))
    assert site.picture() == before


def test_a_file_from_before_sessions_to_come_were_numbered_anew_is_refused_with_the_numbers_of_here(site):
    document = small()
    document["sessions"] += [session(n, starts=f"2099-01-{n:02}T16:00:00+07:00", attendance={}) for n in (5, 6)]
    site.take(document)
    before = site.given(document)
    group = site.id_of(document["group"]["ref"])
    plan = {"starts": [datetime(2099, 1, 1, 9, tzinfo=UTC)], "minutes": 90, "structure": "free"}
    with acting(group_id=group):
        plan_sessions(group=Group.objects.get(pk=group), by=make_user(name="Alice"), **plan)
    assert site.faults(before) == [
        ("$.sessions[4].number", "5", "expected 6, as it is here"),
        ("$.sessions[5].number", "6", "expected 7, as it is here"),
    ]
    assert not site.take(site.given(document)).anything


def test_a_member_does_not_become_a_counselor(site, known):
    known["people"][3] = {"ref": "m3", "kind": "counselor", "alias": "Anggrek"}
    assert site.faults(known) == [("$.people[3].kind", '"counselor"', "expected member, as it is here")]


def test_who_has_a_part_in_the_record_here_was_not_absent(site, known):
    """Also where the document that says so has not the event."""
    known["events"] = []
    known["sessions"][1]["attendance"] = {"m1": "absent-with-word", "c1": "absent", "m2": "late"}
    told = "has a part in the record of this session here, so was not absent"
    assert site.faults(known) == [
        ("$.sessions[1].attendance.m1", '"absent-with-word"', told),
        ("$.sessions[1].attendance.c1", '"absent"', told),
    ]


def test_attendance_changes_and_is_added_for_who_has_no_part(site, known):
    known["sessions"][2]["attendance"] = {"m2": "absent-without-word", "m3": "left-early"}
    site.take(known)
    attendance = site.given(known)["sessions"][2]["attendance"]
    assert attendance == {"m1": "present", "m2": "absent-without-word", "m3": "left-early"}


def test_facts_of_a_session_change_until_it_is_signed(site, known):
    facts = {"minutes": 60, "structure": "themed", "theme": "Marah", "safety": 4, "honesty": 2}
    facts["starts"] = "2026-01-08T09:30:00+07:00"
    known["sessions"][0] |= facts
    site.take(known)
    session = site.given(known)["sessions"][0]
    assert facts.items() <= session.items()


def test_the_groups_own_behaviours_change_with_the_document(site, known):
    known["behaviours"][0] |= {"label": {"en": "turns away", "id": "berpaling"}, "octant": None}
    known["behaviours"].append({"code": "laughs", "label": {"en": "laughs", "id": "tertawa"}})
    site.take(known)
    known["behaviours"][1]["octant"] = None
    used = {one["code"] for one in site.given(known)["behaviours"]}
    assert used == {"looks-away", "laughs"}
    assert site.given(known)["behaviours"] == sorted(known["behaviours"], key=lambda one: one["code"])


def test_a_behaviour_of_the_practice_needs_no_line_of_its_own(site):
    document = small(behaviours=[], events=[whole(behaviour="gives-in")])
    site.take(document)
    listed = site.given(document)["behaviours"]
    assert [one["code"] for one in listed] == ["gives-in"]
    rows = "SELECT count(*) FROM codebook_behaviour b JOIN members_group g ON g.id = b.group_id WHERE g.ref = %s"
    assert site.rows(rows, document["group"]["ref"]) == [(0,)]
    assert not site.take(site.exported(document["group"]["ref"])).anything
    assert site.rows(rows, document["group"]["ref"]) == [(0,)]


def test_ids_are_unique_in_a_file_however_they_are_written(site):
    document = small()
    document["events"].append(deepcopy(document["events"][0]) | {"at": 1})
    document["events"].append(document["events"][1] | {"id": document["events"][1]["id"].upper()})
    ids = [event["id"] for event in document["events"][:2]]
    assert site.faults(document) == [
        ("$.events[2].id", f'"{ids[0]}"', "another event has this id"),
        ("$.events[3].id", f'"{ids[1]}"', "another event has this id"),
    ]


def test_an_event_of_another_group_is_not_taken_over(site, known):
    """Nor is it told what it says, or whose it is."""
    other = small()
    other["events"] += [whole(id=known["events"][0]["id"].upper(), text="Mine."), quick(id=known["events"][1]["id"])]
    before = site.picture()
    for amend in (False, True):
        assert site.faults(other, amend=amend) == [
            (f"$.events[{place}].id", f'"{known["events"][place - 2]["id"]}"', TAKEN) for place in (2, 3)
        ]
    assert site.picture() == before


def test_two_groups_may_use_the_same_refs(site, known):
    before = site.exported(known["group"]["ref"])
    other = small()
    other["people"][0]["alias"] = "Somebody else"
    site.take(other)
    assert site.exported(known["group"]["ref"]) == before


def test_a_thousand_events_are_matched_as_well_as_two(site):
    """More than are looked at in one go."""
    document = small(events=[quick(id=str(uuid7()), at=at) for at in range(1200)])
    assert site.take(document).events == 1200
    document["events"].append(quick())
    assert (site.take(document).events, site.take(document).unchanged) == (1, 1201)
