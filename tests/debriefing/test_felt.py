"""What everybody felt in one grid; the counselors' own is for those who lead and their supervisor."""

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


def bare(cell) -> str:
    return re.sub("<form.*?</form>|<[^>]+>", "", cell, flags=re.DOTALL).strip()


def tables(html) -> dict[str, list[list[str]]]:
    """Caption → rows, each with its cells in words."""
    found = {}
    for table in re.findall(r'<table class="table keep felt">.*?</table>', html, re.DOTALL):
        caption = re.search("<caption>(.*?)</caption>", table)[1]
        rows = re.findall("<tr>(.*?)</tr>", table, re.DOTALL)
        cells = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
        found[caption] = [[bare(cell) for cell in row] for row in cells]
    return found


def grid(cast, at, who):
    return tables(at(getattr(cast, who)).get(page(cast.session, cast.event)).content.decode())


@pytest.mark.parametrize("who", ["alice", "bob", "sari"])
def test_people_by_feelings_the_counselors_apart(felt, at, who):
    assert grid(felt, at, who) == {
        "Members": [["Who", "protective", "sad"], ["Dahlia", "", "2"]],
        "Counselors": [["Who", "protective", "sad"], ["Alice", "5", "•felt"]],
    }


def test_an_observer_finds_what_members_felt_only(felt, at):
    assert grid(felt, at, "olga") == {"Members": [["Who", "sad"], ["Dahlia", "2"]]}
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
