"""What one session shows, on one page that a counselor reads in a minute."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour
from observations.debriefing.models import EndedArc
from observations.events.models import Event
from sessions_app.models import Session
from tests.factories import attend, feel, make_event, make_member, make_session, respond
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of, trail
from tests.summaries.made import consent, incident, worked_out


def url(session):
    """Once everything that is on record by now is worked out."""
    worked_out(session.group)
    return reverse("summaries:session_summary", args=[session.id])


def page(cast, at, session=None, who="alice"):
    return text_of(at(getattr(cast, who)).get(url(session or cast.session)))


def change(session, **fields):
    with acting(group_id=session.group_id):
        Session.objects.filter(pk=session.pk).update(**fields)


def turned(cast, session, who="melati", toward="dahlia", **fields):
    """An interaction of one member toward the other, unless told otherwise."""
    people = {"melati": cast.melati.person, "dahlia": cast.dahlia.person}
    facts = {"kind": "interaction", "affect": None, "strength": None, "recorded_by": cast.seat} | fields
    return make_event(session=session, actor=people[who], toward=[people[toward]], **facts)


@pytest.fixture
def lived(cast):
    """Six sessions held, both members there; in each earlier one Melati has an incident, in the last two."""
    both = [cast.melati.person, cast.dahlia.person]
    cast.earlier = [cast.session, *(make_session(group=cast.group, number=n, there=both) for n in range(2, 6))]
    cast.last = make_session(group=cast.group, number=6, there=both)
    for session in [*cast.earlier, cast.last, cast.last]:
        incident(cast, session=session, states=("observed", "not-observed"))
    return cast


@pytest.mark.parametrize("who", [*WRITERS, *READERS])
def test_whoever_reads_the_group_reads_it(lived, at, who):
    said = "2 critical incidents: 2 with negative and 0 with positive affect."
    assert said in page(lived, at, lived.last, who)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_and_admins_there_is_none(lived, at, who):
    assert at(getattr(lived, who)).get(url(lived.last)).status_code == 404


def test_it_is_only_read_and_opening_it_is_on_record(lived, at):
    alice = at(lived.alice)
    assert alice.post(url(lived.last)).status_code == 405
    alice.get(url(lived.last))
    entry = trail("opened")[-1]
    assert (entry.by, entry.subject, entry.detail) == (lived.alice.id, lived.last.id, {"view": "findings"})


def test_session_record_and_group_lead_there_and_the_title_names_nobody(lived, at):
    alice = at(lived.alice)
    for name, of in [("sessions:session_detail", lived.last), ("events:record", lived.last)]:
        assert url(lived.last) in alice.get(reverse(name, args=[of.id])).content.decode()
    group = alice.get(reverse("summaries:group_summary", args=[lived.group.id])).content.decode()
    assert all(url(session) in group for session in [*lived.earlier, lived.last])
    assert "<title>Findings of a session · GroupCounsel</title>" in alice.get(url(lived.last)).content.decode()


def test_a_session_that_is_still_planned_has_no_findings_and_nothing_leads_there(cast, at):
    planned = make_session(group=cast.group, number=2, state="planned")
    assert "Not held yet" in page(cast, at, planned)
    session = at(cast.alice).get(reverse("sessions:session_detail", args=[planned.id]))
    assert url(planned) not in session.content.decode()


def test_a_session_without_events_says_so(cast, at):
    assert "No event on record" in page(cast, at)


def test_incidents_stand_beside_those_of_the_other_sessions(lived, at):
    incident(lived, session=lived.earlier[0])
    assert "Other 5 sessions: median 1, from 1 to 2" in page(lived, at, lived.last)


def test_with_too_few_other_sessions_nothing_is_held_against_them(cast, at):
    incident(cast)
    text = page(cast, at)
    assert "1 critical incident: 1 with negative and 0 with positive affect." in text and "median" not in text
    assert "Comparison with other sessions: 5 more sessions on record are needed (0 of 5)." in text
    assert "Climate: this session has not been rated." in text


def test_a_session_without_an_incident_says_that_there_was_none(lived, at):
    calm = make_session(group=lived.group, number=7, there=[lived.melati.person])
    turned(lived, calm)
    assert "No critical incident is on record." in page(lived, at, calm)


def test_how_far_incidents_came_is_told_up_to_the_first_step_that_none_came_to(lived, at):
    incident(lived, session=lived.last, states=("not-observed",))
    text = page(lived, at, lived.last)
    assert "Within the session its incidents came to a risk in 2 of 3 and to support by the group in 0 of 2." in text


def test_arcs_of_earlier_sessions_that_moved_on_are_told_with_their_component(lived, at):
    [event, *_] = events_of(lived.earlier[1])
    see(event, "reality-testing", lived.last)
    text = page(lived, at, lived.last)
    assert "1 incident of an earlier session moved on: Melati from session 2 to reality testing." in text
    assert "1 of 5 not complete before" in text


def test_where_none_moved_on_it_says_how_many_could_have(lived, at):
    assert "Of 5 earlier incidents whose arcs were not complete, none moved on." in page(lived, at, lived.last)


def events_of(session):
    with acting(group_id=session.group_id):
        return list(Event.objects.filter(session=session))


def see(event, kind, session):
    with acting(group_id=event.group_id):
        event.components.update_or_create(
            group_id=event.group_id, event=event, kind=kind, defaults={"state": "observed", "session": session}
        )


def test_fears_are_counted_and_told_one_by_one_and_what_came_worse_asks_for_a_follow_up(lived, at):
    incident(lived, session=lived.last, feared_expected=3, feared_happened=9)
    text = page(lived, at, lived.last)
    assert "3 fears rated before and after: 2 came true less than feared, 0 as feared, 1 worse." in text
    assert "1 has had no follow-up yet." in text and "follow-up open" in text
    assert "Melati 8 → 1, Melati 8 → 1, Melati 3 → 9" in text


def test_what_came_worse_and_was_followed_up_says_so(lived, at):
    facts = {"follow_up": "Ask her", "follow_up_done_in": lived.last, "feared_expected": 3, "feared_happened": 9}
    incident(lived, session=lived.last, **facts)
    text = page(lived, at, lived.last)
    assert "What came worse has been followed up." in text and "follow-up open" not in text


def test_the_here_and_now_has_its_interval_and_the_other_sessions_beside_it(lived, at):
    for session in [*lived.earlier, lived.last]:
        for focus in ("here-and-now", "past"):
            turned(lived, session, focus=focus)
    text = page(lived, at, lived.last)
    assert "In 3 of 4 events with a focus this was the here and now." in text
    assert "75 % (30–95 %)" in text
    assert "Other 5 sessions: median 67 %, from 67 % to 67 %" in text


def test_with_two_events_the_here_and_now_has_a_count_and_no_share(lived, at):
    text = page(lived, at, lived.last)
    assert "In 2 of 2 events with a focus this was the here and now." in text and "100" not in text
    assert "Share of the here and now: 1 more event with a focus is needed (2 of 3)." in text


def test_strong_feelings_are_told_with_what_was_reflected_on(lived, at):
    for reflection in ("none", "explained", "none"):
        turned(lived, lived.last, affect="positive", strength=5, reflection=reflection)
    assert "Reflection followed 1 of 3 strong feelings; 2 stayed without." in page(lived, at, lived.last)


def test_who_acted_is_named_and_who_had_no_event_is_too(lived, at):
    attend(session=lived.last, person=make_member(group=lived.group, alias="Mawar").person)
    turned(lived, lived.last)
    text = page(lived, at, lived.last)
    assert "1 of 3 members who were there acted: Melati 3." in text
    assert "No event was by or toward this member, who was there: Mawar." in text


def test_without_attendance_nobody_is_said_to_have_been_left_out(cast, at):
    bare = make_session(group=cast.group, number=2)
    turned(cast, bare)
    text = page(cast, at, bare)
    assert "nobody’s attendance is noted" in text and "who were there acted" not in text


def test_pairs_are_told_with_how_often_they_met_and_first_meetings_are_marked(lived, at):
    turned(lived, lived.last)
    turned(lived, lived.last, who="dahlia", toward="melati")
    text = page(lived, at, lived.last)
    assert "1 of 1 pair of members who were there met in an event: Dahlia – Melati 2." in text
    assert "For the first time: Dahlia – Melati" in text


def test_a_behaviour_that_a_member_shows_for_the_first_time_is_named(lived, at):
    with acting(group_id=lived.group.id):
        behaviour = Behaviour.objects.filter(group=None).first()
    for session in lived.earlier:
        turned(lived, session, octant="LM")
    turned(lived, lived.last, behaviour=behaviour)
    text = page(lived, at, lived.last)
    assert f"For the first time: Melati “{behaviour.label_en}”, in attended session 6." in text
    assert f"New in the whole group: “{behaviour.label_en}”." in text


def test_of_an_early_session_it_says_from_when_on_first_times_are_told(lived, at):
    turned(lived, lived.earlier[1], octant="LM")
    text = page(lived, at, lived.earlier[1])
    assert "told from the member’s session number 5 on; before that everything is new." in text


def test_the_climate_is_told_beside_that_of_the_other_sessions(lived, at):
    for session, safety in zip(lived.earlier, (2, 3, 3, 4, 5), strict=True):
        change(session, safety=safety)
    change(lived.last, safety=5, honesty=2)
    text = page(lived, at, lived.last)
    assert "Rated after the session: safe enough 5 of 5 and honest feedback 2 of 5." in text
    assert "Safe enough in 5 other sessions: median 3, from 2 to 5" in text


def test_open_arcs_and_follow_ups_lead_to_where_they_go_on(lived, at):
    event = turned(lived, lived.last, follow_up="Come back to the silence")
    turned(lived, lived.earlier[0], follow_up="Ask him")
    coming = make_session(group=lived.group, number=7, state="planned", starts="2199-01-01T09:00Z")
    html = at(lived.alice).get(url(lived.last)).content.decode()
    assert reverse("events:event_detail", args=[event.id]) in html and "Come back to the silence" in html
    assert "1 follow-up of earlier sessions is open too." in html and "Ask him" not in html
    assert reverse("sessions:session_detail", args=[coming.id]) in html
    assert html.count("next: support") == 2


def test_an_arc_that_was_given_up_is_not_open(lived, at):
    [event, other] = events_of(lived.last)
    with acting(group_id=lived.group.id):
        EndedArc.objects.create(group=lived.group, event=event, by=lived.alice)
    html = at(lived.alice).get(url(lived.last)).content.decode()
    arcs = [reverse("debriefing:arc", args=[one.id]) for one in (event, other)]
    assert [arc in html for arc in arcs] == [False, True]


@pytest.mark.parametrize(
    ("state", "said"),
    [("live", "The session is running"), ("debriefing", "not signed yet"), ("signed", None)],
)
def test_a_session_that_is_not_signed_says_that_it_may_change(lived, at, state, said):
    change(lived.last, state=state)
    text = page(lived, at, lived.last)
    assert (said in text) if said else ("not signed yet" not in text and "is running" not in text)


def test_who_has_not_agreed_is_in_no_figure_and_named_nowhere_and_the_page_says_so(lived, at):
    turned(lived, lived.last, who="dahlia", toward="melati", follow_up="Ask Dahlia")
    consent(lived.melati, given=False)
    text = page(lived, at, lived.last)
    assert "1 member has not agreed to summaries and is in none of this" in text
    assert "Melati" not in text.replace("Kelompok Melati", "") and "No critical incident is on record." in text
    consent(lived.dahlia, given=False)
    assert "No event that may be told" in page(lived, at, lived.last)


def test_more_members_sessions_and_events_take_no_more_queries(lived, at):
    alice = at(lived.alice)
    turned(lived, lived.last, follow_up="Ask", octant="LM", focus="past")
    before = queries(alice, url(lived.last))
    people = [make_member(group=lived.group, alias=f"Member {n}").person for n in range(6)]
    for number in range(7, 11):
        make_session(group=lived.group, number=number, there=people)
    for person in people * 3:
        facts = {"recorded_by": lived.seat, "toward": [lived.melati.person], "follow_up": "Ask", "octant": "BC"}
        event = make_event(session=lived.last, actor=person, **facts)
        respond(event=event, by=lived.melati.person)
        feel(event=event, by=lived.dahlia.person)
    assert queries(alice, url(lived.last)) == before <= 30


def test_it_is_told_in_indonesian_too(lived, at):
    lived.alice.language = "id"
    lived.alice.save()
    text = page(lived, at, lived.last)
    assert "Temuan sesi 6" in text
    assert "2 peristiwa kritis: 2 dengan afeksi negatif dan 0 dengan afeksi positif." in text
