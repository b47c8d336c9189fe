"""Keeping true what is built from a record, and saying which state of the record it was built from."""

from collections.abc import Callable
from time import perf_counter
from uuid import UUID

from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.turns import one_at_a_time
from members.models import Watermark
from observations.summaries.rebuilding import due_rebuild, note_build


def keep_true(*, group_id: UUID, of: UUID, build: Callable[[int], Exception | None]) -> bool:
    """Build it; False when it was true, and no rebuild wants it. May run twice, late, and beside another one.

    `of` is a membership, or the group itself. `build` is told the state of the record, and gives back what kept a part
    of it from being built: the rest is stored, the mark stays behind, and the fault is raised.

    Its turn is no row's lock: one on the watermark would make those who record events wait. The state of the record is
    read before the record itself. What is committed in between is then in what is built but not in its `built_from`,
    so it is built once more; the other way round it would be forgotten.
    """
    begin = perf_counter()
    with acting(group_id=group_id):
        one_at_a_time(f"summary {of}")
        mark = Watermark.objects.filter(membership=of, group=group_id).first()
        rebuild = mark and due_rebuild(of)
        if mark is None or not (rebuild or mark.record > mark.built):
            return False
        waited = (timezone.now() - mark.changed_at).total_seconds() if mark.record > mark.built else None
        fault = build(mark.record)
        if not fault:
            Watermark.objects.filter(membership=of, built__lt=mark.record).update(built=mark.record)
        note_build(mark, rebuild=0 if fault else rebuild, waited=waited, took=perf_counter() - begin, done=not fault)
    if fault:
        raise fault
    return True


def seen_of(built_from: int, failing: bool) -> str:
    """What a page that waits has shown; it is answered when that is another."""
    return f"{built_from}-failing" if failing else str(built_from)
