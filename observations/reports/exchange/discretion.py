"""Faults as they may be told to somebody who may not read the group that their document is about."""

from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from groupcounsel.lib.sealing import SealBroken
from members.models import Group
from observations.reports.importing.head import Head, read_head
from observations.reports.importing.head_rules import head_faults
from observations.reports.importing.source import Source
from observations.reports.interchange.faults import Fault, Faults
from observations.reports.interchange.text import Unreadable

COMPARED = ("$.people", "$.sessions")  # with what is on record; a fault may quote that


def discreet(source: Source, faults: Iterable[Fault]) -> Iterable[Fault]:
    """What a document does not explain by itself is told without what stands in the group's record."""
    own = Faults(StringIO())
    try:
        head = read_head(source, own, lambda size: None)
    except (Unreadable, SealBroken):
        return faults
    if not _hidden(head):
        return faults
    explained = {*own, *head_faults(head)}
    return (fault if fault in explained else _blunt(fault) for fault in faults)


def _hidden(head: Head) -> bool:
    here = Group.objects.filter(ref=head.group.get("ref") or "")
    return here.exists() and not here.readable().exists()


def _blunt(fault: Fault) -> Fault:
    told = _("this does not go together with what is on record here")
    return fault._replace(expected=told) if fault.path.startswith(COMPARED) else fault
