from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Watermark
from observations.analysis import VERSION
from observations.summaries.actions import approve_summary
from observations.summaries.models import Evidence, Summary
from observations.summaries.renewal import clean_content, refresh_summary
from tests.factories import make_event, make_member, make_session
from tests.summaries.made import changed, consent, incident, refreshed, summaries_of, watermark_of


@pytest.fixture
def melati(cast):
    incident(cast)
    return cast.melati


def approve(membership, by):
    [draft] = [summary for summary in summaries_of(membership) if summary.state == "draft"]
    with acting(user_id=by.id):
        approve_summary(summary=draft, edition=draft.edition, by=by)


def test_the_first_summary_is_a_draft_of_version_1(melati):
    assert refreshed(melati)
    [summary] = summaries_of(melati)
    assert (summary.state, summary.version, summary.events, summary.analysis) == ("draft", 1, 1, VERSION)
    assert summary.built_from == watermark_of(melati)[0]


def test_it_holds_what_a_clean_computation_gives(melati):
    refreshed(melati)
    [summary] = summaries_of(melati)
    with acting(group_id=melati.group_id):
        content = clean_content(melati)
        stored = list(summary.evidence.values_list("events", flat=True))
    assert (summary.claims, stored, summary.digest) == (content.claims, content.evidence, content.digest)


def test_other_members_events_are_not_in_it(cast, melati):
    make_event(session=cast.session, actor=cast.dahlia.person, recorded_by=cast.seat)
    refreshed(melati)
    assert summaries_of(melati)[0].events == 1


def test_what_is_true_already_is_left_alone(melati):
    refreshed(melati)
    before = summaries_of(melati)[0]
    assert not refresh_summary(group_id=melati.group_id, membership_id=melati.id)
    assert summaries_of(melati)[0].built_at == before.built_at


def test_a_draft_is_renewed_in_place(cast, melati):
    refreshed(melati)
    first = summaries_of(melati)[0]
    incident(cast)
    refreshed(melati)
    [renewed] = summaries_of(melati)
    assert (renewed.pk, renewed.version, renewed.events) == (first.pk, 1, 2)
    assert renewed.built_from == first.built_from + 1 and renewed.digest != first.digest


def test_only_evidence_that_has_changed_is_written_anew(cast, melati):
    refreshed(melati)
    with acting(group_id=melati.group_id):
        before = dict(Evidence.objects.values_list("position", "id"))
        superfluous = Evidence.objects.create(
            group=cast.group, summary=summaries_of(melati)[0], position=99, events=["left by another analysis"]
        )
    incident(cast, affect="positive")
    refreshed(melati)
    with acting(group_id=melati.group_id):
        after = dict(Evidence.objects.values_list("position", "id"))
        assert not Evidence.objects.filter(pk=superfluous.pk).exists()
    negative, positive = 0, 1
    assert after.keys() == before.keys()
    assert after[negative] == before[negative] and after[positive] != before[positive]


def test_a_change_that_changes_nothing_here_only_moves_the_mark(melati):
    refreshed(melati)
    before = summaries_of(melati)[0]
    refreshed(melati)
    [after] = summaries_of(melati)
    assert (after.digest, after.built_from) == (before.digest, before.built_from + 1)
    assert watermark_of(melati) == (after.built_from, after.built_from)


def test_an_approved_version_stays_and_a_new_draft_stands_beside_it(cast, melati):
    refreshed(melati)
    approve(melati, cast.alice)
    incident(cast)
    refreshed(melati)
    approved, draft = summaries_of(melati)
    assert [(s.version, s.state, s.events) for s in (approved, draft)] == [(1, "approved", 1), (2, "draft", 2)]


def test_no_draft_is_made_that_says_what_the_approved_version_says(cast, melati):
    refreshed(melati)
    approve(melati, cast.alice)
    refreshed(melati)
    [approved] = summaries_of(melati)
    assert approved.state == "approved" and approved.built_from == watermark_of(melati)[0]


def test_a_draft_that_comes_to_say_what_the_approved_version_says_goes(cast, melati):
    refreshed(melati)
    approve(melati, cast.alice)
    more = incident(cast)
    refreshed(melati)
    with acting(group_id=melati.group_id):
        more.delete()
    refreshed(melati)
    assert [summary.state for summary in summaries_of(melati)] == ["approved"]


def test_a_second_approval_supersedes_the_first(cast, melati):
    for _ in range(2):
        incident(cast)
        refreshed(melati)
        approve(melati, cast.alice)
    assert [(s.version, s.state) for s in summaries_of(melati)] == [(1, "superseded"), (2, "approved")]


def test_withdrawn_consent_deletes_every_version_and_says_so_in_the_trail(cast, melati):
    refreshed(melati)
    approve(melati, cast.alice)
    incident(cast)
    refreshed(melati)
    consent(melati, given=False)
    refreshed(melati)
    with acting(group_id=melati.group_id):
        assert not Summary.objects.exists() and not Evidence.objects.exists()
    assert Entry.objects.filter(action="withheld", subject=melati.pk, by=None).count() == 1


def test_consent_given_again_brings_a_new_summary(melati):
    for given in (False, True):
        consent(melati, given=given)
        refreshed(melati)
    assert [summary.events for summary in summaries_of(melati)] == [1]


def test_whoever_was_never_asked_has_none(cast):
    cast.melati = make_member(group=cast.group, alias="Anggrek", consents=())
    incident(cast)
    refreshed(cast.melati)
    assert summaries_of(cast.melati) == []
    assert watermark_of(cast.melati) == (2, 2)


def test_a_task_of_another_group_neither_builds_nor_settles_anything(cast, melati):
    changed(melati)
    assert not refresh_summary(group_id=cast.other_group.id, membership_id=melati.id)
    assert watermark_of(melati) == (2, 0) and summaries_of(melati) == []


def test_an_unknown_membership_is_no_fault(cast):
    assert not refresh_summary(group_id=cast.group.id, membership_id=uuid4())


def test_a_mark_whose_membership_is_gone_does_not_stay_behind_for_ever(cast):
    gone = Watermark.objects.create(membership=uuid4(), group=cast.group.id)
    assert refresh_summary(group_id=cast.group.id, membership_id=gone.membership)
    assert not Watermark.objects.behind().filter(pk=gone.pk).exists()


def test_more_records_take_no_more_queries(cast, melati):
    def queries():
        changed(melati)
        with CaptureQueriesContext(connection) as captured:
            refresh_summary(group_id=melati.group_id, membership_id=melati.id)
        return len(captured)

    queries(), incident(cast)
    few = queries()
    for number in range(2, 8):
        session = make_session(group=cast.group, number=number, there=[melati.person])
        [incident(cast, session=session) for _ in range(4)]
    assert queries() == few


def test_nothing_of_it_is_left_when_building_fails(cast, melati, monkeypatch):
    """What fails here is the analysis; database and queue are the real ones."""

    def broken(*_):
        raise ArithmeticError

    refreshed(melati)
    before = summaries_of(melati)
    incident(cast)
    monkeypatch.setattr("observations.summaries.content.member_claims", broken)
    with pytest.raises(ArithmeticError):
        refreshed(melati)
    assert watermark_of(melati) == (3, 2)
    assert [s.digest for s in summaries_of(melati)] == [s.digest for s in before]
