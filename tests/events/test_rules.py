"""What must be true, the database says: each rule is broken once, past every form."""

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic

from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.database_session import acting
from observations.events.models import (
    Amendment,
    Component,
    Event,
    Felt,
    Involvement,
    Response,
    Validation,
)
from observations.events.rules import RULES
from sessions_app.models import Attendance
from tests.factories import attend, feel, make_event, make_member, make_session, respond


def breaks(rule, write):
    """The write is refused, and the refusal carries the name of the rule."""
    with pytest.raises(IntegrityError) as refused, atomic():
        write()
        connection.check_constraints()
    assert broken_rule(refused.value) == rule


@pytest.fixture
def inside(cast):
    with acting(group_id=cast.group.id):
        yield cast


@pytest.mark.parametrize(
    ("rule", "facets"),
    [
        ("an_incident_has_an_affect", {"affect": None}),
        ("an_event_is_not_before_its_session", {"at": -1.0}),
        ("an_event_is_within_the_longest_session", {"at": 1_966_021.0}),
        ("an_event_is_within_the_longest_session", {"at": float("nan")}),
        ("an_event_is_within_the_longest_session", {"at": float("inf")}),
        ("strength_is_from_1_to_5", {"strength": 0}),
        ("strength_is_from_1_to_5", {"strength": 6}),
        ("expected_is_from_0_to_10", {"feared_expected": 11}),
        ("happened_is_from_0_to_10", {"feared_happened": 11}),
        ("a_finding_needs_observed_reality_testing", {"reality_finding": "misdirected"}),
        (
            "a_finding_needs_observed_reality_testing",
            {"reality_finding": "misdirected", "reality_testing": "not-observed"},
        ),
        ("a_revised_view_had_a_first_one", {"distortion_revised": "They do not."}),
        ("held_is_from_0_to_10", {"distortion_view": "They despise me.", "distortion_held": 11}),
        ("held_afterwards_is_from_0_to_10", {"distortion_view": "They despise me.", "distortion_held_after": 11}),
        ("what_is_rated_is_a_view", {"distortion_held": 0}),
        ("what_is_rated_is_a_view", {"distortion_held_after": 0}),
    ],
)
def test_an_event_that_cannot_be(inside, rule, facets):
    breaks(rule, lambda: make_event(session=inside.session, actor=inside.melati.person, **facets))


def test_somebody_is_seen_as_somebody(inside):
    person = inside.dahlia.person
    breaks(
        "somebody_is_seen_as_somebody",
        lambda: make_event(session=inside.session, actor=inside.melati.person, transference_toward=person),
    )


def test_nobody_is_seen_as_somebody_by_themselves(inside):
    person = inside.melati.person
    breaks(
        "nobody_is_seen_as_somebody_by_themselves",
        lambda: make_event(
            session=inside.session, actor=person, transference_figure="father", transference_toward=person
        ),
    )


def test_only_a_follow_up_is_done(inside):
    breaks(
        "only_a_follow_up_is_done",
        lambda: make_event(session=inside.session, actor=inside.melati.person, follow_up_done_in=inside.session),
    )


@pytest.fixture
def event(inside):
    inside.event = make_event(session=inside.session, actor=inside.melati.person)
    inside.row = {"group": inside.group, "event": inside.event}
    return inside


