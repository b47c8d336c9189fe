"""What an admin sees first: who there is and how the program does. No records, and nothing that grows with them."""

from django.db.models import Count, Min, Q

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.health import queue_state
from members.models import Group, Watermark
from observations.summaries.models import Build
from observations.summaries.rebuilding import progress

SHOWN = 12


def overview() -> dict:
    return {
        "people": User.objects.filter(is_active=True).aggregate(
            total=Count("id"),
            counselors=Count("id", filter=Q(is_counselor=True)),
            supervisors=Count("id", filter=Q(is_supervisor=True)),
            admins=Count("id", filter=Q(is_admin=True)),
            invited=Count("id", filter=Q(password__startswith="!")),
        ),
        "groups": Group.objects.aggregate(
            running=Count("id", filter=Q(ended=None)), ended=Count("id", filter=~Q(ended=None))
        ),
        "leading": Group.objects.running().with_leaders().order_by("name", "ref")[:SHOWN],
        "pairs": Supervision.objects.current()
        .select_related("supervisor", "counselor")
        .order_by("supervisor__name", "counselor__name")[:SHOWN],
    }


def state_of_the_program() -> dict:
    """`waiting` tasks in the queue (None when it is not reached), the summaries that are behind their record, and how
    long they wait and take."""
    reached, worker, waiting = queue_state()
    behind = Watermark.objects.behind().aggregate(n=Count("membership"), since=Min("changed_at"))
    state = {"queue": reached, "worker": worker, "waiting": waiting, "behind": behind}
    return state | {"times": Build.objects.times(), "failing": _failing()} | progress()


def _failing() -> list[dict]:
    """The last to fail, by the end of their ids and with the name of their group: an admin reads no aliases.

    `whole`: the findings of the group and of its sessions, and no member's summary.
    """
    failing = list(Build.objects.failing()[:SHOWN])
    groups = Group.objects.in_bulk([build.group for build in failing])
    return [
        {
            "build": build,
            "whole": build.membership == build.group,
            "id": str(build.membership)[-8:],
            "group": groups.get(build.group),
        }
        for build in failing
    ]
