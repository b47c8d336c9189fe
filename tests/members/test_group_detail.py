from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.models import Membership, Person
from sessions_app.models import Attendance, Session
from tests.factories import attend, make_event, make_group, make_member, make_session
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of


def url(group, **asked):
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("members:group_detail", args=[group.id]) + (f"?{words}" if words else "")


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_whoever_leads_observes_or_supervises_it_reads_it(cast, at, who):
    shown = text_of(at(getattr(cast, who)).get(url(cast.group)))
    assert "Kelompok Melati" in shown and "Melati 7 Jan 2026 1 / 1" in shown and "Lead Alice" in shown


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_group(cast, at, who):
    assert at(getattr(cast, who)).get(url(cast.group)).status_code == 404


@pytest.mark.parametrize("who", READERS)
def test_readers_are_offered_nothing_to_change(cast, at, who):
    answer = at(getattr(cast, who)).get(url(cast.group))
    assert "reading only" in text_of(answer)
    offers = [reverse(name, args=[cast.group.id]) for name in ("members:member_add", "sessions:session_add")]
    assert [offer for offer in offers if offer in answer.content.decode()] == []


def test_the_page_is_only_read(cast, at):
    assert at(cast.alice).post(url(cast.group)).status_code == 405


def test_attendance_counts_those_who_came_late_and_left_early(cast, at):
    for number, state in enumerate(["late", "left-early", "absent-with-word", "absent"], 2):
        attend(session=make_session(group=cast.group, number=number), person=cast.melati.person, state=state)
    assert "Melati 7 Jan 2026 3 / 5" in text_of(at(cast.alice).get(url(cast.group)))


def test_a_member_leads_to_the_page_about_them(cast, at):
    address = reverse("summaries:member_detail", args=[cast.melati.id])
    assert address in at(cast.alice).get(url(cast.group)).content.decode()


def test_former_members_are_behind_a_tab(cast, at):
    make_member(group=cast.group, alias="Gone", left=date(2026, 2, 1))
    now, former = (text_of(at(cast.alice).get(url(cast.group, members=tab))) for tab in ("", "former"))
    assert "Melati" in now and "Gone" not in now and "Former 1" in now
    assert "Gone 7 Jan 2026 – 1 Feb 2026" in former and "Dahlia" not in former


def test_the_newest_session_stands_first_with_its_state(cast, at):
    make_session(group=cast.group, number=2, state="signed", theme="Boundaries")
    shown = text_of(at(cast.alice).get(url(cast.group)))
    newest = "Session 2 Wed 14 Jan 2026, 16:00 Boundaries signed"
    assert f"{newest} Session 1 Wed 7 Jan 2026, 16:00 to debrief" in shown


def test_the_times_are_those_of_the_group(cast, at):
    group = make_group(lead=cast.alice, timezone="America/New_York")
    make_session(group=group)
    assert "Wed 7 Jan 2026, 04:00" in text_of(at(cast.alice).get(url(group)))


def test_what_is_planned_is_behind_a_tab_and_the_next_one_on_top(cast, at):
    for number, weeks in ((2, 1), (3, 2)):
        starts = timezone.now() + timedelta(weeks=weeks)
        session = make_session(group=cast.group, number=number, state="planned", starts=starts)
    so_far, planned = (text_of(at(cast.alice).get(url(cast.group, sessions=tab))) for tab in ("", "planned"))
    assert "Next:" in so_far and "Session 2" not in so_far and "Planned 2" in so_far
    assert planned.index("Session 2") < planned.index("Session 3") and "Session 1" not in planned
    assert reverse("sessions:session_detail", args=[session.id]) not in so_far


def test_a_planned_session_that_passed_unrecorded_is_pointed_out(cast, at):
    make_session(group=cast.group, number=2, state="planned", starts=timezone.now() - timedelta(hours=4))
    assert "not recorded" in text_of(at(cast.alice).get(url(cast.group)))


def test_ten_sessions_are_on_a_page(cast, at):
    for number in range(2, 13):
        make_session(group=cast.group, number=number)
    first, second = (at(cast.alice).get(url(cast.group, page=page)).content.decode() for page in (1, 2))
    assert (first.count("Session "), second.count("Session ")) == (10, 2)


@pytest.fixture
def many(cast):
    """Twelve sessions, two of them with a theme; thirteen members, one of them gone."""
    themes = {3: "Trust 100%", 4: "trust_and_truth"}
    for number in range(2, 13):
        make_session(group=cast.group, number=number, theme=themes.get(number, ""))
    for number in range(10):
        make_member(group=cast.group, alias=f"Anggrek {number}")
    make_member(group=cast.group, alias="Élan", left=date(2026, 2, 1))
    return cast


