"""What an admin sees first: who there is and how the program does. No records, and nothing that grows with them."""

from django.db.models import Count, Min, Q

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.health import queue_state
from members.models import Group, Watermark
from observations.summaries.models import Build
from observations.summaries.rebuilding import progress, still_before

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
    """`waiting` tasks in the queue (None when it is not reached), the summaries that are behind their record, how long
    they wait and take and how long the findings of groups do, and how many of either cannot be built."""
    reached, worker, waiting = queue_state()
    behind = Watermark.objects.behind().aggregate(n=Count("membership"), since=Min("changed_at"))
    state = {"queue": reached, "worker": worker, "waiting": waiting, "behind": behind}
    times = {"times": Build.objects.of_members().times(), "times_of_groups": Build.objects.of_groups().times()}
    return state | times | {"failing": _failing(), "failed": Build.objects.failing().count()} | _rebuild()


def _rebuild() -> dict[str, object]:
    """`held_up` where nothing is left but what fails; it is over when that is mended."""
    found = progress()
    left = found["total"] - found["come_to"] if found["rebuild"] else 0
    failing = still_before(found["rebuild"]).filter(pk__in=Build.objects.failing().values("pk")).count() if left else 0
    return found | {"held_up": left if left == failing else 0}


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