@pytest.mark.parametrize(
    ("rule", "model", "fields"),
    [
        ("an_observed_component_names_its_session", Component, {"kind": "risk", "state": "observed"}),
        ("what_is_not_known_yet_has_no_session", Component, {"kind": "risk", "state": "unknown", "session": "SESSION"}),
        ("only_recognition_is_of_something", Component, {"kind": "risk", "of_avoidance": True}),
        ("a_response_is_from_1_to_5_strong", Response, {"by": "DAHLIA", "kind": "silent", "strength": 6}),
        ("a_feeling_is_from_1_to_5_strong", Felt, {"by": "DAHLIA", "feeling": "sad", "strength": 0}),
        ("an_amendment_has_a_reason", Amendment, {"before": {}, "after": {}, "reason": ""}),
        ("a_component_is_one_of_the_five", Component, {"kind": "luck"}),
        ("a_component_has_a_state_of_the_codebook", Component, {"kind": "risk", "state": "perhaps"}),
        ("a_response_is_of_the_codebook", Response, {"by": "DAHLIA", "kind": "shrugs"}),
        ("a_feeling_is_of_the_codebook", Felt, {"by": "DAHLIA", "feeling": "hungry"}),
        ("a_stance_confirms_or_disputes", Validation, {"by": "DAHLIA", "stance": "shrugs"}),
        ("others_rate_a_view_from_0_to_10", Validation, {"by": "DAHLIA", "stance": "confirms", "rating": 11}),
        ("a_part_is_toward_helped_or_recognised", Involvement, {"person": "DAHLIA", "part": "watched"}),
    ],
)
def test_a_facet_that_cannot_be(event, rule, model, fields):
    named = {"SESSION": event.session, "DAHLIA": event.dahlia.person}
    fields = {name: named.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
    breaks(rule, lambda: model.objects.create(**event.row, **fields))


@pytest.mark.parametrize(
    ("rule", "model", "fields"),
    [
        ("a_person_has_a_part_once", Involvement, {"part": "toward"}),
        ("an_event_has_each_component_once", Component, {"kind": "risk"}),
        ("a_person_takes_one_stance", Validation, {"stance": "confirms"}),
    ],
)
def test_what_stands_there_once(event, rule, model, fields):
    who = {Involvement: "person", Validation: "by"}
    if model in who:
        fields = fields | {who[model]: event.dahlia.person}
    model.objects.create(**event.row, **fields)
    breaks(rule, lambda: model.objects.create(**event.row, **fields))


def test_nobody_acts_who_was_not_there(inside):
    away = make_member(group=inside.group, alias="Anggrek").person
    attend(session=inside.session, person=away, state="absent-with-word")
    breaks("nobody_acts_who_was_not_there", lambda: make_event(session=inside.session, actor=away))


@pytest.mark.parametrize("write", [respond, feel])
def test_nobody_responds_who_was_not_there(event, write):
    away = make_member(group=event.group, alias="Anggrek").person
    attend(session=event.session, person=away, state="absent")
    breaks("nobody_responds_who_was_not_there", lambda: write(event=event.event, by=away))


@pytest.mark.parametrize("part", ["acts", "responds", "feels"])
def test_who_has_a_part_in_the_record_was_there(event, part):
    if part == "responds":
        respond(event=event.event, by=event.dahlia.person)
    if part == "feels":
        feel(event=event.event, by=event.dahlia.person)
    person = event.melati.person if part == "acts" else event.dahlia.person
    breaks(
        "who_was_absent_has_no_part_in_the_record",
        lambda: Attendance.objects.filter(person=person).update(state="absent"),
    )


def test_a_component_is_not_seen_before_its_event(inside):
    second = make_session(group=inside.group, number=2)
    seen = {"risk": ("observed", inside.session)}
    breaks(
        "a_component_is_not_seen_before_its_event",
        lambda: make_event(session=second, actor=inside.melati.person, components=seen),
    )


def test_an_event_is_not_moved_behind_its_components(inside):
    second = make_session(group=inside.group, number=2)
    event = make_event(
        session=inside.session, actor=inside.melati.person, components={"risk": ("observed", inside.session)}
    )
    breaks("a_component_is_not_seen_before_its_event", lambda: Event.objects.filter(pk=event.pk).update(session=second))


def test_rows_of_another_group_are_no_part_of_an_event(event):
    stranger = make_member(group=event.other_group, alias="Stranger").person
    breaks(
        "events_response_by_id_is_of_the_same_group",
        lambda: Response.objects.create(**event.row, by=stranger, kind="silent"),
    )


def test_every_rule_that_a_form_explains_is_one_of_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'")
        known = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'events%'")
        sources = " ".join(source for (source,) in cursor.fetchall())
    assert [rule for rule in RULES if rule not in known and f"'{rule}'" not in sources] == []
