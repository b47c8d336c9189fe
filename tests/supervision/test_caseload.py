from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from observations.summaries.models import Summary
from observations.supervision.caseload import spark
from tests.factories import attend, make_group, make_member, make_session, make_user, supervise
from tests.pages import queries, text_of

URL = reverse("supervision:caseload")


def draft(membership, *, events=5, state="draft", **fields):
    with acting(group_id=membership.group_id):
        facts = {"group": membership.group, "membership": membership, "built_from": 1, "analysis": "1"}
        return Summary.objects.create(events=events, state=state, **facts, **fields)


def test_a_supervisor_sees_the_groups_of_their_counselors_and_no_other(cast, at):
    shown = text_of(at(cast.sari).get(URL))
    assert "Alice supervised since 1 Jan 2026" in shown and "Kelompok Melati Alice, Bob" in shown
    assert "Bakung" not in shown and "Olga" not in shown


def test_each_group_says_how_many_sessions_and_when_the_next_is(cast, at):
    tomorrow = (timezone.now() + timedelta(days=1)).replace(hour=2, minute=30)
    coming = make_session(group=cast.group, number=2, state="planned", starts=tomorrow)
    answer = at(cast.sari).get(URL)
    assert f"1 next {tomorrow:%a} {tomorrow.day} {tomorrow:%b}, 09:30" in text_of(answer)
    assert reverse("sessions:session_detail", args=[coming.id]) in answer.content.decode()


def test_attendance_is_the_members_at_the_last_eight_sessions(cast, at):
    rose = make_member(group=cast.group, alias="Rose").person
    for number in range(2, 11):
        session = make_session(group=cast.group, number=number, there=[cast.melati.person])
        attend(session=session, person=cast.dahlia.person, state="absent-with-word")
        attend(session=session, person=rose, state="late")
        attend(session=session, person=cast.seat)
    shown = text_of(at(cast.sari).get(URL))
    assert "67 % 16 of 24, last 8 sessions" in shown.replace("\u202f", " ")


def test_without_attendance_nothing_is_claimed(cast, at):
    group = make_group(lead=cast.alice, name="New group")
    make_session(group=group, number=1, state="planned", starts=timezone.now() + timedelta(days=1))
    assert "not noted yet" in text_of(at(cast.sari).get(URL))


def test_records_to_finish_are_linked_the_longest_waiting_first(cast, at):
    for number in range(2, 7):
        make_session(group=cast.group, number=number)
    answer = at(cast.sari).get(URL)
    assert "6 to finish Session 1 , Session 2 , Session 3 and 3 more" in text_of(answer)
    assert reverse("sessions:session_detail", args=[cast.session.id]) in answer.content.decode()


def test_signed_records_are_finished(cast, at):
    with acting(group_id=cast.group.id):
        type(cast.session).objects.update(state="signed")
    assert "all signed" in text_of(at(cast.sari).get(URL))


def test_drafts_about_present_members_wait_to_be_read(cast, at):
    draft(cast.melati)
    draft(cast.dahlia, events=0)
    gone = make_member(group=cast.group, alias="Gone", left=date(2026, 2, 1))
    draft(gone)
    approved = make_member(group=cast.group, alias="Approved")
    draft(approved, state="approved", approved_at=timezone.now())
    answer = at(cast.sari).get(URL)
    assert "1 to read Melati" in text_of(answer)
    assert reverse("summaries:member_detail", args=[cast.melati.id]) in answer.content.decode()


def test_every_link_of_the_page_opens_for_the_supervisor_and_offers_no_writing(cast, at):
    draft(cast.melati)
    sari = at(cast.sari)
    for name, object_id in [
        ("members:group_detail", cast.group.id),
        ("sessions:session_detail", cast.session.id),
        ("summaries:member_detail", cast.melati.id),
    ]:
        assert sari.get(reverse(name, args=[object_id])).status_code == 200
    assert sari.get(reverse("sessions:session_edit", args=[cast.session.id])).status_code == 403


