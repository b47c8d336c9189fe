"""What the console's opening reads does not grow with what other groups, and long ago this one, have on record."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour
from observations.live import shown
from tests.factories import make_event, make_session

WITHIN_THE_GROUP = re.compile(r"\b(session_id|actor_id|id) =")  # a session and an actor are of one group


@pytest.fixture
def behaviours(live):
    of = {"group": live.group}
    with acting(group_id=live.group.id):
        return [
            Behaviour.objects.create(code=code, label_en=code, label_id=code, **of) for code in ("waits", "advises")
        ]


def opened(device):
    return device.browser.get(reverse("live:console_state", args=[device.session.id])).json()


def nodes(plan):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def plan_of(query, user):
    with acting(user_id=user.id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
        told = cursor.fetchone()[0]
    return list(nodes((told if isinstance(told, list) else json.loads(told))[0]["Plan"]))


def test_no_event_of_another_group_is_looked_at(live, device, behaviours):
    make_event(session=live.session, actor=live.melati.person, behaviour=behaviours[0])
    with CaptureQueriesContext(connection) as captured:
        opened(device)
    asked = [query["sql"] for query in captured if "events_event" in query["sql"]]
    assert any("behaviour_id" in query for query in asked)
    for query in asked:
        read = [node for node in plan_of(query, live.alice) if node.get("Relation Name") == "events_event"]
        assert read and all(WITHIN_THE_GROUP.search(node.get("Index Cond", "")) for node in read), query


def test_what_somebody_does_most_is_told_of_the_newest_sessions(live, device, behaviours, monkeypatch):
    monkeypatch.setattr(shown, "SESSIONS", 2)
    rare, often = behaviours
    for number, behaviour in ((5, rare), (6, often), (7, often)):
        session = make_session(group=live.group, number=number, there=[live.melati.person])
        for _ in range(3 if behaviour == rare else 1):
            make_event(session=session, actor=live.melati.person, behaviour=behaviour)
    assert opened(device)["frequent"] == {live.melati.person.ref: [often.code]}


def test_of_what_a_person_may_take_back_the_newest_is_told(live, device, monkeypatch):
    monkeypatch.setattr(shown, "TAKEN_BACK", 2)
    for move in ("pause", "resume", "end"):
        device.tell(move, {})
    assert [one["kind"] for one in opened(device)["done"]] == ["resume", "end"]
