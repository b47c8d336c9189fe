"""Safety, honesty and structure of the session: saved as they are touched, taken back like every other answer."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import Touch
from sessions_app.models import Session
from tests.debriefing.made import page, touch, undo
from tests.events.made import signed
from tests.factories import make_event
from tests.pages import text_of, trail

SAID = [("safety", "4", 4), ("honesty", "2", 2), ("structure", "exercise", "exercise")]


def closing(cast):
    return reverse("debriefing:closing", args=[cast.session.id])


def rate(browser, cast, name, value, **headers):
    return browser.post(reverse("debriefing:climate", args=[cast.session.id, name]), {name: value}, headers=headers)


def stored(cast, name):
    with acting(group_id=cast.group.id):
        return Session.objects.values_list(name, flat=True).get(pk=cast.session.pk)


def touches(cast):
    with acting(user_id=cast.alice.id):
        return list(Touch.objects.all())


@pytest.mark.parametrize(("name", "sent", "value"), SAID)
def test_each_is_saved_as_it_is_touched_and_taken_back(cast, at, name, sent, value):
    before = stored(cast, name)
    answer = rate(at(cast.alice), cast, name, sent, **{"hx-request": "true"})
    assert answer.status_code == 200 and "saved" in text_of(answer) and "Undo the last answer" in text_of(answer)
    assert stored(cast, name) == value and trail("session-changed")[0].detail == {"fields": [name]}
    assert undo(at(cast.alice), cast.session).url == f"{closing(cast)}#climate"
    assert stored(cast, name) == before
    assert [one.before for one in touches(cast)] == [{name: before}, {name: value}]


def test_the_same_again_is_no_touch(cast, at):
    for _ in range(2):
        rate(at(cast.alice), cast, "safety", "4")
    assert len(touches(cast)) == 1 == len(trail("session-changed"))


def test_it_is_taken_back_in_its_turn_among_answers_about_events(cast, at):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    rate(at(cast.alice), cast, "safety", "4")
    touch(at(cast.alice), event, "novel", novel="True")
    assert undo(at(cast.alice), cast.session).url == page(cast.session, event)
    assert stored(cast, "safety") == 4
    undo(at(cast.alice), cast.session)
    assert stored(cast, "safety") is None


def test_what_somebody_rated_otherwise_since_is_not_taken_back(cast, at):
    rate(at(cast.alice), cast, "safety", "4")
    rate(at(cast.bob), cast, "safety", "2")
    answer = at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True)
    assert "Somebody has changed this since" in text_of(answer) and stored(cast, "safety") == 2


def test_it_stands_beside_the_events_and_at_the_end(cast, at):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    rate(at(cast.alice), cast, "safety", "4")
    for address in (page(cast.session, event), closing(cast)):
        html = at(cast.alice).get(address).content.decode()
        assert 'name="safety" value="4"' in html and 'name="structure"' in html
        assert "4 of 5" in text_of(at(cast.sari).get(address))


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
@pytest.mark.parametrize(("name", "sent"), [("safety", "6"), ("structure", ""), ("honesty", "much")])
def test_a_refusal_stands_at_its_control(cast, at, headers, name, sent):
    before = stored(cast, name)
    answer = rate(at(cast.alice), cast, name, sent, **headers)
    assert answer.status_code == 422 and stored(cast, name) == before


def test_without_scripts_it_leads_back_to_it(cast, at):
    assert rate(at(cast.alice), cast, "safety", "4").url == f"{closing(cast)}#climate"


def test_after_the_signature_it_stands(cast, at):
    signed(cast)
    answer = rate(at(cast.alice), cast, "safety", "4")
    assert answer.status_code == 422 and "This record has been signed meanwhile." in text_of(answer)
    assert stored(cast, "safety") is None


def test_there_is_no_address_of_another_name(cast, at):
    assert rate(at(cast.alice), cast, "minutes", "4").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404), ("adi", 404)])
def test_only_who_writes_rates(cast, at, who, status):
    assert rate(at(getattr(cast, who)), cast, "safety", "4").status_code == status and touches(cast) == []
