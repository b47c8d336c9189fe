"""What everybody felt in one place; the counselors' own is for those who lead and their supervisor."""

import re

import pytest
from django.db import connection

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import Touch
from tests.debriefing.made import add, now, page, take
from tests.factories import feel, make_event
from tests.pages import text_of


@pytest.fixture
def felt(cast):
    """Dahlia is sad, Alice protective and sad."""
    cast.event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    feel(event=cast.event, by=cast.dahlia.person, feeling="sad", strength=2)
    feel(event=cast.event, by=cast.seat, feeling="protective", strength=5)
    feel(event=cast.event, by=cast.seat, feeling="sad")
    return cast


def evoked(cast, at, who) -> dict[str, list[str]]:
    """Title → what is said under it, person by person."""
    html = at(getattr(cast, who)).get(page(cast.session, cast.event)).content.decode()
    part = html[html.index('id="felt"') :].split("</section>")[0]
    found = re.findall(r'<h4>(.*?)</h4><ul class="list">(.*?)</ul>', part, re.DOTALL)
    return {title: re.findall(r"<li><div>(.*?)</div>", rows) for title, rows in found}


@pytest.mark.parametrize("who", ["alice", "bob", "sari"])
def test_person_by_person_the_counselors_apart(felt, at, who):
    assert evoked(felt, at, who) == {
        "Members": ["Dahlia: sad, 2 of 5"],
        "Counselors": ["Alice: protective, 5 of 5", "Alice: sad"],
    }


def test_an_observer_finds_what_members_felt_only(felt, at):
    assert evoked(felt, at, "olga") == {"Members": ["Dahlia: sad, 2 of 5"]}
    assert "protective" not in text_of(at(felt.olga).get(page(felt.session, felt.event)))


@pytest.mark.parametrize(
    ("who", "seen"), [("alice", 3), ("bob", 3), ("sari", 3), ("olga", 1), ("charlie", 0), ("rina", 0), ("adi", 0)]
)
def test_so_does_the_database(felt, who, seen):
    with acting(user_id=getattr(felt, who).id), connection.cursor() as cursor:
        cursor.execute("SELECT feeling FROM events_felt WHERE event_id = %s", [felt.event.id])
        assert len(cursor.fetchall()) == seen


def test_a_feeling_is_added_and_taken_out(felt, at):
    sent = {"by": felt.seat.ref, "feeling": "drained", "strength": "3"}
    assert add(at(felt.alice), felt.event, "felt", **sent).status_code == 302
    assert now(felt, felt.event)["felt"][-1] == {"by": felt.seat.ref, "feeling": "drained", "strength": 3}
    take(at(felt.alice), felt.event, "felt", **sent)
    assert len(now(felt, felt.event)["felt"]) == 3


def test_what_was_touched_of_it_stays_from_observers_too(felt, at):
    add(at(felt.alice), felt.event, "felt", by=felt.seat.ref, feeling="drained")
    with acting(user_id=felt.olga.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM debriefing_touch")
        assert cursor.fetchone() == (0,)
    with acting(user_id=felt.sari.id):
        assert Touch.objects.count() == 1
