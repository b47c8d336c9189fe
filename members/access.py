"""The front door: an address becomes a group or a person of it here and nowhere else.

The database shows outsiders no row, so they get 404 and do not learn that there is one. Who may only read gets 403.
"""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from groupcounsel.lib.questions import Question, question
from members.models import Group, Membership, Statement

Row = TypeVar("Row", bound=Model)


@question
def readable_group(group_id: UUID):
    return Group.objects.readable().filter(pk=group_id)


@question
def _membership(membership_id: UUID):
    return Membership.objects.select_related("person").filter(pk=membership_id)


def first_or_404(rows: list[Row]) -> Row:
    """404 where there is none, or none that the database shows."""
    if not rows:
        raise Http404
    return rows[0]


def group_to_read(group_id: UUID, wanted: Question[Group] = readable_group) -> Group:
    """`wanted` says what else is wanted of it."""
    return first_or_404(wanted(group_id))


def group_to_write(group_id: UUID) -> Group:
    return must_write(group_to_read(group_id))


def must_write(group: Group) -> Group:
    if not group.may_write:
        raise PermissionDenied
    return group


def of_readable_group(rows: QuerySet[Row] | Question[Row], row_id: UUID) -> Row:
    """The row; its `group` says in `may_write` whether this person may write."""
    row = first_or_404(rows(row_id)) if isinstance(rows, Question) else get_object_or_404(rows, pk=row_id)
    row.group = group_to_read(row.group_id)
    return row


def of_writable_group(rows: QuerySet[Row] | Question[Row], row_id: UUID) -> Row:
    row = of_readable_group(rows, row_id)
    must_write(row.group)
    return row


def membership_to_read(membership_id: UUID) -> Membership:
    return of_readable_group(_membership, membership_id)


def membership_to_write(membership_id: UUID) -> Membership:
    return of_writable_group(_membership, membership_id)


def statement_to_write(statement_id: UUID) -> Statement:
    statement = of_writable_group(Statement.objects.select_related("membership__person"), statement_id)
    statement.membership.group = statement.group
    return statement
