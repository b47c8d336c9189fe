"""Automatic summaries are made of those only who agreed to them; the newest word counts, none is a no."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from groupcounsel.lib.questions import question
from members.models import Consent, Group, Membership


def has_agreed(membership: Membership) -> bool:
    return bool(_newest(membership=membership).values_list("given", flat=True).first())


def members_who_agreed(group_id: UUID) -> set[UUID]:
    """Their persons' ids."""
    newest = _newest(group=group_id).values_list("membership__person", "given")
    return {person for person, given in newest if given}


def memberships_that_agreed(groups: Iterable[Group]) -> set[UUID]:
    return {membership for membership, given in _of_groups([group.id for group in groups]) if given}


@question
def _of_groups(groups: list[UUID]):
    return _newest(group__among=groups).values_list("membership", "given")


def _newest(**which) -> QuerySet[Consent]:
    rows = Consent.objects.filter(purpose=Consent.Purpose.SUMMARIES, **which)
    return rows.order_by("membership", "-at", "-id").distinct("membership")
