"""Two people decide about the same pair in the same moment, on two connections: it is decided once."""

import os
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Person
from observations.events.access import room_to_write
from observations.events.actions import sign_session
from observations.events.models import Event
from observations.live import access, twins
from observations.live.models import TwoEvents, View
from tests.connections import for_good, in_a_thread, waiting
from tests.factories import make_event, make_session
from tests.pages import text_of, trail
from tests.stack import wait_until


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"pairs_at_once_{worker_id}_{os.getpid()}") as (cast, connect):
        yield cast, connect()


@pytest.fixture
def pair(place):
    """A session of its own, in which Alice and Bob recorded the same: Alice's entry and Bob's."""
    cast, looks = place
    session = make_session(group=cast.group, number=next(NUMBERS), state="live", there=[cast.melati.person])
    with acting(group_id=cast.group.id):
        bob = Person.objects.get(group=cast.group, user=cast.bob)
    one = make_event(session=session, actor=cast.melati.person, at=100, recorded_by=cast.seat, trigger=None)
    other = make_event(session=session, actor=cast.melati.person, at=110, recorded_by=bob, trigger="criticism")
    return SimpleNamespace(cast=cast, looks=looks, session=session, one=one, other=other)


NUMBERS = iter(range(10, 100))


def asked(user, name, *ids):
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser, lambda: browser.post(reverse(f"live:pair_{name}", args=ids), headers={"accept": "text/html"})


def meanwhile(pair, decides, name, *ids, status=302):
    """Alice has decided and her answer is not out yet; Bob asks; then it is. What Bob is answered, and shown."""
    browser, ask = asked(pair.cast.bob, name, *ids)
    with acting(user_id=pair.cast.alice.id):
        decides()
        asking, answers = in_a_thread(ask)
        wait_until(lambda: waiting(pair.looks), seconds=60)
    asking.join()
    assert answers[0].status_code == status, answers[0].status_code
    return text_of(browser.get(answers[0].url) if status == 302 else answers[0])


def signed(pair):
    room = room_to_write(pair.session.id)
    sign_session(by=pair.cast.alice, seat=room.seat_of(pair.cast.alice), session=room.session)


def joined(pair):
    kept, other, _room = access.pair_to_write(pair.one.id, pair.other.id)
    twins.join(kept=kept, other=other, by=pair.cast.alice)


def parted(pair):
    with acting(group_id=pair.cast.group.id):
        view = View.objects.exclude(recorded_by=pair.cast.seat).get(event=pair.one)
    view, _room = access.view_to_part(pair.one.id, view.id)
    twins.part(event=view.event, view=view, by=pair.cast.alice)


def stored(pair):
    """How many events of the session there are, how many views, how often somebody told the two apart."""
    with acting(group_id=pair.cast.group.id):
        views = View.objects.filter(event__session=pair.session)
        apart = TwoEvents.objects.filter(one__session=pair.session)
        return Event.objects.filter(session=pair.session).count(), views.count(), apart.count()


@pytest.mark.parametrize(("first", "second"), [("one", "other"), ("other", "one")])
def test_joined_by_both_at_once_it_is_joined_once_with_one_view_of_each(pair, first, second):
    before = len(trail("events-joined"))
    shown = meanwhile(pair, lambda: joined(pair), "join", getattr(pair, first).id, getattr(pair, second).id)
    assert stored(pair) == (1, 2, 0) and len(trail("events-joined")) == before + 1
    assert "Somebody else has just decided about these entries." in shown


def test_joined_by_one_and_told_apart_by_the_other_the_first_decides(pair):
    shown = meanwhile(pair, lambda: joined(pair), "apart", pair.one.id, pair.other.id)
    assert stored(pair) == (1, 2, 0) and "Somebody else has just decided" in shown


def test_parted_by_both_at_once_the_other_entry_is_on_record_once(pair):
    with acting(user_id=pair.cast.alice.id):
        joined(pair)
    with acting(group_id=pair.cast.group.id):
        view = View.objects.exclude(recorded_by=pair.cast.seat).get(event=pair.one)
    shown = meanwhile(pair, lambda: parted(pair), "part", pair.one.id, view.id)
    assert stored(pair) == (2, 0, 1) and "Somebody else has just decided" in shown


def test_told_apart_by_both_at_once_it_is_said_once(pair):
    before = len(trail("events-told-apart"))

    def apart():
        one, other, _room = access.pair_to_write(pair.one.id, pair.other.id)
        twins.tell_apart(one=one, other=other, by=pair.cast.alice)

    shown = meanwhile(pair, apart, "apart", pair.other.id, pair.one.id)
    assert stored(pair) == (2, 0, 1) and len(trail("events-told-apart")) == before + 1
    assert "They stay two events." in shown


@pytest.mark.parametrize("name", ["join", "apart"])
def test_signed_in_the_same_moment_nothing_is_decided_about_them(pair, name):
    shown = meanwhile(pair, lambda: signed(pair), name, pair.one.id, pair.other.id, status=403)
    assert "This record has been signed meanwhile. Nothing was changed." in shown
    assert stored(pair) == (2, 0, 0)


def test_signed_in_the_same_moment_nothing_is_taken_apart(pair):
    with acting(user_id=pair.cast.alice.id):
        joined(pair)
    with acting(group_id=pair.cast.group.id):
        view = View.objects.exclude(recorded_by=pair.cast.seat).get(event=pair.one)
    shown = meanwhile(pair, lambda: signed(pair), "part", pair.one.id, view.id, status=403)
    assert "signed meanwhile" in shown and stored(pair) == (1, 2, 0)
