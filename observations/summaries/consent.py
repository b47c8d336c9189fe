"""Automatic summaries are made of those only who agreed to them; the newest word counts, none is a no."""

from uuid import UUID

from django.db.models import QuerySet

from members.models import Consent, Membership


def has_agreed(membership: Membership) -> bool:
    return bool(_newest(membership=membership).values_list("given", flat=True).first())


def members_who_agreed(group_id: UUID) -> set[UUID]:
    """Their persons' ids."""
    newest = _newest(group=group_id).values_list("membership__person", "given")
    return {person for person, given in newest if given}


def _newest(**which) -> QuerySet[Consent]:
    rows = Consent.objects.filter(purpose=Consent.Purpose.SUMMARIES, **which)
    return rows.order_by("membership", "-at", "-id").distinct("membership")
