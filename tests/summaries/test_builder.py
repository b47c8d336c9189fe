import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.lib.database_session import acting
from observations.analysis.records import Course, Felt, Response, Stance
from observations.events.models import Involvement, Validation
from observations.summaries.builder import course_of, courses_of, observations_of
from tests.factories import attend, feel, make_event, make_session, respond
from tests.summaries.made import consent, incident

FACETS = {
    "affect": "positive", "strength": 3, "focus": "past", "reflection": "explained", "process_looked_at": False,
    "feared_outcome": "attack", "feared_expected": 7, "feared_happened": 0,
}  # fmt: skip


@pytest.fixture
def later(cast):
    return make_session(group=cast.group, number=2, there=[cast.melati.person])


def read(cast, **which):
    with acting(group_id=cast.group.id):
        return observations_of(cast.group.id, **which)


def test_an_event_becomes_a_record_with_every_facet_that_the_analysis_reads(cast):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, at=754.2, **FACETS)
    [seen] = read(cast)
    assert (seen.id, seen.session, seen.at, seen.kind) == (str(event.id), 1, 754.2, "incident")
    assert seen.actor == str(cast.melati.person_id)
    assert {name: getattr(seen, name) for name in FACETS} == FACETS
    assert seen.components == {} and not seen.followed_up


def test_components_come_with_the_session_in_which_they_were_seen_and_unknown_ones_are_left_out(cast, later):
    components = {"risk": ("observed", cast.session), "support": ("observed", later), "recognition": ("unknown", None)}
    make_event(
        session=cast.session,
        actor=cast.melati.person,
        recorded_by=cast.seat,
        components=components | {"reality-testing": ("not-observed", None)},
    )
    [seen] = read(cast)
    assert seen.components == {
        "risk": ("observed", 1),
        "support": ("observed", 2),
        "reality-testing": ("not-observed", None),
    }


def test_what_others_did_and_felt_comes_with_it(cast):
    event = make_event(
        session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, toward=[cast.dahlia.person]
    )
    dahlia, row = cast.dahlia.person, {"event": event, "group": cast.group}
    respond(event=event, by=dahlia, kind="attacks", strength=3, anticipated=False)
    feel(event=event, by=dahlia, feeling="angry", strength=2)
    feel(event=event, by=cast.seat, feeling="protective")
    with acting(group_id=cast.group.id):
        Validation.objects.create(by=dahlia, stance="disputes", rating=0, **row)
        Involvement.objects.create(person=dahlia, part="helped", **row)
        Involvement.objects.create(person=dahlia, part="recognised", **row)
    [seen] = read(cast)
    who = str(dahlia.id)
    assert (seen.toward, seen.helped_by, seen.recognised_by) == ((who,), (who,), (who,))
    assert seen.responses == (Response(who, "attacks", 3, False),)
    assert seen.validations == (Stance(who, "disputes", 0),)
    assert seen.felt == (Felt(who, "angry", 2),), "what counselors felt is theirs"


def test_what_was_only_anticipated_is_no_response(cast):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    respond(event=event, by=cast.dahlia.person, kind="attacks", anticipated=True)
    respond(event=event, by=cast.dahlia.person, kind="supports")
    [seen] = read(cast)
    assert [response.kind for response in seen.responses] == ["supports"]


def test_of_texts_it_is_told_only_whether_there_is_one(cast):
    incident(cast, distortion_view="They despise me", distortion_held=8, distortion_held_after=0, behaviour=None)
    [seen] = read(cast)
    assert (seen.distorted, seen.revised, seen.held, seen.held_after) == (True, False, 8, 0)
    assert "despise" not in repr(seen)


def test_a_follow_up_counts_once_it_was_done(cast, later):
    incident(cast, follow_up="return to this")
    incident(cast, follow_up="return to this", follow_up_done_in=later)
    assert sorted(seen.followed_up for seen in read(cast)) == [False, True]


