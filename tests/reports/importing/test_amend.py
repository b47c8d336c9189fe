"""A document that says something else about an event on record: refused, or an amendment with its history."""

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.factories import make_user
from tests.reports.importing.made import GONE, changed, quick, small

DIFFERS = "this event is on record with other content ({}); it is only changed by an amendment"
KEPT = """SELECT a.reason, a.by_id, a.before, a.after FROM events_amendment a JOIN members_group g ON g.id = a.group_id
          WHERE g.ref = %s ORDER BY a.at"""


@pytest.fixture
def known(site):
    document = small()
    site.take(document)
    return document


def kept(site, document):
    return site.rows(KEPT, document["group"]["ref"])


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("at", 1.25), ("session", "s1"), ("recorded_by", "m3"), ("kind", "interaction"), ("actor", "m2"),
        ("toward", "group"), ("toward", ["m2"]), ("toward", GONE), ("affect", "positive"), ("strength", None),
        ("focus", "past"), ("origin", "spontaneous"), ("trigger", "praise"), ("behaviour", "gives-in"),
        ("octant", "FG"), ("adaptive", True), ("need", "esteem"), ("text", "Other."), ("novel", None),
        ("feared.outcome", "other"), ("feared.happened", 1), ("reality_testing.finding", None),
        ("reality_testing", None), ("afterwards", "as-before"), ("hidden_self", "kept-closed"),
        ("components.risk.session", "s3"), ("components.risk", None), ("components.facilitation", GONE),
        ("components.recognition.of", ["behaviour"]), ("responses[0].strength", 4), ("responses[1].kind", "bored"),
        ("responses", []), ("felt[0].feeling", "sad"), ("felt", None), ("reflection", "none"),
        ("process_looked_at", False), ("distortion.view", "All of them."), ("distortion.validation", []),
        ("distortion.revised_view", ""), ("distortion.held", 7), ("distortion.held_after", None),
        ("distortion.validation[0].rating", GONE), ("transference.figure", "mother"), ("transference", None),
        ("insight.domain", "self"), ("insight.helped_by", ["m3"]), ("outside.relationship", "work"),
        ("outside.recognised_by", GONE), ("follow_up.text", "Later."), ("follow_up.done_in", None),
    ],
    ids=str,
)  # fmt: skip
def test_a_change_in_any_facet_is_refused_and_as_an_amendment_made(site, known, place, value):
    other, facet = changed(known, f"events[0].{place}", value), place.partition(".")[0].partition("[")[0]
    if place == "actor":
        other["events"][0] |= {"toward": ["c1"]}
    if place == "session":
        other["sessions"][0]["attendance"]["c1"] = "present"
    before = site.picture()
    [(path, shown, said)] = site.faults(other)
    assert (path, shown) == ("$.events[0]", f'"{known["events"][0]["id"]}"') and facet in said
    assert site.picture() == before
    assert site.take(other, amend=True).amended == 1
    assert not site.take(other).anything
    assert facet in {name for _, _, before, _ in kept(site, known) for name in before}


def test_what_differs_is_named_and_every_event_that_differs(site, known):
    known["events"][0] |= {"strength": 5, "focus": "past", "text": "Other."}
    known["events"][1] |= {"at": 61.5}
    assert [(path, said) for path, _, said in site.faults(known)] == [
        ("$.events[0]", DIFFERS.format("focus, strength, text")),
        ("$.events[1]", DIFFERS.format("at")),
    ]


def test_what_stood_there_is_kept_beside_what_stands_there_now(site, known):
    event = known["events"][0]
    old = {"strength": event["strength"], "responses": event["responses"], "adaptive": False}
    new = {"strength": 5, "responses": [{"by": "m2", "kind": "attacks"}], "adaptive": None}
    event |= new
    site.take(known, amend=True)
    assert kept(site, known) == [("import", None, old, new)]


def test_what_counselors_felt_is_kept_apart_as_it_is_by_hand(site, known):
    """Observers read the history of the rest."""
    known["events"][0] |= {"focus": "past", "felt": [{"by": "c1", "feeling": "bored"}]}
    site.take(known, amend=True)
    assert sorted(sorted(before) for _, _, before, _ in kept(site, known)) == [["felt"], ["focus"]]


