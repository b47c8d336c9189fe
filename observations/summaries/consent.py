"""Summaries are made, and polls read, of those only who agreed to them; the newest word counts, none is a no."""

from uuid import UUID

from django.db.models import QuerySet

from members.models import Consent, Membership


def has_agreed(membership: Membership) -> bool:
    return bool(_newest(Consent.Purpose.SUMMARIES, membership=membership).values_list("given", flat=True).first())


def members_who_agreed(group_id: UUID, purpose: str = Consent.Purpose.SUMMARIES) -> set[UUID]:
    """Their persons' ids."""
    newest = _newest(purpose, group=group_id).values_list("membership__person", "given")
    return {person for person, given in newest if given}


def _newest(purpose: str, **which) -> QuerySet[Consent]:
    rows = Consent.objects.filter(purpose=purpose, **which)
    return rows.order_by("membership", "-at", "-id").distinct("membership")
