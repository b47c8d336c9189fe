"""Findings of a group and of its sessions: kept, true for a state of the record, gone with the first who withdraws."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.actions import change_consent
from members.models import Watermark
from observations.summaries import findings
from observations.summaries.coalescing import may_build, waits
from observations.summaries.findings_renewal import clean_findings, refresh_findings
from observations.summaries.models import Build, Findings
from observations.summaries.whole import whole_of
from tests.factories import make_event, make_group, make_member, make_session
from tests.pages import OUTSIDERS, READERS, WRITERS
from tests.summaries.made import consent, incident, kept, mark_of, two_sessions, worked_out


@pytest.fixture
def lived(cast):
    return two_sessions(cast)


def test_a_group_has_its_mark_from_the_first_moment_and_nothing_is_built_of_it(cast):
    group = make_group(name="New")
    assert mark_of(group) == (1, 0) and kept(group) == {}


def test_group_and_sessions_are_worked_out_together_and_hold_what_a_clean_computation_gives(lived):
    assert worked_out(lived.group)
    stored = kept(lived.group)
    with acting(group_id=lived.group.id):
        clean = clean_findings(whole_of(lived.group))
    assert {n: row.digest for n, row in stored.items()} == {n: one.digest for n, one in clean.items()}
    assert stored.keys() == {None, 1, 2} and {row.content["events"] for row in stored.values()} == {3, 1, 2}
    assert {row.built_from for row in stored.values()} == {mark_of(lived.group)[0]} == {2}
    assert {n: row.evidence for n, row in stored.items()} == {n: one.evidence for n, one in clean.items()}


def test_the_same_records_give_the_same_to_the_byte_in_whatever_order_they_are_read(lived):
    with acting(group_id=lived.group.id):
        whole = whole_of(lived.group)
        other = whole._replace(told=whole.told[::-1], courses=dict(reversed(whole.courses.items())))
        pair = clean_findings(whole), clean_findings(other)
    first, second = ({n: one.digest for n, one in found.items()} for found in pair)
    assert first == second


def test_what_is_true_is_left_alone_and_what_did_not_change_is_not_written_again(lived):
    worked_out(lived.group)
    before = kept(lived.group)
    assert not refresh_findings(group_id=lived.group.id)
    make_event(session=lived.second, actor=lived.melati.person, recorded_by=lived.seat, kind="interaction", affect=None)
    worked_out(lived.group)
    after = kept(lived.group)
    assert after[1].id == before[1].id and after[1].built_from == before[1].built_from + 1
    assert after[2].id != before[2].id and after[2].content["events"] == 3


def test_findings_of_a_session_that_has_none_any_more_go(lived):
    planned = make_session(group=lived.group, number=3)
    worked_out(lived.group)
    assert 3 in kept(lived.group)
    with acting(group_id=lived.group.id):
        type(planned).objects.filter(pk=planned.pk).update(state="planned")
    worked_out(lived.group)
    assert kept(lived.group).keys() == {None, 1, 2}


def test_ties_are_kept_of_each_session_and_of_all_up_to_it(lived):
    met = partial(make_event, recorded_by=lived.seat)
    met(session=lived.session, actor=lived.melati.person, toward=[lived.dahlia.person], affect="positive")
    worked_out(lived.group)
    melati, dahlia = (str(one.person_id) for one in (lived.melati, lived.dahlia))
    first, second = (kept(lived.group)[number] for number in (1, 2))
    assert first.so_far["pairs"] == [[melati, dahlia, 0, 1, 0]] == first.content["ties"]["pairs"]
    assert second.content["ties"]["pairs"] == [[dahlia, melati, 1, 0, 0]]
    assert sorted(second.so_far["pairs"]) == sorted([[melati, dahlia, 0, 1, 0], [dahlia, melati, 1, 0, 0]])


@pytest.mark.parametrize("through", ["the page's action", "a row that nobody marks"])
def test_a_word_against_summaries_removes_all_of_them_in_its_own_transaction(lived, through):
    worked_out(lived.group)
    if through == "the page's action":
        with acting(user_id=lived.alice.id):
            change_consent(membership=lived.dahlia, purpose="summaries", given=False, by=lived.alice)
            assert not Findings.objects.exists()
    else:
        consent(lived.dahlia, given=False)
    assert kept(lived.group) == {}
    worked_out(lived.group)
    assert kept(lived.group)[None].content["people"] == [str(lived.melati.person_id)]
    told = [(row.content, row.so_far, row.evidence) for row in kept(lived.group).values()]
    assert str(lived.dahlia.person_id) not in str(told)


@pytest.mark.parametrize("word", [{"purpose": "polls", "given": False}, {"purpose": "summaries", "given": True}])
def test_other_words_remove_nothing(lived, word):
    worked_out(lived.group)
    with acting(group_id=lived.group.id):
        lived.dahlia.consents.create(group=lived.group, **word)
    assert kept(lived.group).keys() == {None, 1, 2}


def test_another_groups_findings_stay(lived):
    worked_out(lived.other_group)
    consent(lived.dahlia, given=False)
    assert kept(lived.other_group).keys() == {None}


def test_who_withdraws_while_it_is_worked_out_is_not_in_what_is_stored(lived, monkeypatch):
    """Between the reading and the storing, as another connection's word that has been committed would be."""
    words = [lambda: consent(lived.dahlia, given=False)]

    def working(whole):
        found = clean_findings(whole)
        if words:
            words.pop()()
        return found

    monkeypatch.setattr("observations.summaries.findings_renewal.clean_findings", working)
    worked_out(lived.group)
    assert not words and kept(lived.group)[None].content["people"] == [str(lived.melati.person_id)]


