"""Numbers follow the dates as long as a session is only planned; what is on record keeps the number it has."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from sessions_app.models import PlanItem, Session
from tests.factories import attend, make_event, make_session
from tests.pages import text_of, trail
from tests.today.made import in_days, planned

WHEN = {"time": "16:00", "minutes": "90", "structure": "free", "theme": ""}


def day(days: float) -> str:
    return in_days(days).date().isoformat()


def add(at, cast, days: float, **follow):
    return at(cast.alice).post(
        reverse("sessions:session_add", args=[cast.group.id]), WHEN | {"date": day(days)}, **follow
    )


def move(at, cast, session, days: float):
    return at(cast.alice).post(reverse("sessions:session_edit", args=[session.id]), WHEN | {"date": day(days)})


def numbers(*sessions) -> list[int]:
    with acting(group_id=sessions[0].group_id):
        found = Session.objects.in_bulk([session.pk for session in sessions])
    return [found[session.pk].number for session in sessions]


def new_one(cast, *known) -> Session:
    with acting(group_id=cast.group.id):
        return Session.objects.exclude(pk__in=[one.pk for one in (cast.session, *known)]).get()


@pytest.fixture
def coming(cast) -> list[Session]:
    return [planned(cast.group, 2, number=2), planned(cast.group, 9, number=3)]


def test_a_session_logged_for_an_earlier_day_is_numbered_before_those_to_come(cast, at, coming):
    page = text_of(add(at, cast, -3, follow=True))
    assert numbers(new_one(cast, *coming), *coming) == [2, 3, 4]
    assert "Session 2" in page and "what is planned after it goes on with session 3." in page
    [entry] = trail("sessions-renumbered")
    assert entry.detail == {"count": 2} and entry.group == cast.group.id and entry.by == cast.alice.id


def test_a_session_after_all_others_moves_nothing(cast, at, coming):
    page = text_of(add(at, cast, 16, follow=True))
    assert numbers(*coming, new_one(cast, *coming)) == [2, 3, 4]
    assert "Numbers follow" not in page and trail("sessions-renumbered") == []


def test_a_session_moved_past_another_takes_its_turn_and_its_plan_along(cast, at, coming):
    first, second = coming
    with acting(group_id=cast.group.id):
        item = PlanItem.objects.create(group_id=cast.group.id, session=first, text="Farewell", position=1)
    move(at, cast, first, 16)
    assert numbers(second, first) == [2, 3]
    with acting(group_id=cast.group.id):
        assert PlanItem.objects.select_related("session").get(pk=item.pk).session.number == 3


NOTED = {
    "attendance": lambda cast, session: attend(session=session, person=cast.melati.person),
    "an event": lambda cast, session: make_event(session=session, actor=cast.melati.person),
    "a component": lambda cast, session: make_event(
        session=cast.session, actor=cast.melati.person, components={"risk": ("observed", session)}
    ),
    "a follow-up": lambda cast, session: make_event(
        session=cast.session, actor=cast.melati.person, follow_up="Ask", follow_up_done_in=session
    ),
}


@pytest.mark.parametrize("noted", NOTED.values(), ids=NOTED)
def test_of_what_something_is_on_record_the_number_stays(cast, at, coming, noted):
    noted(cast, coming[0])
    add(at, cast, -3)
    assert numbers(coming[0], new_one(cast, *coming), coming[1]) == [2, 3, 4]


@pytest.mark.parametrize("state", ["live", "debriefing", "signed", "countersigned"])
def test_what_was_begun_held_or_signed_keeps_its_number(cast, at, coming, state):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=coming[0].pk).update(state=state)
    add(at, cast, -3)
    assert numbers(coming[0], new_one(cast, *coming), coming[1]) == [2, 3, 4]


def test_what_should_have_taken_place_keeps_its_number_until_somebody_has_said_so(cast, at):
    passed = make_session(group=cast.group, number=2, state="planned", starts=in_days(-1))
    add(at, cast, -3)
    assert numbers(passed, new_one(cast, passed)) == [2, 3]


def test_numbers_of_another_group_stay(cast, at, coming):
    others = planned(cast.other_group, 2, number=5)
    add(at, cast, -3)
    assert numbers(others) == [5]
