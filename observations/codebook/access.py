from uuid import UUID

from django.shortcuts import get_object_or_404

from observations.codebook.models import Behaviour


def behaviour_of_the_practice(behaviour_id: UUID) -> Behaviour:
    """What came in a group's file belongs to that file and is not edited here."""
    return get_object_or_404(Behaviour, pk=behaviour_id, group=None)
