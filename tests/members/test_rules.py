"""What must be true of people and groups, the database says: each rule is broken, past every form."""

import pytest

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from members.models import Consent, Departure, Membership, Person, StatementVersion
from tests.breaking import changed, copied, named_rules
from tests.factories import lead_group, make_event, make_member, make_session, respond
from tests.members.statements import make_statement


@pytest.fixture
def inside(cast):
    """The cast, with a statement of Melati's and a response of Dahlia's in session 2.

    The database answers as to the group's own task.
    """
    cast.statement = make_statement(cast.melati)
    second = make_session(group=cast.group, number=2)
    respond(event=make_event(session=second, actor=cast.melati.person), by=cast.dahlia.person)
    cast.stranger = make_member(group=cast.other_group, alias="Stranger")
    with acting(group_id=cast.other_group.id):
        cast.charlies_seat = Person.objects.get(user=cast.charlie)
    cast.leads = cast.group.leaderships.get(user=cast.alice)
    cast.pair = Supervision.objects.get(supervisor=cast.sari)
    with acting(group_id=cast.group.id):
        cast.consent = Consent.objects.filter(membership=cast.melati, purpose="polls").get()
        for left in ("2026-05-01", None):
            Membership.objects.filter(pk=cast.melati.pk).update(left=left)
        cast.departure = Departure.objects.get()
        cast.wording = StatementVersion.objects.get(statement=cast.statement)
        yield cast


BREAKS = {
    "a_group_has_two_places_or_more": lambda cast: changed(cast.group, capacity=1),
    "a_group_is_closed_or_open": lambda cast: changed(cast.group, kind="secret"),
    "leadership_does_not_end_before_it_starts": lambda cast: changed(cast.leads, ends="2025-12-31"),
    "a_part_is_lead_co_lead_or_observer": lambda cast: changed(cast.leads, role="owner"),
    "a_person_leads_a_group_once_at_a_time": lambda cast: copied(cast.leads, starts="2026-05-01"),
    "nobody_has_two_parts_in_a_group_at_once": lambda cast: copied(cast.leads, starts="2025-12-01", ends="2026-01-02"),
    "a_ref_names_one_person_of_a_group": lambda cast: copied(cast.melati.person, alias="Anggrek"),
    "an_alias_names_one_person_of_a_group": lambda cast: copied(cast.melati.person, ref="m999999"),
    "a_user_has_one_seat_in_a_group": lambda cast: copied(cast.seat, ref="c999999", alias="Alice 2"),
    "a_person_is_member_or_counselor": lambda cast: changed(cast.melati.person, kind="guest"),
    "a_member_has_no_sign_in": lambda cast: changed(cast.melati.person, user_id=cast.charlie.id),
    "nobody_leaves_before_joining": lambda cast: changed(cast.melati, left="2026-01-06"),
    "nobody_responds_who_was_not_in_the_group": lambda cast: changed(cast.dahlia, joined="2026-01-15"),
    "an_outcome_belongs_to_an_ended_membership": lambda cast: changed(cast.melati, outcome="partly"),
    "a_statement_is_a_problem_or_a_goal": lambda cast: changed(cast.statement, kind="wish"),
    "a_statement_says_something": lambda cast: copied(cast.wording, text=""),
    "an_earlier_leaving_stays": lambda cast: changed(cast.departure, outcome="partly"),
    "an_earlier_wording_stays": lambda cast: changed(cast.wording, text="Says no"),
    "what_was_said_of_consent_stays": lambda cast: changed(cast.consent, given=False),
    "a_consent_has_one_of_the_purposes": lambda cast: copied(cast.consent, purpose="all"),
    "supervision_does_not_end_before_it_starts": lambda cast: changed(cast.pair, ends="2025-12-31"),
    "nobody_supervises_themselves": lambda cast: changed(cast.pair, counselor_id=cast.sari.id),
    "a_supervision_of_two_people_does_not_overlap": lambda cast: copied(
        cast.pair, starts="2025-12-01", ends="2026-01-02"
    ),
    "a_pair_has_one_open_supervision": lambda cast: copied(cast.pair, starts="2026-05-01"),
}
WITHIN_THE_GROUP = {
    "members_membership_person_id_is_of_the_same_group": lambda cast: changed(
        cast.melati, person_id=cast.charlies_seat.id
    ),
    "members_statement_membership_id_is_of_the_same_group": lambda cast: changed(
        cast.statement, membership_id=cast.stranger.id
    ),
    "members_departure_membership_id_is_of_the_same_group": lambda cast: copied(
        cast.departure, membership_id=cast.stranger.id
    ),
    "members_consent_membership_id_is_of_the_same_group": lambda cast: copied(
        cast.consent, membership_id=cast.stranger.id
    ),
}


@pytest.mark.parametrize("rule", BREAKS | WITHIN_THE_GROUP)
def test_what_must_not_be_is_refused_by_its_name(inside, rule):
    assert (BREAKS | WITHIN_THE_GROUP)[rule](inside) == rule


def test_every_named_rule_is_broken_here(db):
    assert named_rules("^(members_|accounts_supervision)") == set(BREAKS)


ALLOWED = {
    "a part that begins on the day on which the one before ended": lambda cast: copied(
        cast.leads, starts="2025-12-01", ends="2026-01-01"
    ),
    "the same alias in another group": lambda cast: changed(cast.melati.person, alias="Stranger"),
    "leaving on the day of joining": lambda cast: changed(cast.melati, left="2026-01-07", outcome="broke-off"),
    "an outcome in an import's own word": lambda cast: changed(cast.melati, left="2026-05-01", outcome="moved away"),
    "a group of two": lambda cast: changed(cast.group, capacity=2),
    "a supervision that begins on the day on which the one before ended": lambda cast: copied(
        cast.pair, starts="2025-12-01", ends="2026-01-01"
    ),
    "a supervision that ends on its first day": lambda cast: changed(cast.pair, ends="2026-01-01"),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_may_be_is_not_refused(inside, what):
    assert ALLOWED[what](inside) == ""


def test_a_leader_of_two_groups_has_a_part_in_each(cast):
    lead_group(group=cast.other_group, user=cast.alice)
    with acting(group_id=cast.other_group.id):
        assert Person.objects.filter(user=cast.alice).count() == 1
    assert cast.alice.leaderships.current().count() == 2


def test_a_person_is_in_a_group_once(inside):
    """One stay: who comes back is the same membership."""
    assert copied(inside.melati) == "members_membership_person_id_key"
    assert Membership.objects.count() == 2