def test_each_amendment_is_kept_the_earlier_ones_too(site, known):
    for strength in (5, 1):
        known["events"][0]["strength"] = strength
        site.take(known, amend=True)
    assert [(before["strength"], after["strength"]) for _, _, before, after in kept(site, known)] == [(4, 5), (5, 1)]


def test_new_and_amended_events_come_in_one_document(site, known):
    known["events"][0]["strength"] = 5
    known["events"].append(quick(at=5))
    outcome = site.take(known, amend=True)
    assert (outcome.events, outcome.amended, outcome.unchanged) == (1, 1, 1)
    assert str(outcome) == "Imported: 1 event, 1 amendment, 1 event unchanged."


def test_an_amendment_may_move_an_event_to_a_session_that_is_held_by_that(site, known):
    known["events"][1] |= {"session": "s4"}
    site.take(known, amend=True)
    assert site.given(known)["events"][1]["session"] == "s4"
    assert site.states(known)["s4"] == "debriefing"


def test_who_has_no_part_any_more_may_have_been_absent(site, known):
    """One document says both: the amendment takes the part away, then the attendance fits."""
    known["events"][0]["responses"] = [{"by": "c1", "kind": "confronts"}]
    known["sessions"][1]["attendance"]["m2"] = "absent-with-word"
    site.take(known, amend=True)
    assert site.given(known)["sessions"][1]["attendance"]["m2"] == "absent-with-word"
    assert not site.take(known).anything


def test_who_was_there_after_all_may_have_a_part(site, known):
    known["sessions"][2]["attendance"] = {"m1": "absent", "m2": "present"}
    site.take(known)
    known["sessions"][2]["attendance"]["m1"] = "left-early"
    known["events"].append(quick(session="s3", actor="m1"))
    assert site.take(known).events == 1


def test_an_amended_event_that_is_faulty_is_told_as_a_new_one_would_be(site, known):
    known["events"][0]["strength"] = 9
    before = site.picture()
    assert [path for path, *_ in site.faults(known, amend=True)] == ["$.events[0].strength"]
    assert site.picture() == before


def test_an_amendment_by_a_person_of_the_site_says_who(site, known):
    adi = make_user(name="Adi", is_admin=True)
    known["events"][0]["strength"] = 5
    site.take(known, amend=True, by=adi)
    assert [by for _, by, *_ in kept(site, known)] == [adi.pk]


def test_the_page_of_the_event_shows_the_history(site, at):
    """As the counselor sees it who leads the group since the import."""
    alice = make_user(name="Alice")
    document = small()
    site.take(document, seats={"c1": alice.email})
    document["events"][0] |= {"text": "Ia menatap lantai.", "strength": 5}
    site.take(document, amend=True)
    page = at(alice).get(reverse("events:event_detail", args=[document["events"][0]["id"]])).content.decode()
    history = page[page.index('id="history"') :]
    assert "Ia menunduk" in history and "Ia menatap lantai." in history
    User.objects.filter(pk=alice.pk).update(is_active=False)


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        ("criterion", "Whom?", "criterion"), ("kind", "rating", "kind"), ("limit", None, "limit"),
        ("scale", [1, 2], "scale"), ("session", "s2", "session"), ("ballots", [], "ballots"),
        ("ballots[0].choices.m2", -1, "ballots"), ("ballots[0].expected", [], "ballots"),
        ("ballots[0].reason.m2", "She waits.", "ballots"), ("ballots[0].by", "m3", "ballots"),
    ],
)  # fmt: skip
def test_a_poll_on_record_is_only_changed_by_an_amendment(site, known, place, value, named):
    other = changed(known, f"polls[0].{place}", value)
    told = f"this poll is on record with other content ({named}); it is only changed by an amendment"
    before = site.picture()
    assert site.faults(other) == [("$.polls[0]", '"p1"', told)]
    assert site.picture() == before
    assert site.take(other, amend=True).amended == 1
    assert not site.take(other).anything
