"""What the console's opening reads does not grow with what other groups, and long ago this one, have on record."""

import json
import os

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.services.testing import start
from observations.codebook.models import Behaviour
from observations.events.models import Event
from observations.live import shown
from tests.connections import for_good
from tests.databases import named
from tests.factories import make_event, make_member, make_session

OTHERS = 3000
LOOKED_AT = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")


def a_behaviour(cast, code):
    with acting(group_id=cast.group.id):
        return Behaviour.objects.create(code=code, label_en=code, label_id=code, group=cast.group)


@pytest.fixture
def behaviours(live):
    return [a_behaviour(live, code) for code in ("waits", "advises")]


def opened(device):
    return device.browser.get(reverse("live:console_state", args=[device.session.id])).json()


def nodes(plan):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def looked_at(query, user):
    """How many rows of events PostgreSQL read for it."""
    with acting(user_id=user.id), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}")
        told = cursor.fetchone()[0]
    plan = (told if isinstance(told, list) else json.loads(told))[0]["Plan"]
    reading = [node for node in nodes(plan) if node.get("Relation Name") == "events_event"]
    assert reading, query
    return sum(node["Actual Loops"] * node.get(rows, 0) for node in reading for rows in LOOKED_AT)


@pytest.fixture(scope="module")
def beside_many(django_db_setup, django_db_blocker, worker_id):
    """The cast in a database of its own, which PostgreSQL has looked through, because how it plans depends on that.
    Another group has so many events that whoever reads the table instead of an index is found out."""
    with for_good(django_db_blocker, f"opening_costs_{worker_id}_{os.getpid()}") as (cast, _connect):
        actor = make_member(group=cast.other_group, alias="Mawar").person
        event = make_event(session=make_session(group=cast.other_group), actor=actor)
        with acting(group_id=cast.other_group.id):
            facts = {"group_id": event.group_id, "session_id": event.session_id, "codebook_id": event.codebook_id}
            facts |= {"actor": actor, "recorded_by": actor, "kind": "incident", "affect": "negative"}
            Event.objects.bulk_create(Event(**facts, at=at) for at in range(OTHERS))
        with psycopg.connect(named(start().superuser, connection.settings_dict["NAME"]), autocommit=True) as looking:
            looking.execute("ANALYZE")
        yield cast


def test_no_event_of_another_group_is_looked_at(beside_many):
    waits = a_behaviour(beside_many, "waits")
    make_event(session=beside_many.session, actor=beside_many.melati.person, behaviour=waits)
    browser = Client()
    browser.force_login(beside_many.alice)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(reverse("live:console_state", args=[beside_many.session.id])).status_code == 200
    asked = [query["sql"] for query in captured if "events_event" in query["sql"]]
    assert any("behaviour_id" in query for query in asked)
    for query in asked:
        assert looked_at(query, beside_many.alice) < OTHERS / 100, query


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
