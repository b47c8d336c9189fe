"""Incidents of earlier sessions: what is asked of them today, the answers, and their way over the sessions."""

import re

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.arcs import Arc, Point, picture_of
from observations.debriefing.models import EndedArc
from observations.events.models import Amendment
from tests.breaking import copied
from tests.debriefing.made import now, undo
from tests.events.made import signed
from tests.factories import attend, make_event, make_member, make_session
from tests.pages import queries, text_of, trail

KINDS = ["risk", "support", "reality-testing", "recognition", "facilitation"]


@pytest.fixture
def today(cast):
    """Session 3, with Melati; her incident of session 1 was seen to the second component."""
    cast.today = make_session(group=cast.group, number=3, there=[cast.melati.person])
    seen = dict.fromkeys(KINDS[:2], ("observed", cast.session))
    cast.event = make_event(
        session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, components=seen, text="She shouted"
    )
    return cast


def arcs(cast) -> str:
    return reverse("debriefing:arcs", args=[cast.today.id])


def answer(browser, cast, kind="reality-testing", state="observed", headers=None, event=None, **more):
    place = reverse("debriefing:arc_answer", args=[cast.today.id, (event or cast.event).id, f"components.{kind}"])
    sent = {f"{kind}-{name}": value for name, value in ({"state": state} | more).items()}
    return browser.post(place, sent, headers=headers or {"hx-request": "true"})


def test_it_asks_what_is_next(today, at):
    said = text_of(at(today.alice).get(arcs(today)))
    assert "Was it examined with the others today?" in said and "She shouted" in said
    assert "support Melati" not in said


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("risk", "Apakah hari ini Melati menunjukkannya"),
        ("support", "Apakah kelompok mendukung Melati"),
        ("recognition", "Apakah hari ini Melati melihat"),
        ("facilitation", "Apakah hari ini Melati lebih terbuka"),
    ],
)
def test_each_component_has_its_question_in_both_languages(today, at, kind, words):
    components = dict.fromkeys(KINDS[: KINDS.index(kind)], ("observed", today.session))
    make_event(session=today.session, actor=today.melati.person, components=components)
    type(today.alice).objects.filter(pk=today.alice.pk).update(language="id")
    said = text_of(at(today.alice).get(arcs(today)))
    assert words in said and "Apakah itu diperiksa bersama yang lain hari ini?" in said


def test_an_answer_belongs_to_todays_session(today, at):
    assert answer(at(today.alice), today).status_code == 200
    assert now(today, today.event)["components"]["reality-testing"] == {"state": "observed", "session": "s3"}
    assert "did not fit" in text_of(at(today.alice).get(arcs(today)))


def test_not_observed_today_is_asked_again(today, at):
    answer(at(today.alice), today, state="not-observed")
    assert now(today, today.event)["components"]["reality-testing"] == {"state": "not-observed", "session": "s3"}
    assert "Was it examined" in text_of(at(today.alice).get(arcs(today)))


def test_of_a_signed_session_it_becomes_an_amendment_with_the_reason_that_was_given(today, at):
    signed(today)
    said = answer(at(today.alice), today, reason="Seen in session 3, by Dahlia.")
    shown = text_of(said)
    assert said.status_code == 200
    assert "Before nothing Now Reality testing observed · Session 3 Undo" in shown, "what else stands is not said again"
    with acting(group_id=today.group.id):
        [amendment] = Amendment.objects.all()
    assert amendment.reason == "Seen in session 3, by Dahlia." and amendment.after.keys() == {"components"}
    shown = text_of(at(today.sari).get(reverse("debriefing:arc", args=[today.event.id])))
    assert "Amendments" in shown and "Seen in session 3, by Dahlia." in shown
    assert undo(at(today.alice), today.today).url == reverse("debriefing:arcs", args=[today.today.id])
    assert "reality-testing" not in now(today, today.event)["components"]


def test_the_reason_is_asked_for_in_place_and_waits_for_its_button(today, at):
    assert "Why it is changed" not in text_of(at(today.alice).get(arcs(today)))
    signed(today)
    html = at(today.alice).get(arcs(today)).content.decode()
    assert "Seen in session 3.</textarea>" in html and 'hx-trigger="submit"' in html and "Keep the amendment" in html


@pytest.mark.parametrize("headers", [None, {"accept": "text/html"}])
def test_without_a_reason_nothing_is_amended(today, at, headers):
    signed(today)
    refused = answer(at(today.alice), today, headers=headers, reason=" ")
    assert refused.status_code == 422 and "Say why it is changed." in text_of(refused)
    assert "reality-testing" not in now(today, today.event)["components"]


def test_once_todays_session_is_signed_nothing_is_answered(today, at):
    signed(today)
    signed(today, today.today)
    refused = answer(at(today.alice), today, reason="Seen in session 3.")
    assert refused.status_code == 422 and "This record has been signed meanwhile." in text_of(refused)
    assert 'class="touch"' not in at(today.alice).get(arcs(today)).content.decode()


