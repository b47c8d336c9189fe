"""For admins, whose views say so. It opens the register of a group: its name and who leads it, none of its records."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from members.models import Group, Leadership


def group_of_the_practice(group_id: UUID) -> Group:
    return get_object_or_404(Group, pk=group_id)


def leadership_to_end(leadership_id: UUID) -> Leadership:
    return get_object_or_404(Leadership.objects.unended().select_related("group", "user"), pk=leadership_id)
