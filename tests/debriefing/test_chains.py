"""What set it off, what was done, who responded how: picked, or joined from later events; anticipated and not come."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.urls import reverse

from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.database_session import acting
from observations.debriefing.chains import did_not_come
from observations.debriefing.models import Answer
from observations.events.models import Validation
from observations.events.questions import steps_of
from tests.breaking import copied
from tests.debriefing.made import add, now, page, take, undo
from tests.factories import make_event, make_session, respond
from tests.pages import queries, text_of, trail


@pytest.fixture
def two(cast):
    """Melati is criticised and gives in; two minutes later Dahlia turns to her."""
    of = {"session": cast.session, "recorded_by": cast.seat}
    cast.event = make_event(actor=cast.melati.person, trigger="criticism", at=60.0, **of)
    cast.later = make_event(actor=cast.dahlia.person, toward=[cast.melati.person], at=180.0, strength=3, **of)
    return cast


def join(browser, cast, kind="supports", later=None):
    sent = {"answer": str((later or cast.later).id), "kind": kind}
    return browser.post(reverse("debriefing:answer_join", args=[cast.event.id]), sent)


def answers(cast):
    with acting(group_id=cast.group.id):
        return list(Answer.objects.all())


def line(by, kind="supports", **more):
    return {"by": by, "kind": kind} | more


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ([line("m1", anticipated=True)], [0]),
        ([line("m1", anticipated=True), line("m1")], []),
        ([line("m1", anticipated=True), line("m1", anticipated=False)], []),
        ([line("m1", anticipated=True), line("m2")], [0]),
        ([line("m1", anticipated=True), line("m1", "attacks")], [0]),
        ([line("m1")], []),
    ],
)
def test_what_was_anticipated_and_did_not_come_is_derived(lines, missing):
    assert did_not_come(lines) == [lines[place] for place in missing]


def test_a_response_is_picked_with_everything_about_it(two, at):
    dahlia = two.dahlia.person.ref
    sent = {"by": dahlia, "kind": "attacks", "strength": "4", "anticipated": "True"}
    assert add(at(two.alice), two.event, "responses", **sent).url == f"{page(two.session, two.event)}#responses"
    assert now(two, two.event)["responses"] == [{"by": dahlia, "kind": "attacks", "strength": 4, "anticipated": True}]
    said = text_of(at(two.alice).get(page(two.session, two.event)))
    assert "Dahlia: attacks" in said and "Anticipated, and did not come: Dahlia: attacks" in said
    assert "Anticipated, and did not come" in text_of(at(two.olga).get(page(two.session, two.event)))


def test_what_was_only_anticipated_is_told_apart_and_is_no_answer_to_who_responded(two, at):
    dahlia, browser, here = two.dahlia.person.ref, at(two.alice), page(two.session, two.event)
    add(browser, two.event, "responses", by=dahlia, kind="attacks", anticipated="True")
    said = text_of(browser.get(here))
    assert "who responded how? 1 anticipated, did not come" in said and "everything is known" not in said
    asked = [one for one in steps_of([now(two, two.event)])[0].open if one.name == "responses"]
    assert asked, "what the others did is not said yet"
    add(browser, two.event, "responses", by=dahlia, kind="supports", anticipated="False")
    said = text_of(browser.get(here))
    assert "1 response 1 anticipated, did not come" in said
    add(browser, two.event, "responses", by=dahlia, kind="attacks")
    said = text_of(browser.get(here))
    assert "Anticipated, and came: Dahlia: attacks" in said and "did not come" not in said and "2 responses" in said


def test_a_response_is_taken_out_again(two, at):
    dahlia = two.dahlia.person.ref
    for kind in ("attacks", "silent"):
        add(at(two.alice), two.event, "responses", by=dahlia, kind=kind, anticipated="False")
    take(at(two.alice), two.event, "responses", by=dahlia, kind="attacks", anticipated="False")
    assert now(two, two.event)["responses"] == [{"by": dahlia, "kind": "silent", "anticipated": False}]
    undo(at(two.alice), two.session)
    assert len(now(two, two.event)["responses"]) == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Say who it was."),
        ({"by": "DAHLIA"}, "Say what it was."),
        ({"by": "nobody", "kind": "silent"}, "not one of the available choices"),
        ({"by": "DAHLIA", "kind": "silent", "strength": "6"}, "not one of the available choices"),
    ],
)
def test_a_line_that_says_too_little_is_refused_at_its_field(two, at, sent, words):
    sent = {name: two.dahlia.person.ref if value == "DAHLIA" else value for name, value in sent.items()}
    answer = add(at(two.alice), two.event, "responses", **sent)
    assert answer.status_code == 422 and words in text_of(answer)
    assert "responses" not in now(two, two.event)


def test_a_later_event_becomes_a_response_and_both_can_be_taken_apart(two, at):
    assert join(at(two.alice), two).status_code == 302
    answered = {"by": two.dahlia.person.ref, "kind": "supports", "strength": 3, "anticipated": False}
    assert now(two, two.event)["responses"] == [answered]
    [link] = answers(two)
    assert (link.event_id, link.answer_id) == (two.event.id, two.later.id)
    html = at(two.alice).get(page(two.session, two.event)).content.decode()
    assert page(two.session, two.later) in html and "Take apart" in html
    take(at(two.alice), two.event, "responses", **answered)
    assert answers(two) == [] and "responses" not in now(two, two.event)
    assert trail("events-chained")[0].subject == two.later.id


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("responses", {"kind": "attacks"}, "Dahlia: attacks"),
        ("felt", {"feeling": "sad"}, "What it evoked"),
        ("validation", {"stance": "disputes"}, "Dahlia: disputes"),
    ],
)
def test_by_htmx_the_part_of_the_line_comes_back_with_how_far_it_is(two, at, name, sent, words):
    address = reverse("debriefing:line_add", args=[two.event.id, name])
    browser, headers = at(two.alice), {"hx-request": "true"}
    added = browser.post(address, {"by": two.dahlia.person.ref} | sent, headers=headers)
    assert added.status_code == 200 and words in text_of(added) and "<html" not in added.content.decode()
    assert f'id="{name}"' in added.content.decode() and "Undo the last answer" in text_of(added)
    refused = browser.post(address, {"by": "nobody"}, headers=headers)
    assert refused.status_code == 422 and f'id="{name}"' in refused.content.decode()


def test_by_htmx_events_are_joined_and_a_refusal_stays_at_its_field(two, at):
    address, headers = reverse("debriefing:answer_join", args=[two.event.id]), {"hx-request": "true"}
    for status, words in ((200, "its event"), (422, "joined already")):
        sent = {"answer": str(two.later.id), "kind": "supports"}
        joined = at(two.alice).post(address, sent, headers=headers)
        assert joined.status_code == status and words in text_of(joined)


def test_what_is_joined_is_undone_as_a_whole(two, at):
    join(at(two.alice), two)
    undo(at(two.alice), two.session)
    assert answers(two) == [] and "responses" not in now(two, two.event)


def test_only_later_events_of_the_session_by_somebody_else_are_offered(two, at):
    own = make_event(session=two.session, actor=two.melati.person, at=200.0)
    before = make_event(session=two.session, actor=two.dahlia.person, at=10.0)
    elsewhere = make_event(session=make_session(group=two.group, number=2), actor=two.dahlia.person, at=300.0)
    for other in (own, before, elsewhere, two.event):
        refused = join(at(two.alice), two, later=other)
        assert refused.status_code == 422 and "not one of the available choices" in text_of(refused)
    assert answers(two) == []


def test_two_events_are_joined_once(two, at):
    join(at(two.alice), two)
    refused = join(at(two.alice), two, kind="attacks")
    assert refused.status_code == 422 and "joined already" in text_of(refused)
    assert len(now(two, two.event)["responses"]) == 1
    with acting(group_id=two.group.id):
        assert copied(answers(two)[0]) == "an_event_answers_another_once"


def test_the_database_knows_that_an_answer_comes_later(two):
    elsewhere = make_event(session=make_session(group=two.group, number=2), actor=two.dahlia.person, at=300.0)
    of = {"group": two.group, "by": two.alice, "line": {}}
    with acting(group_id=two.group.id):
        for event, answer in [(two.later, two.event), (two.event, two.event), (two.event, elsewhere)]:
            with pytest.raises(IntegrityError) as refused, atomic():
                Answer.objects.create(event=event, answer=answer, **of)
            assert broken_rule(refused.value) == "an_answer_comes_later_in_its_session"


def test_where_no_later_event_is_by_somebody_else_none_is_offered(two, at):
    offers = 'id="join"'
    assert offers in at(two.alice).get(page(two.session, two.event)).content.decode()
    assert offers not in at(two.alice).get(page(two.session, two.later)).content.decode()


def test_a_joined_event_can_be_removed(two, at):
    join(at(two.alice), two)
    assert at(two.alice).post(reverse("events:event_remove", args=[two.later.id])).status_code == 302
    assert answers(two) == [] and len(now(two, two.event)["responses"]) == 1


def test_a_stance_is_taken_toward_the_distorted_view(two, at):
    dahlia = two.dahlia.person.ref
    add(at(two.alice), two.event, "validation", by=dahlia, stance="disputes")
    assert now(two, two.event)["distortion"] == {"validation": [{"by": dahlia, "stance": "disputes"}]}
    again = add(at(two.alice), two.event, "validation", by=dahlia, stance="confirms")
    assert again.status_code == 422 and "Each person takes one stance only." in text_of(again)
    take(at(two.alice), two.event, "validation", by=dahlia, stance="disputes")
    assert "distortion" not in now(two, two.event)


def test_who_takes_a_stance_may_rate_the_view_and_nought_is_a_rating(two, at):
    dahlia = two.dahlia.person.ref
    line = {"by": dahlia, "stance": "disputes", "rating": 0}
    answer = add(at(two.alice), two.event, "validation", **line)
    assert now(two, two.event)["distortion"] == {"validation": [line]}
    assert "Dahlia: disputes it, 0 of 10" in text_of(at(two.alice).get(page(two.session, two.event)))
    beyond = add(at(two.alice), two.event, "validation", by=two.seat.ref, stance="confirms", rating=11)
    assert (answer.status_code, beyond.status_code) == (302, 422) and "less than or equal to 10" in text_of(beyond)
    take(at(two.alice), two.event, "validation", **line)
    assert "distortion" not in now(two, two.event)


def test_who_holds_the_view_is_not_asked_for_a_stance(two, at):
    melati, dahlia = two.melati.person.ref, two.dahlia.person.ref
    html = at(two.alice).get(page(two.session, two.event)).content.decode()
    asked = html[html.index('id="validation"') :].split("</select>")[0]
    assert f'value="{dahlia}"' in asked and f'value="{melati}"' not in asked
    assert add(at(two.alice), two.event, "validation", by=melati, stance="confirms").status_code == 422
    assert "distortion" not in now(two, two.event)


def test_a_stance_of_their_own_that_stands_is_said_not_to_count_and_can_be_taken_out(two, at):
    with acting(group_id=two.group.id):
        Validation.objects.create(group=two.group, event=two.event, by=two.melati.person, stance="confirms")
    assert "Melati: confirms it own view, not counted" in text_of(at(two.alice).get(page(two.session, two.event)))
    take(at(two.alice), two.event, "validation", by=two.melati.person.ref, stance="confirms")
    assert "distortion" not in now(two, two.event)


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404)])
def test_only_who_writes_changes_a_chain(two, at, who, status):
    browser = at(getattr(two, who))
    sent = {"by": two.dahlia.person.ref, "kind": "silent"}
    assert add(browser, two.event, "responses", **sent).status_code == status
    assert take(browser, two.event, "responses", **sent).status_code == status
    assert join(browser, two).status_code == status


def test_who_acted_does_not_respond_to_it_and_a_line_that_says_so_can_be_taken_out(two, at):
    melati = two.melati.person.ref
    assert add(at(two.alice), two.event, "responses", by=melati, kind="silent").status_code == 422
    assert add(at(two.alice), two.event, "felt", by=melati, feeling="sad").status_code == 302
    respond(event=two.event, by=two.melati.person, kind="silent")
    assert "Melati: is silent" in text_of(at(two.alice).get(page(two.session, two.event)))
    take(at(two.alice), two.event, "responses", by=melati, kind="silent")
    assert "responses" not in now(two, two.event)


def test_there_are_no_lines_of_another_kind(two, at):
    assert add(at(two.alice), two.event, "components", by="x").status_code == 404


def test_more_responses_make_no_more_queries(two, at):
    dahlia = two.dahlia.person.ref
    add(at(two.alice), two.event, "responses", by=dahlia, kind="silent")
    few = queries(at(two.alice), page(two.session, two.event))
    for strength in range(1, 6):
        add(at(two.alice), two.event, "responses", by=dahlia, kind="attacks", strength=strength)
    assert queries(at(two.alice), page(two.session, two.event)) == few
