"""One document into the database, in one transaction: all of it or nothing."""

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.sealing import SealBroken
from groupcounsel.lib.turns import one_at_a_time
from observations.reports.importing.head import read_head
from observations.reports.importing.head_rules import head_faults
from observations.reports.importing.job import Job
from observations.reports.importing.known import seated
from observations.reports.importing.merging import merging_faults
from observations.reports.importing.outcome import Outcome, Refused
from observations.reports.importing.source import Source
from observations.reports.importing.stored import stored
from observations.reports.interchange.faults import Fault, Faults
from observations.reports.interchange.text import Unreadable
from observations.reports.register import group_named


def import_document(
    source: Source,
    faults: Faults,
    *,
    by: User | None,
    amend: bool = False,
    seats: dict[str, str] | None = None,
    tick: Callable[[int], object] = lambda size: None,
) -> Outcome:
    """`seats`: e-mail addresses by the refs of counselors. `tick` hears how many bytes were read; each is read twice.

    Raises `Refused`; then every fault is among `faults`, and the database is as it was.
    """
    try:
        with transaction.atomic():
            return _import(source, faults, by, amend, seats or {}, tick)
    except Unreadable as fault:
        faults.add(Fault(fault.place, "", fault.what))
    except SealBroken:
        faults.add(Fault("$", "", _("this sealed file was changed, or sealed with keys that this site does not have")))
    except IntegrityError as error:
        faults.add(Fault("$", "", broken_rule(error).replace("_", " ")))
    raise Refused


def _import(source: Source, faults: Faults, by, amend: bool, seats: dict[str, str], tick) -> Outcome:
    head = read_head(source, faults, tick)
    faults.add(*head_faults(head))
    users = seated(seats, faults)
    name = head.group.get("ref") or ""
    one_at_a_time(f"group {name}")
    here = group_named(name)
    group_id = here.id if here else uuid7()
    with acting(group_id=group_id):
        known = stored(group_id)
        faults.add(*merging_faults(head, known, users, here))
        job = Job(group_id, head, here, known, users, by, amend, faults)
        job.read(source, tick)
        _without(faults)
        job.write()
        _without(faults)
        _settle_constraints()
        return job.close()


def _without(faults: Faults) -> None:
    if faults:
        raise Refused


def _settle_constraints() -> None:
    """References are checked now and not at the end of the transaction, which may be somebody else's."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
