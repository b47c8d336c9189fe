"""Before the signature: what the record leaves open, with the way there; and signing all the same."""

import re

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.debriefing.made import page
from tests.events.made import everything, recorded
from tests.factories import make_event, make_member, make_session, respond
from tests.pages import queries, text_of

SIGN_ALL_THE_SAME = "You can sign all the same: what is said of an event later is an amendment."
BEFORE_ONLY = "Attendance and how it was for the group can be noted only before the first signature."


def url(cast):
    return reverse("events:sign", args=[cast.session.id])


def rated(cast):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(safety=3, honesty=4)


def open_of(answer):
    """What stands under the heading: words → where they lead."""
    html = answer.content.decode()
    part = html[html.index("Still open") :].split("</section>")[0]
    return {words: way for way, words in re.findall(r'<li><a href="(.*?)">(.*?)</a></li>', part)}


@pytest.fixture
def half(cast):
    """A positive incident, a negative one that went worse than feared, and two interactions."""
    rated(cast)
    of = {"session": cast.session, "actor": cast.melati.person, "recorded_by": cast.seat}
    cast.first = make_event(at=60.0, affect="positive", strength=3, **of)
    worse = {"feared_outcome": "ridicule", "feared_expected": 3, "feared_happened": 8}
    cast.second = make_event(at=120.0, strength=5, **worse, **of)
    respond(event=cast.second, by=cast.dahlia.person)
    cast.third, _ = (make_event(at=at, kind="interaction", strength=2, **of) for at in (30.0, 240.0))
    return cast


def test_it_says_how_much_of_each_kind_is_open_and_leads_to_the_first_of_it(half, at):
    answer = at(half.alice).get(url(half))
    assert open_of(answer) == {
        "1 incident has no feared outcome": page(half.session, half.first),
        "2 incidents have characteristics not known yet": page(half.session, half.first),
        "2 incidents have components not known yet": page(half.session, half.first),
        "3 events have no response yet": page(half.session, half.first),
        "1 strong feeling has no word on reflection": page(half.session, half.second),
        "1 rupture has no follow-up": page(half.session, half.second),
    }
    assert SIGN_ALL_THE_SAME in text_of(answer) and BEFORE_ONLY not in text_of(answer)


def test_it_hinders_nobody(half, at):
    assert at(half.alice).post(url(half)).status_code == 302
    with acting(group_id=half.group.id):
        assert Session.objects.get(pk=half.session.pk).state == "signed"


def test_what_no_amendment_can_say_later_is_told_apart(cast, at):
    make_member(group=cast.group, alias="Rose")
    answer = at(cast.alice).get(url(cast))
    assert open_of(answer) == {
        "attendance of 1 member is not noted": reverse("sessions:session_detail", args=[cast.session.id]),
        "how it was for the group is not rated": reverse("debriefing:closing", args=[cast.session.id]) + "#climate",
    }
    assert BEFORE_ONLY in text_of(answer) and SIGN_ALL_THE_SAME not in text_of(answer)


def test_who_joined_later_was_not_to_be_noted(cast, at):
    rated(cast)
    make_member(group=cast.group, alias="Rose", joined=cast.session.day.replace(year=cast.session.day.year + 1))
    assert "Still open" not in text_of(at(cast.alice).get(url(cast)))


def test_of_a_complete_record_nothing_is_said(cast, at):
    rated(cast)
    known = {kind: {"state": "observed", "session": cast.session.ref} for kind in ("risk", "facilitation")}
    document = everything(cast)
    recorded(cast, document | {"components": document["components"] | known})
    assert "Still open" not in text_of(at(cast.alice).get(url(cast)))


def test_a_co_leader_is_told_what_may_still_be_amended_only(half, at):
    with acting(group_id=half.group.id):
        Session.objects.filter(pk=half.session.pk).update(safety=None)
    at(half.alice).post(url(half))
    answer = at(half.bob).get(url(half))
    assert "3 events have no response yet" in open_of(answer) and BEFORE_ONLY not in text_of(answer)


def test_it_is_said_in_indonesian(half, at):
    type(half.alice).objects.filter(pk=half.alice.pk).update(language="id")
    said = text_of(at(half.alice).get(url(half)))
    assert "Masih terbuka" in said and "3 peristiwa belum memiliki respons" in said


def test_more_events_make_no_more_queries(half, at):
    few = queries(at(half.alice), url(half))
    for number in range(20):
        make_event(session=half.session, actor=half.melati.person, at=300.0 + number)
    assert queries(at(half.alice), url(half)) == few


def test_another_sessions_events_are_not_counted(cast, at):
    rated(cast)
    make_event(session=make_session(group=cast.group, number=2), actor=cast.melati.person)
    assert "Still open" not in text_of(at(cast.alice).get(url(cast)))
