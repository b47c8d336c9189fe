"""Pages of a role do not exist for those who do not have it."""

from functools import wraps
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from groupcounsel.accounts.models import Supervision, User


def only(*roles: str):
    """`roles` are any of is_counselor, is_supervisor, is_admin; one of them is enough."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(getattr(request.user, role) for role in roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


def person_of_the_practice(person_id: UUID) -> User:
    return get_object_or_404(User, pk=person_id)


def supervision_to_end(supervision_id: UUID) -> Supervision:
    pairs = Supervision.objects.unended().select_related("supervisor", "counselor")
    return get_object_or_404(pairs, pk=supervision_id)
