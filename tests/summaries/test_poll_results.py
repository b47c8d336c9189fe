"""Polls in the results: what they carry, and of whom."""

from datetime import date

import pytest

from groupcounsel.lib.database_session import acting
from observations.polls.models import Ballot, Choice, Poll
from observations.summaries.results import group_results
from tests.factories import make_cast, make_member
from tests.reports.exchange.test_results_schema import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    """Four members by their names, on the day of the first session."""
    more = [make_member(group=cast.group, alias=alias) for alias in ("Kenanga", "Mawar")]
    return {membership.person.alias: membership.person for membership in (cast.melati, cast.dahlia, *more)}


def ask(cast, kind="nomination", ref="p1", **facts):
    facts = {"session": cast.session, "criterion": "With whom?"} | facts
    with acting(group_id=cast.group.id):
        return Poll.objects.create(group=cast.group, ref=ref, kind=kind, **facts)


def answer(poll, by, values, expected=()):
    with acting(group_id=poll.group_id):
        ballot = Ballot.objects.create(group_id=poll.group_id, poll=poll, by=by)
        for person in {*values, *expected}:
            said = {"value": values.get(person), "expected": person in expected}
            Choice.objects.create(group_id=poll.group_id, ballot=ballot, person=person, **said)


def found(cast, by=None):
    with acting(user_id=by.id) if by else acting(group_id=cast.group.id):
        return group_results(cast.group)


def only_poll(cast):
    [poll] = found(cast)["polls"]
    return poll


def everybody(poll, people, value):
    """`value` says what the one at the first place says of the one at the second."""
    names = list(people.values())
    for at, by in enumerate(names):
        answer(poll, by, {who: value(at, place) for place, who in enumerate(names) if who != by})


def test_a_nomination_has_everybodys_standing_and_the_groups(cast, people):
    melati, dahlia, kenanga, mawar = people.values()
    poll = ask(cast)
    answer(poll, melati, {dahlia: 1, mawar: -1}, expected=[dahlia, kenanga])
    answer(poll, dahlia, {melati: 1})
    answer(poll, kenanga, {dahlia: 1})
    told = only_poll(cast)
    assert (told["ref"], told["kind"], told["voters"], told["choosable"]) == ("p1", "nomination", 3, 4)
    assert (told["cohesion"], told["reciprocity"], told["tension"]) == pytest.approx((1 / 3, 2 / 3, 0))
    hers = told["members"][melati.ref]
    assert (hers["received"], hers["made"], hers["status"], hers["foreseen"]) == (1, 1, 0.5, 0.5)
    assert told["members"][mawar.ref]["rejection"] == pytest.approx(1 / 3)


def test_whose_opinion_matters_counts_who_is_named_at_whatever_rank(cast, people):
    melati, dahlia, kenanga, _mawar = people.values()
    poll = ask(cast, "whose-opinion-matters")
    answer(poll, melati, {dahlia: 1, kenanga: 2})
    answer(poll, kenanga, {dahlia: 3})
    assert only_poll(cast)["members"][dahlia.ref]["received"] == 2


def test_a_rating_tells_rater_rated_and_pair_apart(cast, people):
    everybody(ask(cast, "rating"), people, lambda by, of: 10 + (3, 1, -1, -3)[by] + (1, -1, -1, 1)[of])
    told = only_poll(cast)
    assert told["members"] == {} and told["srm"]["actor"] == pytest.approx(20 / 3)
    effects = told["srm"]["effects"]
    assert [effects[who.ref]["partner"] for who in people.values()] == pytest.approx([1, -1, -1, 1])


def test_a_rating_with_too_many_gaps_has_no_model(cast, people):
    melati, dahlia, kenanga, mawar = people.values()
    poll = ask(cast, "rating")
    for by in people.values():
        answer(poll, by, {melati: 3} if by != melati else {dahlia: 3, kenanga: 3, mawar: 3})
    assert only_poll(cast)["srm"] is None