def numbers(answer):
    return [session.number for session in answer.context["sessions"]]


def aliases(answer):
    return [alias for _, alias, *_ in answer.context["memberships"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TRUST", [4, 3]),
        ("100%", [3]),
        ("t_t", []),
        ("_", [4]),
        ("%", [3]),
        ("12", [12]),
        ("1", [3, 1]),
        ("9999999999", []),
        ("\x00", [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]),
    ],
)
def test_sessions_are_found_by_their_theme_and_by_their_number(many, at, words, found):
    assert numbers(at(many.alice).get(url(many.group), {"q": words})) == found


@pytest.mark.parametrize(("words", "found"), [("mela", ["Melati"]), ("élan", ["Élan"]), ("ÉLAN", ["Élan"]), ("%", [])])
def test_members_are_found_by_their_alias_also_those_who_are_gone(many, at, words, found):
    assert aliases(at(many.alice).get(url(many.group), {"who": words})) == found


def test_what_is_searched_for_stays_in_its_field_and_beside_the_other_list(many, at):
    page = at(many.alice).get(url(many.group), {"q": "trust", "members": "former"}).content.decode()
    assert '<input type="search" name="q" value="trust"' in page
    members, sessions = page.split('id="sessions"')
    assert '<input type="hidden" name="q" value="trust">' in members
    assert '<input type="hidden" name="members" value="former">' in sessions
    assert 'href="?q=trust&amp;members=#members"' in members


def test_a_search_that_finds_nothing_says_what_to_do(many, at):
    shown = text_of(at(many.alice).get(url(many.group), {"q": "nothing", "who": "nobody"}))
    assert "No session fits Search for a word of a theme" in shown and "Nobody fits" in shown


@pytest.mark.parametrize("rows", ["member-rows", "session-rows"])
def test_htmx_gets_the_rows_it_asked_for_and_nothing_else(many, at, rows):
    answer = at(many.alice, hx_request="true", hx_target=rows).get(url(many.group), {"q": "trust"})
    assert answer.content.decode().strip().startswith(f'<div id="{rows}">') and "<html" not in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]


def test_htmx_that_asks_for_something_else_gets_the_page(many, at):
    assert b"<html" in at(many.alice, hx_request="true", hx_target="x").get(url(many.group)).content


def test_short_lists_need_no_search(cast, at):
    assert 'type="search"' not in at(cast.alice).get(url(cast.group)).content.decode()


def test_a_search_costs_the_same_however_much_it_finds(many, at):
    browser, searched = at(many.alice), url(many.group, q="trust", who="a")
    before = queries(browser, searched)
    for number in range(13, 33):
        make_session(group=many.group, number=number, theme="Trust")
        make_member(group=many.group, alias=f"Melati {number}")
    assert queries(browser, searched) == before <= 11


def test_a_new_group_says_what_to_do(cast, at):
    shown = text_of(at(cast.alice).get(url(make_group(lead=cast.alice, name="New"))))
    assert "No members yet" in shown and "No sessions yet" in shown


def test_a_name_is_text_and_nothing_else(cast, at):
    with acting(group_id=cast.group.id):
        Person.objects.filter(pk=cast.melati.person_id).update(alias="<script>alert(1)</script>")
    assert b"<script>alert" not in at(cast.alice).get(url(cast.group)).content


def grow(cast, sessions=40, members=6):
    people = [cast.melati.person] + [make_member(group=cast.group, alias=f"M{n}").person for n in range(members)]
    for number in range(2, sessions):
        make_session(group=cast.group, number=number, there=people)
    for _ in range(20):
        make_event(session=cast.session, actor=cast.melati.person)


def test_it_costs_the_same_with_many_sessions_members_and_events(cast, at):
    browser = at(cast.alice)
    before = queries(browser, url(cast.group))
    grow(cast)
    assert queries(browser, url(cast.group)) == before <= 10
    with acting(group_id=cast.group.id):
        assert (Session.objects.count(), Membership.objects.count()) == (39, 8)
        assert Attendance.objects.count() > 200


def test_the_lead_stands_first_whoever_came_first(at, cast, today):
    cast.group.leaderships.filter(role="lead").update(starts=today - timedelta(days=2))
    words = text_of(at(cast.alice).get(url(cast.group)))
    places = [words.index(leader) for leader in ("Lead Alice", "Co-lead Bob", "Observer Olga")]
    assert places == sorted(places)
