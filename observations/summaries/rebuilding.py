"""What is to be built: memberships and groups that are behind their record, and all when the whole site is rebuilt.

Where a group as a whole is meant, its own id stands for a membership's, as in its watermark.

Approved texts are never touched: what a rebuild says otherwise stands in a new draft beside them.
"""

import logging
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from groupcounsel.audit.trail import record
from members.models import Watermark
from observations.analysis import VERSION
from observations.codebook.models import Codebook
from observations.summaries.models import Build, Rebuild

logger = logging.getLogger(__name__)


def to_build(most: int) -> list[tuple[UUID, UUID]]:
    """Group and membership, or the group twice; at random, so that many that fail do not stand before the others."""
    resting = Build.objects.resting(settings.SWEEP_SECONDS).values("membership")
    found = list(_pairs(Watermark.objects.behind().exclude(membership__in=resting), most))
    if running := Rebuild.objects.running().first():
        found += _pairs(still_before(running).exclude(membership__in=resting), most - len(found))
        _end(running)
    return found


def _pairs(marks: QuerySet[Watermark], most: int) -> QuerySet:
    return marks.order_by("?").values_list("group", "membership")[:most]


def still_before(rebuild: Rebuild) -> QuerySet[Watermark]:
    """The memberships to which it has not come."""
    done = Build.objects.filter(membership=OuterRef("membership"), rebuilt__gte=rebuild.number)
    return Watermark.objects.filter(~Exists(done))


def _end(rebuild: Rebuild) -> None:
    if not still_before(rebuild).exists():
        Rebuild.objects.running().filter(pk=rebuild.pk).update(state=Rebuild.State.DONE)


def due_rebuild(membership_id: UUID) -> int:
    """The number of the running rebuild, if it has not come to this membership; 0 otherwise."""
    running = Rebuild.objects.running().first()
    return running.number if running and still_before(running).filter(pk=membership_id).exists() else 0


def note_build(mark: Watermark, *, rebuild: int, waited: float | None, took: float, done: bool = True) -> None:
    """The newest build of this membership; earlier failures are over, if all of it is `done`.

    A rebuild follows no change: how long the last change `waited` stays as it was.
    """
    facts = {"group": mark.group, "at": timezone.now(), "took": took, "due_at": None}
    facts |= {} if waited is None else {"waited": waited}
    over = {"failures": 0, "failed_at": None, "failure": ""} if done else {}
    built, _new = Build.objects.update_or_create(membership=mark.membership, defaults=facts | over)
    Build.objects.filter(pk=built.pk).update(builds=F("builds") + 1, rebuilt=max(built.rebuilt, rebuild))


def note_failure(group_id: UUID, membership_id: UUID, kind: str) -> None:
    """Under the `kind` of the error alone: its text may quote the record."""
    Build.objects.get_or_create(membership=membership_id, defaults={"group": group_id})
    failed = {"failures": F("failures") + 1, "failed_at": timezone.now(), "failure": kind[:80]}
    Build.objects.filter(pk=membership_id).update(**failed)


@transaction.atomic
def begin_rebuild(*, by=None) -> Rebuild:
    """One runs at a time: a newer one takes the place of one that runs. Without `by` the program itself wants it."""
    Rebuild.objects.running().update(state=Rebuild.State.CANCELLED)
    begun = Rebuild.objects.create(analysis=VERSION, codebook=_codebook())
    record(by=by, action="rebuild-began", rebuild=begun.number)
    transaction.on_commit(_sweep)
    return begun


def begin_if_new() -> Rebuild | None:
    """What summaries are built by is not what it was at the last rebuild; a site without any has nothing to rebuild."""
    last, now = Rebuild.objects.newest().first(), {"analysis": VERSION, "codebook": _codebook()}
    if last and (last.analysis, last.codebook) == tuple(now.values()):
        return None
    if Watermark.objects.filter(built__gt=0).exists():
        return begin_rebuild()
    Rebuild.objects.create(state=Rebuild.State.DONE, **now)
    return None


def _codebook() -> str:
    return Codebook.objects.order_by("-version").values_list("version", flat=True).first() or ""


@transaction.atomic
def cancel_rebuild(*, rebuild: Rebuild, by) -> None:
    if Rebuild.objects.running().filter(pk=rebuild.pk).update(state=Rebuild.State.CANCELLED):
        record(by=by, action="rebuild-cancelled", rebuild=rebuild.number)


@transaction.atomic
def resume_rebuild(*, rebuild: Rebuild, by) -> None:
    """Where it was cancelled: those it had come to are not built again."""
    if Rebuild.objects.filter(pk=rebuild.pk, state=Rebuild.State.CANCELLED).update(state=Rebuild.State.RUNNING):
        record(by=by, action="rebuild-resumed", rebuild=rebuild.number)
        transaction.on_commit(_sweep)


def _sweep() -> None:
    """At once, so that whoever asked for it sees it move."""
    try:
        current_app.send_task("summaries.sweep", retry=False, expires=settings.SWEEP_SECONDS)
    except OperationalError:
        logger.warning("The queue does not answer; a later sweep begins the rebuild.")


def progress() -> dict[str, object]:
    """Of the newest rebuild: how many of how many, and what may be done about it."""
    newest = Rebuild.objects.newest().first()
    if newest is None:
        return {"rebuild": None}
    total = Watermark.objects.count()
    return {"rebuild": newest, "total": total, "come_to": total - still_before(newest).count()}