def test_a_group_led_by_two_of_their_counselors_stands_under_both(cast, at):
    supervise(supervisor=cast.sari, counselor=cast.bob)
    counselors = at(cast.sari).get(URL).context["counselors"]
    assert [[row["group"] for row in each["rows"]] for each in counselors] == [[cast.group], [cast.group]]


def test_observing_a_group_does_not_open_it_to_ones_supervisor(cast, at):
    supervise(supervisor=cast.rina, counselor=cast.olga)
    shown = text_of(at(cast.rina).get(URL))
    assert "Olga" in shown and "Kelompok Melati" not in shown and "Leads no group at present." in shown


def test_nobody_is_found_by_a_group_that_they_only_observe(cast, at):
    supervise(supervisor=cast.rina, counselor=cast.olga)
    assert "Nobody fits" in text_of(at(cast.rina).get(URL, {"q": "melati"}))


@pytest.mark.parametrize("dates", [{"ends": date(2026, 2, 1)}, {"starts": date(2999, 1, 1)}])
def test_only_todays_supervisions_count(cast, at, dates):
    supervise(supervisor=cast.sari, counselor=cast.charlie, **dates)
    assert "Charlie" not in text_of(at(cast.sari).get(URL))


def test_groups_that_ended_come_last_and_say_so(cast, at):
    ended = make_group(lead=cast.alice, name="A former group", ended=date(2026, 3, 1))
    shown = text_of(at(cast.sari).get(URL))
    assert shown.index("Kelompok Melati") < shown.index("A former group") and "ended 1 Mar 2026" in shown
    assert str(ended.id) in at(cast.sari).get(URL).content.decode()


@pytest.mark.parametrize(("words", "found"), [("ali", True), ("melati", True), ("charlie", False), ("bakung", False)])
def test_a_counselor_is_found_by_their_name_or_a_groups(cast, at, words, found):
    rows = text_of(at(cast.sari, **{"hx-request": "true"}).get(URL, {"q": words}))
    assert ("Kelompok Melati" in rows) is found and ("Nobody fits" in rows) is not found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("MELATI", ["Kelompok Melati"]),
        ("alice", ["Kelompok Melati", "Tuesday 50%"]),
        ("%", ["Tuesday 50%"]),
        ("_", []),
        ("", ["Kelompok Melati", "Tuesday 50%"]),
    ],
)
def test_a_search_for_a_group_leaves_the_counselors_other_groups_out(cast, at, words, found):
    make_group(lead=cast.alice, name="Tuesday 50%")
    counselors = at(cast.sari).get(URL, {"q": words}).context["counselors"]
    assert [row["group"].name for counselor in counselors for row in counselor["rows"]] == found


def test_who_supervises_nobody_is_told_how_that_changes(db, at):
    nobody = make_user(name="New", is_counselor=False, is_supervisor=True)
    assert "You supervise nobody at present" in text_of(at(nobody).get(URL))


def test_more_groups_counselors_sessions_and_drafts_cost_no_query_more(cast, at):
    sari = at(cast.sari)
    draft(cast.melati)
    before = queries(sari, URL)
    for number in range(20):
        counselor = make_user(name=f"C{number:02}")
        supervise(supervisor=cast.sari, counselor=counselor)
        group = make_group(lead=counselor)
        member = make_member(group=group)
        make_session(group=group, there=[member.person])
        draft(member)
    assert queries(sari, URL) == before
    assert "1–10 of 21" in text_of(sari.get(URL))


@pytest.mark.parametrize("who", ["alice", "adi"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.sari).post(URL).status_code == 405


def test_the_small_line_ends_at_its_right_edge_and_stays_inside():
    assert spark([1.0]) == [(88.0, 3.0)]
    points = spark([0.0, 0.5, 1.0])
    assert points == [(4.0, 23.0), (46.0, 13.0), (88.0, 3.0)]


def test_a_member_who_is_there_is_one_whatever_the_kind_of_presence(cast, at):
    attend(session=cast.session, person=make_member(group=cast.group, alias="Rose").person, state="left-early")
    assert "3 of 3, last session" in text_of(at(cast.sari).get(URL))
