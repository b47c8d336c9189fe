"""The front door to imports and exports of whole groups."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from observations.reports.models import Transfer


def own_transfer(transfer_id: UUID, user) -> Transfer:
    """For everybody else, other admins too, it does not exist: its faults may quote records."""
    return get_object_or_404(Transfer.objects.filter(by=user), pk=transfer_id)