def test_the_arc_is_drawn_anew_with_the_answer(today, at):
    drawn = answer(at(today.alice), today).content.decode()
    assert f'id="figure-{today.event.id}" hx-swap-oob="true"' in drawn and drawn.count('class="fig-dot"') == 3


def test_it_is_given_up_and_taken_up_in_place(today, at):
    browser, headers = at(today.alice), {"hx-request": "true"}
    given_up = browser.post(reverse("debriefing:arc_end", args=[today.event.id]), headers=headers)
    assert "Given up by Alice" in text_of(given_up) and "Ask about it again" in text_of(given_up)
    again = browser.post(reverse("debriefing:arc_reopen", args=[today.event.id]), headers=headers)
    assert "Asked next: Reality testing" in text_of(again) and "<html" not in again.content.decode()


def test_without_scripts_a_refusal_stands_at_its_arc(today, at):
    refused = answer(at(today.alice), today, state="perhaps", headers={"accept": "text/html"})
    assert refused.status_code == 422 and "not one of the available choices" in text_of(refused)
    assert answer(at(today.alice), today, headers={"accept": "text/html"}).url.startswith(arcs(today))


def test_who_is_not_there_today_is_not_asked_about(today, at):
    make_event(session=today.session, actor=today.dahlia.person, text="Not of today")
    attend(session=today.today, person=today.dahlia.person, state="absent")
    assert "Not of today" not in text_of(at(today.alice).get(arcs(today)))


def test_complete_and_given_up_arcs_are_not_asked_about(today, at):
    full = dict.fromkeys(KINDS, ("observed", today.session))
    make_event(session=today.session, actor=today.melati.person, components=full, text="All seen")
    assert "All seen" not in text_of(at(today.alice).get(arcs(today)))
    at(today.alice).post(reverse("debriefing:arc_end", args=[today.event.id]))
    assert "No arc is open" in text_of(at(today.alice).get(arcs(today)))
    assert "Given up by Alice" in text_of(at(today.alice).get(reverse("debriefing:arc", args=[today.event.id])))
    at(today.alice).post(reverse("debriefing:arc_reopen", args=[today.event.id]))
    assert "She shouted" in text_of(at(today.alice).get(arcs(today)))
    assert [len(trail(f"arc-{what}")) for what in ("ended", "reopened")] == [1, 1]


def test_an_arc_ends_once(today, at):
    for _ in range(2):
        at(today.alice).post(reverse("debriefing:arc_end", args=[today.event.id]))
    with acting(group_id=today.group.id):
        assert copied(EndedArc.objects.get()) == "an_arc_ends_once"


def test_only_incidents_of_earlier_sessions_of_the_group_are_answered(today, at):
    later = make_event(session=today.today, actor=today.melati.person)
    calm = make_event(session=today.session, actor=today.melati.person, kind="interaction")
    assert {answer(at(today.alice), today, event=one).status_code for one in (later, calm)} == {404}
    assert answer(at(today.alice), today, kind="luck").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404)])
def test_only_who_writes_answers_and_gives_up(today, at, who, status):
    browser = at(getattr(today, who))
    assert answer(browser, today).status_code == status
    assert browser.post(reverse("debriefing:arc_end", args=[today.event.id])).status_code == status


def test_the_picture_has_a_title_a_description_and_a_table(today, at):
    answer(at(today.alice), today)
    html = at(today.sari).get(reverse("debriefing:arc", args=[today.event.id])).content.decode()
    [picture] = re.findall(r"<svg[^>]*labelledby=.arc-title.*?</svg>", html, re.DOTALL)
    assert "<title" in picture and "Reality testing: observed (3)." in picture
    assert picture.count('class="fig-dot"') == 3 and html.count('<th scope="row">') == 5


def test_it_is_drawn_in_the_debriefing_too(today, at):
    event = make_event(session=today.today, actor=today.melati.person, components={"risk": ("observed", today.today)})
    html = at(today.alice).get(reverse("debriefing:session", args=[today.today.id]) + f"?event={event.id}")
    assert "Arc of an incident of Melati in session 3" in text_of(html)


def test_numbers_do_not_lie_over_each_other():
    points = [Point(kind, "observed", session) for kind, session in zip(KINDS, [1, 2, 3, 100, 101], strict=True)]
    picture = picture_of(Arc({"id": "a"}, "Melati", 1, points), 101)
    places = [x for _number, x in picture.ticks]
    assert places == sorted(places) and all(later - one >= 24 for one, later in zip(places, places[1:], strict=False))
    assert len(picture.marks) == 5 and picture.way.count("L") == 4


def test_more_arcs_and_members_make_no_more_queries(today, at):
    few = queries(at(today.alice), arcs(today))
    other = make_member(group=today.group, alias="Anggrek")
    attend(session=today.today, person=other.person)
    for _ in range(20):
        make_event(session=today.session, actor=other.person, components={"risk": ("not-observed", today.session)})
    assert queries(at(today.alice), arcs(today)) == few