def test_who_agrees_later_comes_in_with_the_next_build(lived):
    kenanga = make_member(group=lived.group, alias="Kenanga", consents=())
    make_event(session=lived.second, actor=kenanga.person, recorded_by=lived.seat)
    worked_out(lived.group)
    assert kept(lived.group)[None].content["events"] == 3
    consent(kenanga, given=True)
    worked_out(lived.group)
    assert kept(lived.group)[None].content["events"] == 4


SEEN = "SELECT count(*) FROM summaries_findings WHERE group_id = %s"
CHANGED = "UPDATE summaries_findings SET digest = 'x' WHERE group_id = %s"


def met(statement, group) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [group.id])
        return cursor.fetchone()[0] if statement == SEEN else cursor.rowcount


MAY = dict.fromkeys(WRITERS, (3, 3)) | dict.fromkeys(READERS, (3, 0)) | dict.fromkeys(OUTSIDERS, (0, 0))


@pytest.mark.parametrize("who", MAY)
def test_past_the_pages_the_database_shows_them_to_readers_of_the_group_alone(lived, who):
    worked_out(lived.group)
    with acting(user_id=getattr(lived, who).id):
        assert (met(SEEN, lived.group), met(CHANGED, lived.group)) == MAY[who]
    with acting():
        assert met(SEEN, lived.group) == 0


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"session": None}, "a_group_and_a_session_have_findings_once"),
        ({"session": 1}, "a_group_and_a_session_have_findings_once"),
        ({"session": None, "so_far": {"pairs": []}}, "ties_so_far_are_those_of_a_session"),
    ],
)
def test_the_database_keeps_one_of_each_and_ties_of_sessions_only(lived, facts, rule):
    worked_out(lived.group)
    facts |= {"session": lived.session if facts["session"] else None, "built_from": 1}
    with acting(group_id=lived.group.id), pytest.raises(IntegrityError, match=rule), atomic():
        Findings.objects.create(group=lived.group, **facts)


def test_findings_of_another_groups_session_are_refused(lived):
    stranger = make_session(group=lived.other_group, number=9)
    with pytest.raises(IntegrityError, match="is_of_the_same_group"), acting(group_id=lived.group.id), atomic():
        Findings.objects.create(group=lived.group, session=stranger, built_from=1)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_more_records_take_no_more_queries(lived):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            worked_out(lived.group)
        return len(captured)

    asked(), incident(lived, session=lived.second)
    few = asked()
    for number in range(3, 9):
        session = make_session(group=lived.group, number=number, there=[lived.melati.person])
        [incident(lived, session=session) for _ in range(3)]
    assert asked() <= few


@pytest.mark.parametrize(("took", "may"), [(0.9, True), (20.0, False)])
def test_after_a_long_build_the_next_one_waits_so_that_others_come_in_between(lived, took, may):
    worked_out(lived.group)
    ago = timezone.now() - timedelta(seconds=30)
    Build.objects.filter(pk=lived.group.id).update(at=ago, took=took)
    assert may_build(lived.group.id), "nothing is behind"
    Watermark.objects.filter(pk=lived.group.id).update(record=9, changed_at=ago)
    assert may_build(lived.group.id) is may
    pause = waits(lived.group.id)
    assert (timedelta(seconds=20) < pause < timedelta(seconds=31)) is not may and not waits(lived.group.id)


def test_every_claim_has_one_address_and_opens_its_events_in_the_order_of_time(lived):
    worked_out(lived.group)
    found = kept(lived.group)[2]
    key = findings.key_of("coverage", {"what": "active"})
    with acting(group_id=lived.group.id):
        in_time = [str(id) for id in lived.second.events.order_by("at").values_list("id", flat=True)]
    assert found.evidence[key] == in_time
    assert {findings.key_of(c["kind"], c["of"]) for c in found.content["claims"]} == set(found.evidence)
