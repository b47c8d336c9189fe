"""Toward whom, when and by which codebook: rules that several tables of an event agree about, broken by SQL."""

import pytest
from django.db import connection

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.codebook.models import Codebook
from observations.events.models import Event, Involvement
from tests.events.test_rules import breaks
from tests.factories import attend, feel, make_event, make_session, respond


@pytest.fixture
def inside(cast):
    cast.second = make_session(group=cast.group, number=2)
    with acting(group_id=cast.group.id):
        yield cast


def happened(cast, session=None, **fields):
    return make_event(session=session or cast.session, actor=cast.melati.person, **fields)


def changed(event, **fields):
    Event.objects.filter(pk=event.pk).update(**fields)


def test_nobody_acts_toward_themselves(inside):
    breaks("nobody_acts_toward_themselves", lambda: happened(inside, toward=[inside.melati.person]))


def test_nobody_becomes_the_one_toward_whom_they_act(inside):
    event = happened(inside, toward=[inside.dahlia.person])
    breaks("nobody_acts_toward_themselves", lambda: changed(event, actor=inside.dahlia.person))


@pytest.mark.parametrize("part", ["helped", "recognised"])
def test_one_may_help_and_recognise_for_oneself(inside, part):
    event = happened(inside)
    Involvement.objects.create(group=inside.group, event=event, person=inside.melati.person, part=part)


def test_an_event_goes_toward_the_group_or_toward_people(inside):
    breaks(
        "an_event_goes_toward_the_group_or_people",
        lambda: happened(inside, toward_group=True, toward=[inside.dahlia.person]),
    )


def test_what_goes_toward_people_does_not_go_toward_the_group_later(inside):
    event = happened(inside, toward=[inside.dahlia.person])
    breaks("an_event_goes_toward_the_group_or_people", lambda: changed(event, toward_group=True))


def test_a_follow_up_is_not_done_before_its_event(inside):
    facts = {"follow_up": "Return to this.", "follow_up_done_in": inside.session}
    breaks("a_follow_up_is_not_done_before_its_event", lambda: happened(inside, session=inside.second, **facts))


@pytest.mark.parametrize("done_in", ["session", "second"])
def test_a_follow_up_is_done_in_its_session_or_later(inside, done_in):
    event = happened(inside, follow_up="Return to this.")
    changed(event, follow_up_done_in=getattr(inside, done_in))


@pytest.mark.parametrize("write", [respond, feel])
def test_an_event_is_not_moved_to_a_session_in_which_who_responds_was_absent(inside, write):
    event = happened(inside)
    write(event=event, by=inside.dahlia.person)
    attend(session=inside.second, person=inside.dahlia.person, state="absent-with-word")
    breaks("nobody_responds_who_was_not_there", lambda: changed(event, session=inside.second))


@pytest.fixture
def newer(inside):
    """A second version of the codebook."""
    return Codebook.objects.create(id=uuid7(), version="2", codes={})


def test_an_event_keeps_the_codebook_it_was_coded_with(inside, newer):
    event = happened(inside)
    breaks("an_event_keeps_its_codebook", lambda: changed(event, codebook=newer))


def test_an_amendment_may_code_it_anew(inside, newer):
    event = happened(inside)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.amending', 'on', true)")
    changed(event, codebook=newer)
    assert Event.objects.get(pk=event.pk).codebook_id == newer.id