def test_a_rating_with_a_gap_has_its_effects_and_no_variances_of_them(cast):
    six = [cast.melati.person, cast.dahlia.person] + [
        make_member(group=cast.group, alias=alias).person for alias in ("Kenanga", "Mawar", "Sedap", "Teratai")
    ]
    poll = ask(cast, "rating")
    for at, by in enumerate(six):
        answer(poll, by, {of: 10 + at - 2 * to for to, of in enumerate(six) if of != by and (at, to) != (2, 4)})
    told = only_poll(cast)["srm"]
    assert told["actor"] is told["partner"] is told["actor_partner"] is None
    assert [told["effects"][who.ref]["partner"] for who in six] == pytest.approx([5, 3, 1, -1, -3, -5])
    assert faults(found(cast) | {"record": "0" * 64}) == []


def test_a_ranking_has_its_agreement_and_its_order(cast, people):
    everybody(ask(cast, "ranking"), people, lambda by, of: of + (of < by))
    told = only_poll(cast)["agreement"]
    assert told["w"] == pytest.approx(1) and told["order"] == [who.ref for who in people.values()]
    assert 0 < told["p"] < 0.05


def test_who_did_not_agree_to_polls_is_in_none_of_it(cast, people):
    silent = make_member(group=cast.group, alias="Anggrek", consents=("recording", "summaries")).person
    melati, dahlia, *_ = people.values()
    poll = ask(cast)
    answer(poll, melati, {silent: 1, dahlia: 1}, expected=[silent])
    answer(poll, silent, {melati: 1})
    told = only_poll(cast)
    assert (told["voters"], told["choosable"]) == (1, 4) and silent.ref not in str(told)
    assert (told["members"][melati.ref]["made"], told["members"][melati.ref]["foreseen"]) == (1, None)


def test_who_belonged_on_the_day_could_be_chosen_and_nobody_else(cast, people):
    late = make_member(group=cast.group, alias="Cempaka", joined=date(2026, 2, 1)).person
    make_member(group=cast.group, alias="Teratai", left=date(2026, 1, 8), outcome="planned")
    answer(ask(cast), cast.melati.person, {cast.dahlia.person: 1})
    assert late.ref not in only_poll(cast)["members"] and only_poll(cast)["choosable"] == 5


def test_without_a_session_only_who_voted_or_was_named_could_be_chosen(cast, people):
    answer(ask(cast, session=None), cast.melati.person, {cast.dahlia.person: 1})
    assert only_poll(cast)["choosable"] == 2


def test_nobody_has_answered(cast, people):
    for kind in Poll.Kind.values:
        ask(cast, kind, ref=kind)
    told = found(cast)["polls"]
    assert [poll["voters"] for poll in told] == [0, 0, 0, 0]
    assert all(poll["srm"] is poll["agreement"] is poll["cohesion"] is None for poll in told)
    assert [poll["ref"] for poll in told] == sorted(Poll.Kind.values)


def test_they_fit_the_published_format(cast, people):
    everybody(ask(cast, "rating", "p1"), people, lambda by, of: by + of)
    everybody(ask(cast, "ranking", "p2"), people, lambda by, of: of + (of < by))
    everybody(ask(cast, "nomination", "p3"), people, lambda by, of: 1 if of else -1)
    assert faults(found(cast) | {"record": "0" * 64}) == []


def test_another_groups_polls_are_not_among_them(cast, people):
    other = make_cast()
    answer(ask(other), other.melati.person, {other.dahlia.person: 1})
    assert found(cast)["polls"] == []
    assert found(other, by=cast.alice)["polls"] == [] != found(other, by=other.alice)["polls"]


def test_more_polls_and_ballots_make_no_more_questions(cast, people, django_assert_max_num_queries):
    for number in range(6):
        everybody(ask(cast, ref=f"p{number}"), people, lambda by, of: 1)
    from observations.summaries.poll_results import poll_results

    with acting(group_id=cast.group.id), django_assert_max_num_queries(7):
        assert len(poll_results(cast.group)) == 6
