import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Watermark
from sessions_app.models import Attendance
from tests.factories import attend, feel, make_event, make_member, make_session, respond
from tests.pages import OUTSIDERS, READERS, queries, text_of, trail

REFUSED = "This person has a part in the record of this session: not absent, then."


def url(session):
    return reverse("sessions:attendance", args=[session.id])


def row(membership):
    return str(membership.person_id)


def now(session):
    with acting(group_id=session.group_id):
        return dict(Attendance.objects.filter(session=session).values_list("person__alias", "state"))


def test_every_member_of_the_day_is_noted_in_one_form(cast, at):
    session = make_session(group=cast.group, number=2)
    answer = at(cast.alice).post(url(session), {row(cast.melati): "late", row(cast.dahlia): "absent-without-word"})
    assert answer.url == reverse("sessions:session_detail", args=[session.id])
    assert now(session) == {"Melati": "late", "Dahlia": "absent-without-word"}


def test_who_is_left_out_stays_as_they_are(cast, at):
    make_member(group=cast.group, alias="Teratai")
    at(cast.alice).post(url(cast.session), {row(cast.melati): "left-early"})
    assert now(cast.session) == {"Melati": "left-early", "Dahlia": "present"}


def test_it_leaves_a_count_in_the_trail_and_moves_every_watermark(cast, at):
    at(cast.alice).post(url(cast.session), {row(cast.melati): "late", row(cast.dahlia): "present"})
    [entry] = trail("attendance-noted")
    assert entry.detail == {"count": 1} and entry.subject == cast.session.id
    assert set(Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)) == {2}


def test_nothing_new_leaves_nothing(cast, at):
    assert at(cast.alice).post(url(cast.session), {row(cast.melati): "present"}).status_code == 302
    assert trail("attendance-noted") == [] and set(
        Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)
    ) == {1}


def test_the_form_shows_what_is_noted(cast, at):
    form = at(cast.alice).get(url(cast.session)).context["form"]
    assert form[row(cast.melati)].value() == "present" and form[row(cast.melati)].label == "Melati"


def test_five_states_are_offered_and_the_sixth_only_where_an_import_brought_it(cast, at):
    attend(session=cast.session, person=make_member(group=cast.group, alias="Teratai").person, state="absent")
    form = at(cast.alice).get(url(cast.session)).context["form"]
    assert [len(field.choices) for field in form.fields.values()] == [5, 5, 6]


def part_as_actor(cast):
    make_event(session=cast.session, actor=cast.melati.person)


def part_by_response(cast):
    respond(event=make_event(session=cast.session, actor=cast.dahlia.person), by=cast.melati.person)


def part_by_feeling(cast):
    feel(event=make_event(session=cast.session, actor=cast.dahlia.person), by=cast.melati.person)


@pytest.mark.parametrize("part", [part_as_actor, part_by_response, part_by_feeling])
def test_who_has_a_part_in_the_record_cannot_be_absent_and_nothing_is_half_stored(cast, at, part):
    part(cast)
    third = make_member(group=cast.group, alias="Teratai")
    answer = at(cast.alice).post(url(cast.session), {row(cast.melati): "absent-with-word", row(third): "late"})
    assert answer.status_code == 422 and answer.context["form"].errors == {row(cast.melati): [REFUSED]}
    after_name = text_of(answer).split("Melati")[-1]
    assert REFUSED in after_name.split("Teratai")[0]
    assert now(cast.session) == {"Melati": "present", "Dahlia": "present"} and trail("attendance-noted") == []


def test_everybody_who_cannot_be_absent_is_named_at_once(cast, at):
    make_event(session=cast.session, actor=cast.melati.person)
    make_event(session=cast.session, actor=cast.dahlia.person)
    answer = at(cast.alice).post(
        url(cast.session), {row(cast.melati): "absent-with-word", row(cast.dahlia): "absent-with-word"}
    )
    assert answer.context["form"].errors.keys() == {row(cast.melati), row(cast.dahlia)}


def test_a_state_that_does_not_exist_is_refused(cast, at):
    answer = at(cast.alice).post(url(cast.session), {row(cast.melati): "asleep"})
    assert answer.status_code == 422 and now(cast.session)["Melati"] == "present"


def test_somebody_of_another_group_cannot_be_noted(cast, at):
    stranger = make_member(group=cast.other_group, alias="Stranger")
    at(cast.alice).post(url(cast.session), {row(stranger): "late"})
    assert set(now(cast.session)) == {"Melati", "Dahlia"}


def test_where_nobody_was_a_member_the_page_says_so(cast, at):
    session = make_session(group=cast.other_group)
    assert "Nobody to note" in text_of(at(cast.charlie).get(url(session)))


def test_what_is_signed_is_locked(cast, at):
    session = make_session(group=cast.group, number=2, state="signed", there=[cast.melati.person])
    assert at(cast.alice).post(url(session), {row(cast.melati): "late"}).status_code == 403
    assert now(session) == {"Melati": "present"}


def test_twenty_members_more_cost_no_query_more(cast, at):
    browser = at(cast.alice)
    before = queries(browser, url(cast.session))
    for number in range(20):
        make_member(group=cast.group, alias=f"M{number}")
    assert queries(browser, url(cast.session)) == before


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    change = {row(cast.melati): "late"}
    assert browser.get(url(cast.session)).status_code == browser.post(url(cast.session), change).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.session), {row(cast.melati): "late"}).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).put(url(cast.session)).status_code == 405
