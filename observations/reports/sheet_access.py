"""The front door to a spreadsheet that is being imported: for the others of the group it does not exist."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from members.access import of_writable_group
from members.models import Group, Person
from observations.reports.sheet_models import SheetDraft


def draft_to_continue(draft_id: UUID, user) -> SheetDraft:
    return of_writable_group(SheetDraft.objects.filter(by=user), draft_id)


def own_seat(group: Group, user) -> Person:
    """The person in whose name this user records."""
    seat = Person.objects.filter(group=group, user=user).first()
    if seat is None:
        raise PermissionDenied
    return seat
