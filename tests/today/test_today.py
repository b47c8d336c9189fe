"""The counselor's first page: each of its sentences, for whom it is, and what it costs."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.templatetags.days import moment
from members.models import Group
from observations.events.models import Event
from observations.today.arcs import SHOWN
from sessions_app.actions import add_to_plan
from sessions_app.models import PlanItem
from tests.factories import attend, lead_group, make_event, make_group, make_member, make_session, respond, supervise
from tests.pages import queries, text_of
from tests.today.made import URL, focus, handed_over, in_days, planned, shown, version, weekly

ALL_FIVE = ("risk", "support", "reality-testing", "recognition", "facilitation")


def observed(session, count: int) -> dict:
    return dict.fromkeys(ALL_FIVE[:count], ("observed", session))


def test_it_shows_the_next_session_of_each_group_with_its_plan(cast, at):
    coming = planned(cast.group, 2)
    with acting(user_id=cast.alice.id):
        add_to_plan(session=coming, text="Farewell of Dahlia", by=cast.alice)
    make_event(session=cast.session, actor=cast.melati.person, follow_up="Her mother")
    answer = at(cast.alice).get(URL)
    page = text_of(answer)
    assert f"Kelompok Melati Session 20 {moment(coming.starts, cast.group.timezone)}" in page
    assert page.index("Her mother Melati, session 1") < page.index("Farewell of Dahlia")
    assert reverse("sessions:session_detail", args=[coming.id]) in answer.content.decode()


def test_a_session_that_runs_is_the_next_one(cast, at):
    make_session(group=cast.group, number=5, state="live", starts=in_days(0))
    planned(cast.group, 7)
    assert "Kelompok Melati Session 5" in shown(at, cast.alice)


def test_without_a_planned_session_it_says_what_to_do(cast, at):
    page = shown(at, cast.alice)
    assert "No session is planned. Plan a session" in page and "A plan belongs to a session" in page
    assert "No session is planned. Plan a session" not in shown(at, cast.olga)


def test_who_leads_nothing_learns_how_that_changes(cast, at):
    with acting(user_id=cast.adi.id):
        Group.objects.filter(pk=cast.group.pk).update(ended="2026-02-01")
    assert "You lead no group at present" in shown(at, cast.alice)


def test_it_shows_the_own_groups_and_no_other(cast, at):
    supervise(supervisor=cast.charlie, counselor=cast.alice)
    type(cast.charlie).objects.filter(pk=cast.charlie.pk).update(is_supervisor=True)
    assert "Melati" not in shown(at, cast.charlie) and "Kelompok Bakung" in shown(at, cast.charlie)
    lead_group(group=make_group(name="Former"), user=cast.alice, ends="2026-01-05")
    assert "Former" not in shown(at, cast.alice)


@pytest.mark.parametrize("who", ["sari", "adi"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404
    assert at(cast.alice).post(URL).status_code == 405


def test_who_only_observes_reads_it_and_changes_nothing(cast, at):
    coming = planned(cast.group, 2)
    with acting(group_id=cast.group.id):
        PlanItem.objects.create(group=cast.group, session=coming, text="Trust", position=1)
    make_event(session=cast.session, actor=cast.melati.person, follow_up="Her mother")
    answer = at(cast.olga).get(URL)
    page = text_of(answer)
    assert "Trust" in page and "Her mother" in page and "reading only" in page
    assert "Done in session" not in page and "/plan/" not in answer.content.decode()
    assert "Every record is signed." in page, "records are finished by those who write them"


@pytest.mark.parametrize(
    ("count", "question"),
    [
        (0, "was the risk seen?"),
        (1, "was the group’s support seen?"),
        (2, "was reality testing seen?"),
        (3, "was recognition seen?"),
        (4, "was freer interaction seen?"),
    ],
)
def test_an_open_arc_asks_for_its_next_component(cast, at, count, question):
    event = make_event(
        session=cast.session, actor=cast.melati.person, at=1491.0, components=observed(cast.session, count)
    )
    answer = at(cast.alice).get(URL)
    assert f"Melati, session 1 24:51 {question}" in text_of(answer)
    assert reverse("events:event_detail", args=[event.id]) in answer.content.decode()


def test_a_component_that_was_not_observed_is_asked_for_again(cast, at):
    states = observed(cast.session, 1) | {"support": ("not-observed", cast.session)}
    make_event(session=cast.session, actor=cast.melati.person, components=states)
    assert "was the group’s support seen?" in shown(at, cast.alice)


def test_no_arc_is_open_when_all_five_were_seen_nor_of_an_interaction_nor_of_whom_has_left(cast, at):
    gone = make_member(group=cast.group, alias="Gone", left="2026-02-01")
    make_event(session=cast.session, actor=cast.melati.person, components=observed(cast.session, 5))
    make_event(session=cast.session, actor=cast.melati.person, kind="interaction")
    make_event(session=cast.session, actor=gone.person)
    assert "No incident waits for a component." in shown(at, cast.alice)


def test_what_was_given_up_is_not_asked_for_and_what_a_counselor_did_is_no_arc(cast, at):
    given_up = make_event(session=cast.session, actor=cast.melati.person)
    make_event(session=cast.session, actor=cast.seat)
    assert "was the risk seen?" in shown(at, cast.alice)
    at(cast.alice).post(reverse("debriefing:arc_end", args=[given_up.id]))
    assert "No incident waits for a component." in shown(at, cast.alice)


def test_who_leaves_on_a_day_to_come_has_open_arcs_until_then(cast, at):
    leaving = make_member(group=cast.group, alias="Rose", left=in_days(3).date())
    make_event(session=cast.session, actor=leaving.person)
    assert "Rose, session 1" in shown(at, cast.alice)


@pytest.mark.parametrize(("open_ones", "said"), [(30, "and 27 earlier"), (31, "and more than 27 earlier")])
def test_of_very_many_it_says_that_there_are_more_than_were_counted(cast, at, open_ones, said):
    event = make_event(session=cast.session, actor=cast.melati.person)
    with acting(group_id=cast.group.id):
        facts = {name: getattr(event, name) for name in ("group_id", "session_id", "actor_id", "codebook_id", "affect")}
        others = (Event(**facts, kind="incident", recorded_by_id=event.actor_id, at=n) for n in range(1, open_ones))
        Event.objects.bulk_create(others)
    assert f"{said} What has changed in the summaries" in shown(at, cast.alice)


def test_of_many_open_arcs_the_newest_are_shown_and_the_others_counted(cast, at):
    for number in range(SHOWN + 2):
        make_event(session=cast.session, actor=cast.melati.person, at=float(60 * number))
    page = shown(at, cast.alice)
    assert page.count("was the risk seen?") == SHOWN and "and 2 earlier" in page
    assert f"{SHOWN + 1}:00 was the risk seen?" in page and " 0:00 was" not in page


def test_more_of_everything_costs_no_query_more(cast, at):
    planned(cast.group, 2)
    weekly(cast.group)
    make_event(session=cast.session, actor=cast.melati.person)
    before = queries(at(cast.alice), URL)
    for number in range(20):
        group = make_group(lead=cast.alice, name=f"Group {number:02}")
        member = make_member(group=group)
        make_member(group=group, alias="Gone", left=in_days(-2).date())
        *_, last = weekly(group, state="debriefing")
        attend(session=last, person=make_member(group=group, alias="Rose").person, state="absent")
        respond(event=make_event(session=last, actor=member.person, follow_up="Later"), by=member.person)
        coming = planned(group, 30)
        with acting(group_id=group.id):
            PlanItem.objects.create(group=group, session=coming, text="Trust", position=1)
        version(member, 1, [focus(1, 4)], state="approved")
        version(member, 2, [focus(2, 4)])
        handed_over(last, author=cast.alice)
    assert queries(at(cast.alice), URL) == before
    page = shown(at, cast.alice)
    told = ("Away from session 13", "Gone left on", "A break", "Move up: Trust", "other numbers: here and now")
    for words in (*told, "1 entry is kept apart for you to decide on"):
        assert page.count(words) == 20, words


def test_it_speaks_indonesian(cast, at):
    planned(cast.group, 2)
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="id")
    page = shown(at, cast.alice)
    assert "Hari ini" in page and "Belum ada yang direncanakan." in page and "Perkiraan: 8 detik" in page
