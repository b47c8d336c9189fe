"""Records that wait: which, what of them is missing, and the estimate by the rule that the page states."""

import re
from random import Random

import pytest
from django.urls import reverse
from django.utils.translation import override

from groupcounsel.lib.database_session import acting
from observations.events import timeline
from observations.events.models import Event
from observations.today.unfinished import MOST, SECONDS
from sessions_app.models import Session
from tests.events.made import everything, recorded
from tests.factories import make_event, make_member, make_session, respond
from tests.pages import text_of
from tests.today.made import URL, in_days, planned, shown


def test_a_record_that_waits_leads_to_itself_with_what_is_missing(cast, at):
    make_event(session=cast.session, actor=cast.melati.person)
    make_member(group=cast.group, alias="Rose")
    answer = at(cast.alice).get(URL)
    page = text_of(answer)
    assert "1 record to finish" in page and "Session 1 Kelompok Melati Wed 7 Jan 2026, 16:00" in page
    assert "11 facets not said · attendance of 1 member not noted · 2 ratings open · not signed about 2 minutes" in page
    assert f'<a href="{reverse("debriefing:session", args=[cast.session.id])}"' in answer.content.decode()


def test_the_estimate_follows_the_rule_that_is_stated(cast, at):
    for _ in range(4):
        make_event(session=cast.session, actor=cast.melati.person)
    seconds = 4 * 11 * SECONDS["facet"] + 2 * SECONDS["rating"]
    assert (seconds, SECONDS) == (362, {"facet": 8, "person": 4, "rating": 5})
    page = shown(at, cast.alice)
    assert page.count("about 7 minutes") == 2, "of the record and of all records"
    assert "An estimate: 8 seconds for each facet that is missing, 4 for each member" in page


def test_a_record_with_nothing_missing_is_a_minute_for_the_signature(cast, at):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(safety=3, honesty=4)
    page = shown(at, cast.alice)
    assert "· not signed" not in page and "not signed about 1 minute" in page


@pytest.mark.parametrize(("days", "waits"), [(-1, True), (0, False)])
def test_one_whose_time_is_over_may_not_have_been_held_so_no_minutes_are_claimed(cast, at, days, waits):
    forgotten = planned(cast.group, days, number=7)
    answer = at(cast.alice).get(URL)
    assert ("Nobody has said yet whether it was held." in text_of(answer)) is waits
    there = f'<li><div><a href="{reverse("sessions:session_detail", args=[forgotten.id])}"'
    assert (there in answer.content.decode()) is waits


def test_one_that_runs_is_no_record_to_finish_and_one_that_nobody_ended_is(cast, at):
    make_session(group=cast.group, number=5, state="live", starts=in_days(0))
    make_session(group=cast.group, number=6, state="live", starts=in_days(-1))
    page = shown(at, cast.alice)
    assert "2 records to finish" in page and page.count("Session 6 Kelompok") == 1 and "Session 5 Kelompok" not in page


def test_of_many_the_longest_waiting_are_named_and_the_others_counted(cast, at):
    for number in range(2, MOST + 4):
        make_session(group=cast.group, number=number)
    page = shown(at, cast.alice)
    assert f"Session {MOST} Kelompok" in page and f"Session {MOST + 1} Kelompok" not in page
    assert page.count("3 later records of this group wait too.") == 1


def test_when_all_is_signed_it_says_so(cast, at):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state="signed")
    page = shown(at, cast.alice)
    assert "Every record is signed." in page and "An estimate" not in page


def counted(cast) -> int:
    with acting(group_id=cast.group.id):
        return dict(Event.objects.filter(session=cast.session).unsaid_by_session()).get(cast.session.pk, 0)


FACETS = {
    "affect": ["negative", "positive"],
    "strength": [None, 3, 4],
    "feared_outcome": [None, "ridicule"],
    "feared_expected": [None, 0, 8],
    "feared_happened": [None, 0, 8, 9],
    "novel": [None, False],
    "reality_testing": [None, "unknown", "observed"],
    "afterwards": [None, "freer"],
    "hidden_self": [None, "shown"],
    "reflection": [None, "described"],
    "follow_up": ["", "Ask again."],
}
NOT_SAID, NOT_KNOWN = {}, {"support": ("unknown", None)}


def missing_words(cast) -> int:
    """What the record's own page calls missing, all of it."""
    with acting(group_id=cast.group.id), override("en"):
        rows = list(Event.objects.filter(session=cast.session).for_timeline())
        return sum(_facets(word) for row in rows for word in timeline.missing(row))


def _facets(word: str) -> int:
    known = re.fullmatch(r"components (\d) of 5", word)
    return 5 - int(known[1]) if known else 1


@pytest.mark.parametrize("seed", range(12))
def test_what_is_counted_is_what_the_record_calls_missing(cast, monkeypatch, seed):
    monkeypatch.setattr(timeline, "SHOWN", 99)
    known = {"risk": ("observed", cast.session)}
    drawn, whole = Random(seed), {"kind": "incident", "session": cast.session, "actor": cast.melati.person}
    for _ in range(12):
        said = {name: drawn.choice(codes) for name, codes in FACETS.items()}
        make_event(
            **whole,
            **said,
            components=drawn.choice([NOT_SAID, NOT_KNOWN, known]),
        )
    assert counted(cast) == missing_words(cast) > 0


def test_each_component_that_is_not_known_is_a_facet_that_is_missing(cast, monkeypatch):
    monkeypatch.setattr(timeline, "SHOWN", 99)
    seen = {"risk": ("observed", cast.session), "support": ("not-observed", cast.session)}
    event = make_event(session=cast.session, actor=cast.melati.person, components=seen)
    assert counted(cast) == 9
    respond(event=event, by=cast.dahlia.person, anticipated=True)
    assert counted(cast) == missing_words(cast) == 9, "what was only anticipated does not say what came"
    respond(event=event, by=cast.dahlia.person)
    assert counted(cast) == missing_words(cast) == 8


def test_nothing_is_missing_of_an_interaction_and_of_a_whole_incident_the_last_component(cast):
    make_event(session=cast.session, actor=cast.melati.person, kind="interaction")
    assert counted(cast) == 0
    recorded(cast, everything(cast))
    assert counted(cast) == 1