def test_only_the_events_asked_for_are_read(cast):
    incident(cast)
    make_event(session=cast.session, actor=cast.dahlia.person, recorded_by=cast.seat)
    assert len(read(cast)) == 2
    assert {seen.actor for seen in read(cast, actor=cast.dahlia.person_id)} == {str(cast.dahlia.person_id)}


def test_a_course_has_the_sessions_held_and_those_of_them_attended(cast, later):
    absent = make_session(group=cast.group, number=3)
    attend(session=absent, person=cast.melati.person, state="absent-with-word")
    late = make_session(group=cast.group, number=4)
    attend(session=late, person=cast.melati.person, state="late")
    make_session(group=cast.group, number=5, state="planned", there=[cast.melati.person])
    with acting(group_id=cast.group.id):
        assert course_of(cast.melati) == Course((1, 2, 3, 4), (1, 2, 4))
        courses = courses_of(cast.group.id)
    assert courses[cast.melati.person_id] == Course((1, 2, 3, 4), (1, 2, 4))
    assert courses[cast.dahlia.person_id] == Course((1, 2, 3, 4), (1,))


def turn(cast, at, actor, octant, *toward, session=None):
    session = session or cast.session
    return make_event(
        session=session, actor=actor, recorded_by=cast.seat, at=at, octant=octant, toward=[one.person for one in toward]
    )


@pytest.fixture
def turned(cast, later):
    """Melati gives in and is answered by Dahlia; what a counselor says comes first, and each session ends the wait."""
    melati, dahlia = cast.melati.person, cast.dahlia.person
    first = turn(cast, 10, melati, "HI", cast.dahlia)
    turn(cast, 11, cast.seat, "NO", cast.melati)
    turn(cast, 12, dahlia, "DE")
    turn(cast, 13, dahlia, "PA", cast.melati)
    turn(cast, 14, dahlia, "BC", cast.melati)
    last = turn(cast, 20, melati, "LM", cast.dahlia)
    turn(cast, 5, dahlia, "LM", cast.melati, session=later)
    return {str(first.id): "PA", str(last.id): None}


def answers_in(observations, person):
    return {seen.id: seen.answered for seen in observations if seen.actor == str(person.id)}


def test_an_event_comes_with_the_octant_of_the_answer_it_got(cast, turned):
    assert answers_in(read(cast, actor=cast.melati.person_id), cast.melati.person) == turned


def test_a_group_as_a_whole_is_read_with_the_same_answers_as_each_member(cast, turned):
    whole = read(cast)
    for membership in (cast.melati, cast.dahlia):
        alone = read(cast, actor=membership.person_id)
        assert answers_in(whole, membership.person) == answers_in(alone, membership.person)
    assert set(answers_in(whole, cast.dahlia.person).values()) == {None, "LM"}


@pytest.mark.parametrize("whose", ["everybody's", "one member's"])
def test_who_has_refused_summaries_answers_nobody(cast, turned, whose):
    consent(cast.dahlia, False)
    which = {} if whose == "everybody's" else {"actor": cast.melati.person_id}
    assert set(answers_in(read(cast, **which), cast.melati.person).values()) == {None}


@pytest.mark.parametrize("whose", ["everybody's", "one member's"])
def test_events_and_their_lines_are_looked_for_by_the_actor_or_by_the_sessions_of_the_group(cast, whose):
    """Nothing else leads to them. And nothing is joined to sessions: a group that has grown since the database last
    looked was then gone through once for each of its events.
    """
    which = {} if whose == "everybody's" else {"actor": cast.melati.person_id}
    with acting(group_id=cast.group.id), CaptureQueriesContext(connection) as seen:
        observations_of(cast.group.id, **which)
    queries = [query["sql"] for query in seen if "events_" in query["sql"]]
    directed = [query for query in queries if '"events_involvement"."person_id" = ' in query]
    found_by = '"events_event"."actor_id" = ' if which else '"events_event"."session_id" IN ('
    assert (len(queries), len(directed)) == ((7, 1) if which else (6, 0)), "what others direct at a member is read too"
    assert all(found_by in query.partition(" WHERE ")[2] for query in queries if query not in directed)
    assert not any("JOIN" in query and "sessions_app_session" in query for query in queries)
