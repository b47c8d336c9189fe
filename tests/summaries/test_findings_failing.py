"""One session that cannot be worked out holds up nothing else; a rebuild comes to every group."""

import pytest

from observations.analysis import session as of_sessions
from observations.summaries import tasks
from observations.summaries.findings_renewal import refresh_findings
from observations.summaries.models import Build
from observations.summaries.rebuilding import begin_rebuild, progress, to_build
from tests.summaries.made import incident, kept, mark_of, two_sessions, worked_out


@pytest.fixture
def lived(cast):
    return two_sessions(cast)


@pytest.fixture
def broken(lived, monkeypatch):
    """What fails is the analysis of the second session, after both were worked out once; the rest is the real thing."""
    worked_out(lived.group)
    real = of_sessions.fears

    def fears(today, courses):
        if any(o.session == 2 for o in today):
            raise ArithmeticError("what somebody said")
        return real(today, courses)

    monkeypatch.setattr(of_sessions, "fears", fears)
    return lived


def test_a_session_that_cannot_be_worked_out_keeps_what_it_had_and_the_others_are_stored(broken, caplog):
    incident(broken, session=broken.session)
    with pytest.raises(ArithmeticError):
        worked_out(broken.group)
    stored = kept(broken.group)
    assert {n: row.content["events"] for n, row in stored.items()} == {None: 4, 1: 2, 2: 2}
    assert {n: row.built_from for n, row in stored.items()} == {None: 3, 1: 3, 2: 2}
    assert mark_of(broken.group) == (3, 2)
    assert caplog.messages == [f"No findings of session 2 in group {broken.group.id}: ArithmeticError"]


def test_its_failure_is_noted_for_the_admin_and_over_when_it_is_mended(broken, monkeypatch):
    group = str(broken.group.id)
    with pytest.raises(ArithmeticError) as failed:
        worked_out(broken.group)
    tasks.refresh.on_failure(failed.value, "task", (group, group), {}, None)
    noted = Build.objects.get(pk=broken.group.id)
    assert (noted.failures, noted.failure, noted.builds) == (1, "ArithmeticError", 2)
    monkeypatch.undo()
    assert worked_out(broken.group)
    noted.refresh_from_db()
    assert (noted.failures, noted.failure) == (0, "") and mark_of(broken.group) == (4, 4)


def test_a_group_that_cannot_be_told_as_a_whole_has_its_sessions(lived, monkeypatch, caplog):
    def no_claims(*_):
        raise ArithmeticError

    monkeypatch.setattr("observations.summaries.whole.group_claims", no_claims)
    with pytest.raises(ArithmeticError):
        worked_out(lived.group)
    assert kept(lived.group).keys() == {1, 2}
    assert "No findings of the group as a whole" in caplog.text


def test_a_failing_group_holds_up_no_other(broken):
    with pytest.raises(ArithmeticError):
        worked_out(broken.group)
    assert worked_out(broken.other_group) and kept(broken.other_group).keys() == {None}


def test_the_task_with_the_groups_id_twice_works_them_out(lived):
    group = str(lived.group.id)
    tasks.refresh(group, group)
    assert kept(lived.group).keys() == {None, 1, 2} and mark_of(lived.group) == (1, 1)


def test_a_rebuild_comes_to_every_group_as_well(lived):
    for group in (lived.group, lived.other_group):
        worked_out(group)
    before = progress()["total"] if progress()["rebuild"] else 0
    begun = begin_rebuild(by=lived.adi)
    waiting = {of for _group, of in to_build(200)}
    assert {lived.group.id, lived.other_group.id} <= waiting
    assert refresh_findings(group_id=lived.group.id) and not refresh_findings(group_id=lived.group.id)
    assert (progress()["come_to"], progress()["rebuild"]) == (1, begun) and progress()["total"] >= before
    assert lived.group.id not in {of for _group, of in to_build(200)}


def test_another_version_of_the_analysis_writes_all_of_them_anew(lived, monkeypatch):
    worked_out(lived.group)
    before = {row.id for row in kept(lived.group).values()}
    for module in ("findings", "findings_renewal", "querysets"):
        monkeypatch.setattr(f"observations.summaries.{module}.VERSION", "another")
    begin_rebuild(by=lived.adi)
    assert refresh_findings(group_id=lived.group.id)
    after = kept(lived.group)
    assert not before & {row.id for row in after.values()} and {row.analysis for row in after.values()} == {"another"}
