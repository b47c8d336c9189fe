"""The page of a debriefing: one event beside the session, onward by one step, left for now, and its end."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import Enough
from sessions_app.models import Session
from tests.breaking import copied
from tests.debriefing.made import page, plainly
from tests.factories import make_event, respond
from tests.pages import text_of, trail


@pytest.fixture
def three(cast):
    """Two incidents, of which the second does not say what was feared, and an interaction."""
    of = {"session": cast.session, "actor": cast.melati.person, "recorded_by": cast.seat}
    cast.first = make_event(feared_outcome="ridicule", at=60.0, text="She left the circle", **of)
    cast.second = make_event(at=120.0, affect="positive", toward=[cast.dahlia.person], **of)
    cast.third = make_event(at=30.0, kind="interaction", affect=None, strength=None, **of)
    return cast


def place(cast, name):
    return reverse(f"debriefing:{name}", args=[cast.session.id])


def shown(cast, at, who="alice", event=None):
    return at(getattr(cast, who)).get(page(cast.session, event)).content.decode()


def ways(html):
    """Where the keys lead."""
    links = [tag for tag in html.split("<a ") if "data-key" in tag]
    return {tag.split('data-key="')[1][0]: tag.split('href="')[1].split('"')[0] for tag in links}


def test_it_opens_at_the_incident_without_a_feared_outcome(three, at):
    html = shown(three, at)
    assert '<span class="num">2:00</span> Melati → Dahlia' in html and "A part of the self unknown until now" in html
    folded = html.index("More about it")
    assert html.index('name="hidden_self"') < folded < html.index('name="novel"')


def test_what_is_missing_stands_before_what_is_known(three, at):
    """Two things are called reality testing: of the event, and one of the five components."""
    html = shown(three, at, event=three.first)
    order = [
        'name="novel"',
        ">The five components<",
        'data-facet="components.risk"',
        ">Known already<",
        'data-facet="feared_outcome"',
    ]
    found = [html.index(one) for one in order]
    assert found == sorted(found) and found[-1] < html.index("More about it")
    fresh = shown(three, at)
    assert "Known already" not in fresh and fresh.index('data-facet="feared_outcome"') < fresh.index(order[2])


def test_what_is_known_is_folded_away_until_something_in_it_is_refused(three, at):
    assert '<details class="fold"><summary><span>Known already</span>' in shown(three, at, event=three.first)
    refused = plainly(at(three.alice), three.first, "feared_expected", feared_expected="11").content.decode()
    assert '<details class="fold" open><summary><span>Known already</span>' in refused


def test_how_far_it_is_stands_in_the_bar_that_stays_in_view(three, at):
    html = shown(three, at)
    assert html.index('<nav class="steps') < html.index('id="known"') < html.index('data-key="n"')


def test_it_is_linked_from_the_session_and_the_record(three, at):
    for name in ("sessions:session_detail", "events:record"):
        assert page(three.session) in at(three.alice).get(reverse(name, args=[three.session.id])).content.decode()


def test_onward_and_back(three, at):
    assert ways(shown(three, at, event=three.first)) == {"n": page(three.session, three.second)}
    assert ways(shown(three, at, event=three.second)) == {
        "p": page(three.session, three.first),
        "n": page(three.session, three.third),
    }
    assert ways(shown(three, at, event=three.third))["n"] == place(three, "closing")


def test_an_address_of_no_event_opens_where_most_is_missing(three, at):
    answer = at(three.alice).get(page(three.session) + "?event=nobody%00")
    assert answer.status_code == 200 and "Melati → Dahlia" in text_of(answer)


def test_where_nothing_is_open_it_leads_to_the_end(cast, at):
    event = make_event(session=cast.session, actor=cast.melati.person, kind="interaction", strength=2)
    respond(event=event, by=cast.dahlia.person)
    answer = at(cast.alice).get(page(cast.session), follow=True)
    assert "everything that is asked for is known" in text_of(answer)


def test_the_end_of_a_session_without_events(cast, at):
    assert "Nothing on record yet" in text_of(at(cast.alice).get(page(cast.session), follow=True))


def test_how_far_it_is(three, at):
    assert "Known 1 / 21" in text_of(at(three.alice).get(page(three.session)))


@pytest.mark.parametrize("who", ["olga", "sari"])
def test_who_only_reads_finds_words_and_no_control(three, at, who):
    html = shown(three, at, who)
    assert 'class="touch"' not in html and "Enough for now" not in html and "Melati → Dahlia" in html


def test_what_stands_apart_is_not_said_twice_to_who_only_reads(three, at):
    respond(event=three.first, by=three.dahlia.person, kind="silent")
    assert text_of(at(three.sari).get(page(three.session, three.first))).count("Dahlia: is silent") == 1


def test_after_the_signature_it_is_for_reading(three, at):
    at(three.alice).post(reverse("events:sign", args=[three.session.id]))
    html = shown(three, at)
    assert 'class="touch"' not in html and "What happened" in html
    assert html.index("What it evoked") < html.index("Nothing is noted.") < html.index("What happened")
    assert "Alice" in text_of(at(three.alice).get(place(three, "closing")))


def test_the_end_says_what_is_open_and_leads_to_the_signature(three, at):
    answer = at(three.alice).get(place(three, "closing"))
    said = text_of(answer)
    assert "What was feared" in said and "Responses" in said and "feel safe enough" in said
    assert reverse("events:sign", args=[three.session.id]) in answer.content.decode()


def test_both_who_lead_sign_from_there(three, at):
    sign = reverse("events:sign", args=[three.session.id])
    for who in (three.alice, three.bob):
        assert sign in at(who).get(place(three, "closing")).content.decode()
        at(who).post(sign)
        assert sign not in at(who).get(place(three, "closing")).content.decode()
    assert sign not in at(three.sari).get(place(three, "closing")).content.decode()


def test_enough_for_now_is_remembered_and_taken_up_again(three, at):
    assert at(three.alice).post(place(three, "enough"), follow=True).status_code == 200
    at(three.alice).post(place(three, "enough"))
    assert "this is enough for now" in text_of(at(three.alice).get(page(three.session)))
    assert "this is enough for now" not in text_of(at(three.bob).get(page(three.session)))
    at(three.alice).post(place(three, "take_up"))
    assert "this is enough for now" not in text_of(at(three.alice).get(page(three.session)))
    assert [len(trail(f"debriefing-{what}")) for what in ("left", "taken-up")] == [1, 1]


def test_a_person_has_enough_once(three, at):
    at(three.alice).post(place(three, "enough"))
    with acting(user_id=three.alice.id):
        assert copied(Enough.objects.get()) == "a_person_has_enough_of_a_session_once"


@pytest.mark.parametrize("name", ["session", "closing"])
@pytest.mark.parametrize("who", ["charlie", "rina", "adi"])
def test_for_others_there_is_no_such_page(three, at, name, who):
    assert at(getattr(three, who)).get(place(three, name)).status_code == 404


@pytest.mark.parametrize("name", ["undo", "enough", "take_up"])
def test_what_changes_something_is_not_a_link(three, at, name):
    assert at(three.alice).get(place(three, name)).status_code == 405
    assert at(three.olga).post(place(three, name)).status_code == 403


def test_it_is_complete_in_indonesian(three, at):
    type(three.alice).objects.filter(pk=three.alice.pk).update(language="id")
    said = text_of(at(three.alice).get(page(three.session)))
    assert "Debriefing sesi 1" in said and "Lebih jauh tentangnya" in said


@pytest.mark.parametrize("state", ["planned", "live"])
def test_before_the_end_of_the_session_there_is_nothing_to_answer(three, at, state):
    with acting(group_id=three.group.id):
        Session.objects.filter(pk=three.session.pk).update(state=state)
    assert 'class="touch"' not in shown(three, at)
