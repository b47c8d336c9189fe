"""A spreadsheet becomes one session: its people, its attendance, its interactions, all of it or nothing."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q
from django.db.transaction import atomic
from django.utils import timezone

from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from members.actions import lock_group
from members.marks import mark_group
from members.models import Group, Person
from observations.reports.sheet_models import SheetDraft, SheetMapping
from observations.reports.sheet_writing import Choice, write_attendance, write_events, write_people
from observations.reports.sheets.columns import shape
from observations.reports.sheets.people import LEFT_OUT
from observations.reports.sheets.reading import Table
from sessions_app.actions import plan_sessions
from sessions_app.models import Session

FORGOTTEN_AFTER = timedelta(days=7)


class Import(NamedTuple):
    session: Session
    interactions: int
    left_out: int


@atomic
def begin_draft(*, group: Group, by, table: Table, people: dict, facts: dict) -> SheetDraft:
    """One at a time for each person and group. What anybody left lying for a week is gone too."""
    lock_group(group)
    _clear_away(group, by)
    read = {"header": table.header, "rows": table.rows, "blank": table.blank, "people": people}
    draft = SheetDraft.objects.create(group=group, by=by, **facts, **read)
    record(by=by, action="sheet-read", subject=draft, rows=len(table.rows))
    return draft


def _clear_away(group: Group, by) -> None:
    """As the group's task: what others left lying is not theirs to see who begins anew."""
    left_lying = Q(by=by) | Q(made_at__lt=timezone.now() - FORGOTTEN_AFTER)
    with acting(group_id=group.id):
        SheetDraft.objects.filter(left_lying, group=group).delete()


@atomic
def match_columns(*, draft: SheetDraft, by, columns: dict[str, int | None], unit: str) -> None:
    matched = {"columns": columns, "unit": unit}
    SheetDraft.objects.filter(pk=draft.pk).update(**matched)
    SheetMapping.objects.update_or_create(user=by, shape=shape(draft.header), defaults=matched)


@atomic
def discard_draft(*, draft: SheetDraft, by) -> None:
    record(by=by, action="sheet-discarded", subject=draft)
    SheetDraft.objects.filter(pk=draft.pk).delete()


@atomic
def import_sheet(
    *, draft: SheetDraft, by, seat: Person, choices: dict[str, Choice], consents: list[str]
) -> Import | None:
    """`choices`: who each name in the file is. Faulty rows stay out. None when the draft is gone: imported before."""
    lock_group(draft.group)
    if not SheetDraft.objects.filter(pk=draft.pk).delete()[0]:
        return None
    left_out = {name for name, choice in choices.items() if choice.who == LEFT_OUT}
    rows = draft.reading(draft.columns, draft.unit).without(left_out)
    session = _session(draft, by)
    people, added = write_people(draft, by, choices, consents)
    write_attendance(session, people.values())
    write_events(session, rows, people, seat)
    result = Import(session, len(rows), len(draft.rows) - len(rows))
    counts = {"interactions": result.interactions, "left_out": result.left_out, "blank": len(draft.blank)}
    record(by=by, action="sheet-imported", subject=session, members=added, consents=sorted(consents), **counts)
    mark_group(group_id=draft.group_id)
    return result


def _session(draft: SheetDraft, by) -> Session:
    facts = {"minutes": draft.minutes, "structure": draft.structure}
    [session] = plan_sessions(group=draft.group, starts=[draft.starts], by=by, **facts)
    session.state = Session.State.DEBRIEFING
    session.save(update_fields=["state"])
    return session
