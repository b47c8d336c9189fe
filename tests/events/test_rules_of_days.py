"""Who responds, feels or takes a stance belonged to the group on that day, or is noted as there: broken by SQL, and
told beside the field by the form."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Membership
from observations.events.models import Event, Felt, Response, Validation
from sessions_app.models import Session
from tests.breaking import changed, refusal
from tests.events.made import form_of
from tests.events.test_rules import breaks
from tests.factories import attend, feel, make_event, make_member, make_session, respond
from tests.pages import text_of

RULE = "nobody_responds_who_was_not_in_the_group"
TOLD = "This person did not belong to the group on the day of the session."
HELD = date(2026, 1, 7)


def validate(*, event, by):
    return Validation.objects.create(group_id=event.group_id, event=event, by=by, stance="confirms")


WRITES = {Response: respond, Felt: feel, Validation: validate}


@pytest.fixture
def inside(cast):
    """The cast; Anggrek came a day after session 1, Teratai left the day before it."""
    cast.late = make_member(group=cast.group, alias="Anggrek", joined=date(2026, 1, 8)).person
    cast.gone = make_member(group=cast.group, alias="Teratai", joined=date(2026, 1, 1), left=date(2026, 1, 6)).person
    with acting(group_id=cast.group.id):
        cast.event = make_event(session=cast.session, actor=cast.melati.person)
        yield cast


@pytest.mark.parametrize("model", WRITES)
@pytest.mark.parametrize("who", ["late", "gone"])
def test_who_was_not_in_the_group_has_no_part(inside, model, who):
    breaks(RULE, lambda: WRITES[model](event=inside.event, by=getattr(inside, who)))


@pytest.mark.parametrize("model", WRITES)
def test_nobody_is_put_in_the_place_of_somebody_who_was(inside, model):
    row = WRITES[model](event=inside.event, by=inside.dahlia.person)
    assert changed(row, by_id=inside.late.id) == RULE


@pytest.mark.parametrize("model", WRITES)
def test_who_is_noted_as_there_was_there(inside, model):
    attend(session=inside.session, person=inside.late, state="late")
    assert WRITES[model](event=inside.event, by=inside.late).by == inside.late


@pytest.mark.parametrize("dates", [{"joined": HELD}, {"joined": date(2026, 1, 1), "left": HELD}], ids=str)
def test_the_first_and_the_last_day_count(inside, dates):
    guest = make_member(group=inside.group, alias="Kenanga", **dates).person
    assert respond(event=inside.event, by=guest).by == guest


def test_the_day_is_that_of_the_place_where_the_group_meets(inside):
    """Five in the afternoon of the sixth in Greenwich is the seventh in Jakarta, and the sixth in Honolulu."""
    Session.objects.filter(pk=inside.session.pk).update(starts=datetime(2026, 1, 6, 17, tzinfo=UTC))
    guest = make_member(group=inside.group, alias="Kenanga", joined=HELD).person
    respond(event=inside.event, by=guest).delete()
    type(inside.group).objects.filter(pk=inside.group.pk).update(timezone="Pacific/Honolulu")
    breaks(RULE, lambda: respond(event=inside.event, by=guest))


def test_a_zone_that_the_database_does_not_know_is_counted_as_greenwich(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_day('2026-01-06T23:30Z', 'Mars/Base')")
        assert cursor.fetchone() == (date(2026, 1, 6),)


def test_an_event_is_not_moved_to_a_day_on_which_somebody_was_not_in_the_group(inside):
    second = make_session(group=inside.group, number=2)
    event = make_event(session=second, actor=inside.melati.person)
    respond(event=event, by=inside.late)
    breaks(RULE, lambda: Event.objects.filter(pk=event.pk).update(session=inside.session))


@pytest.mark.parametrize("model", WRITES)
@pytest.mark.parametrize("dates", [{"joined": "2026-01-08"}, {"left": "2026-01-07"}], ids=str)
def test_a_stay_is_not_moved_away_from_the_record(inside, model, dates):
    second = make_session(group=inside.group, number=2)
    for session in (inside.session, second):
        event = make_event(session=session, actor=inside.melati.person)
        WRITES[model](event=event, by=inside.dahlia.person)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sessions_app_attendance WHERE person_id = %s", [inside.dahlia.person_id])
    assert changed(inside.dahlia, **dates) == RULE
    assert changed(inside.dahlia, joined="2026-01-01", left="2026-01-14") == ""


def test_a_session_is_not_moved_to_a_day_before_somebody_came(inside):
    second = make_session(group=inside.group, number=2)
    respond(event=make_event(session=second, actor=inside.melati.person), by=inside.late)
    assert changed(second, starts="2026-01-07T23:00:00+07:00") == RULE
    assert changed(second, starts="2026-01-08T09:00:00+07:00", minutes=60) == ""


def test_what_belongs_to_no_day_is_changed_as_before(inside):
    """Rows of an older time that would be refused today keep nothing else from changing."""
    attend(session=inside.session, person=inside.late, state="present")
    respond(event=inside.event, by=inside.late)
    assert refusal("DELETE FROM sessions_app_attendance WHERE person_id = %s", inside.late.id) == ""
    assert changed(inside.session, state="live") == ""
    assert changed(Membership.objects.get(person=inside.late), left=None) == ""


def lines(browser, event, **changes):
    url = reverse("events:event_detail", args=[event.id])
    return browser.post(url, form_of(browser.get(url), url) | changes)


@pytest.mark.parametrize(("rows", "what"), [("responses", "kind"), ("felt", "feeling"), ("validation", "stance")])
def test_the_form_says_so_beside_the_person_whom_the_event_names_already(inside, at, rows, what):
    attend(session=inside.session, person=inside.late, state="present")
    write = {"responses": respond, "felt": feel, "validation": validate}[rows]
    write(event=inside.event, by=inside.late)
    Event.objects.filter(pk=inside.event.pk).update(distortion_view="They despise me.")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sessions_app_attendance WHERE person_id = %s", [inside.late.id])
    answer = lines(at(inside.alice), inside.event)
    assert answer.status_code == 422 and text_of(answer).count(TOLD) == 1
    [row, *_] = answer.context["form"].rows[rows].forms
    assert row.errors == {"by": [TOLD]}
    assert lines(at(inside.alice), inside.event, **{f"{rows}-0-DELETE": "on"}).status_code == 302


def test_the_page_of_a_member_says_why_the_days_stay(inside, at):
    respond(event=inside.event, by=inside.dahlia.person)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sessions_app_attendance WHERE person_id = %s", [inside.dahlia.person_id])
    typed = {"alias": "Dahlia", "joined": "2026-01-08", "left": "", "outcome": ""}
    answer = at(inside.alice).post(reverse("members:member_edit", args=[inside.dahlia.id]), typed)
    assert answer.status_code == 422 and "a part in the record of a session on another day" in text_of(answer)


def test_the_page_of_a_session_says_why_it_stays_on_its_day(inside, at):
    second = make_session(group=inside.group, number=2)
    respond(event=make_event(session=second, actor=inside.melati.person), by=inside.late)
    typed = {"date": "2026-01-07", "time": "20:00", "minutes": "90", "structure": "free", "theme": ""}
    answer = at(inside.alice).post(reverse("sessions:session_edit", args=[second.id]), typed)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"date"}
