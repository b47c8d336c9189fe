"""Keeping a group's findings true, and those of each of its sessions: worked out together, from one reading."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from django.utils import timezone

from groupcounsel.lib.turns import one_at_a_time
from members.models import Group
from observations.analysis import VERSION
from observations.summaries.consent import members_who_agreed
from observations.summaries.findings import Found, Sessions, findings_of_group
from observations.summaries.keeping import keep_true
from observations.summaries.models import Findings
from observations.summaries.whole import Whole, whole_of
from sessions_app.models import Session

BATCH = 50  # rows written by one statement
logger = logging.getLogger(__name__)


def refresh_findings(*, group_id: UUID) -> bool:
    """As `keep_true`. One session that cannot be worked out keeps what it had; group and other sessions are stored."""
    return keep_true(group_id=group_id, of=group_id, build=partial(_renew, group_id))


def clean_findings(whole: Whole) -> dict[int | None, Found | Exception]:
    """What the records carry now, whatever is stored: of the group under None, of each session under its number."""
    sessions = Sessions(whole)
    works = {None: partial(findings_of_group, whole)} | {n: partial(sessions.findings, n) for n in sessions.numbers}
    return {number: _or_fault(work) for number, work in works.items()}


def _or_fault(work: Callable[[], Found]) -> Found | Exception:
    try:
        return work()
    except Exception as fault:
        return fault


def _renew(group_id: UUID, built_from: int) -> Exception | None:
    """Whoever withdraws meanwhile waits for their turn or has had it: then it is all worked out without them."""
    if not (group := Group.objects.filter(pk=group_id).first()):
        return None
    whole = whole_of(group)
    found = clean_findings(whole)
    one_at_a_time(f"told of {group_id}")
    if not members_who_agreed(group_id).issuperset(whole.courses):
        return _renew(group_id, built_from)
    faults = {number: one for number, one in found.items() if isinstance(one, Exception)}
    _log(group_id, faults)
    _store(group_id, built_from, found, list(faults))
    return next(iter(faults.values()), None)


def _log(group_id: UUID, faults: Mapping[int | None, Exception]) -> None:
    """By numbers and ids: the text of an error may quote the record."""
    for number, fault in faults.items():
        what = "the group as a whole" if number is None else f"session {number}"
        logger.error("No findings of %s in group %s: %s", what, group_id, type(fault).__name__)


def _store(group_id: UUID, built_from: int, found: Mapping[int | None, Found | Exception], faults: list) -> None:
    """Rows that stay as they are, most of them after one more event, only learn for which state they are true."""
    place = {None: None} | dict(Session.objects.filter(group=group_id).values_list("number", "id"))
    told = {place[number]: one for number, one in found.items() if number not in faults}
    rows, digests = Findings.objects.filter(group=group_id), {session: one.digest for session, one in told.items()}
    stored = dict(rows.values_list("session", "digest"))
    same = {session for session, digest in digests.items() if stored.get(session) == digest}
    rows.of(same).update(built_from=built_from, built_at=timezone.now())
    rows.of([*stored.keys() - same - {place[number] for number in faults}]).delete()
    changed = [session for session in told if session not in same]
    facts = {"group_id": group_id, "built_from": built_from, "analysis": VERSION}
    Findings.objects.bulk_create(
        [Findings(session_id=s, digest=digests[s], **_columns(told[s]), **facts) for s in changed], batch_size=BATCH
    )


def _columns(found: Found) -> dict[str, dict]:
    return {"content": found.content, "so_far": found.so_far, "evidence": found.evidence}
