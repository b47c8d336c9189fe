"""What a supervisor sees first: the groups of the counselors they supervise today. Nothing grows with the records."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from groupcounsel.accounts.models import Supervision, User
from members.models import Group, Leadership
from observations.summaries.models import Summary
from sessions_app.models import Attendance, Session

LAST = 8  # sessions of which the attendance is shown
NAMED = 3  # unfinished records that are named; the others are a number


def supervisions_of(supervisor: User, words: str) -> QuerySet[Supervision]:
    """Today's, by the counselor's name; with words, where they stand in that name or in a group's."""
    supervisions = Supervision.objects.current().filter(supervisor=supervisor).select_related("counselor")
    leading = _leading().filter(group__name__icontains=words).values("user")
    fitting = Q(counselor__name__icontains=words) | Q(counselor__in=leading)
    return (supervisions.filter(fitting) if words else supervisions).order_by("counselor__name", "id")


def by_counselor(supervisions: Iterable[Supervision], words: str = "") -> list[dict]:
    """For each counselor the groups they lead, with what is known of each.

    Of a counselor whose name has not the words in it, only the groups whose names have.
    """
    parts = _leading().filter(user__in=[supervision.counselor_id for supervision in supervisions])
    led = defaultdict(set)
    for user, group in parts.values_list("user", "group"):
        led[user].add(group)
    rows = rows_of({group for groups in led.values() for group in groups})
    return [{"supervision": each, "rows": _of_counselor(each.counselor, rows, led, words)} for each in supervisions]


def _leading() -> QuerySet[Leadership]:
    """Today's of counselors, without those who only observe; who may not sign in any more is one still."""
    return Leadership.objects.current().exclude(role=Leadership.Role.OBSERVER).filter(user__is_counselor=True)


def _of_counselor(counselor: User, rows: list[dict], led: dict[UUID, set[UUID]], words: str) -> list[dict]:
    theirs = [row for row in rows if row["group"].id in led[counselor.id]]
    if _fits(words, counselor.name):
        return theirs
    return [row for row in theirs if _fits(words, row["group"].name)]


def _fits(words: str, name: str) -> bool:
    return words.casefold() in name.casefold()


def rows_of(wanted: set[UUID]) -> list[dict]:
    groups = Group.objects.readable().with_leaders().with_next_session().with_sessions().with_unfinished()
    groups = list(groups.filter(pk__in=wanted).order_by(F("ended").asc(nulls_first=True), "name"))
    ids = [group.id for group in groups]
    came, open_records, drafts = attendance(ids), unfinished(ids), summaries_to_read(ids)
    return [
        {
            "group": group,
            "leaders": [name for role, name in group.leaders if role != Leadership.Role.OBSERVER],
            "attendance": came.get(group.id),
            "unfinished": open_records[group.id],
            "more_unfinished": group.unfinished - len(open_records[group.id]),
            "drafts": drafts[group.id],
        }
        for group in groups
    ]


def attendance(groups: list[UUID]) -> dict[UUID, dict]:
    """The members' attendance at the last sessions held: `there` of `noted`, and the share of each session."""
    last = list(Session.objects.held().filter(group__in=groups).of_each_group("-starts", LAST).values("id", "group"))
    noted = Attendance.objects.filter(session__in=[session["id"] for session in last], person__kind="member")
    there = Count("id", filter=~Q(state__startswith="absent"))
    counts = {row["session"]: row for row in noted.values("session").annotate(noted=Count("id"), there=there)}
    found = defaultdict(list)
    for session in last:
        if session["id"] in counts:
            found[session["group"]].append(counts[session["id"]])
    return {group: _together(sessions) for group, sessions in found.items()}


def _together(sessions: list[dict]) -> dict:
    there, noted = (sum(session[name] for session in sessions) for name in ("there", "noted"))
    line = spark([session["there"] / session["noted"] for session in sessions])
    return {"there": there, "noted": noted, "share": there / noted, "sessions": len(sessions), "spark": line}


def spark(shares: list[float]) -> list[tuple[float, float]]:
    """Points of a small line, 92 wide and 26 high, that ends at its right edge."""
    step = 84 / max(len(shares) - 1, 1)
    first = 88 - step * (len(shares) - 1)
    return [(round(first + step * place, 1), round(23 - 20 * share, 1)) for place, share in enumerate(shares)]


def unfinished(groups: list[UUID]) -> dict[UUID, list[Session]]:
    """The records that have waited longest."""
    found = defaultdict(list)
    for session in Session.objects.unfinished().filter(group__in=groups).of_each_group("starts", NAMED):
        found[session.group_id].append(session)
    return found


def summaries_to_read(groups: list[UUID]) -> dict[UUID, list[dict]]:
    """Drafts about present members that say something; a draft waits until a counselor approves it."""
    drafts = Summary.objects.filter(group__in=groups, state=Summary.State.DRAFT, events__gt=0, membership__left=None)
    found = defaultdict(list)
    for draft in drafts.values("group", "membership", alias=F("membership__person__alias")).order_by("alias"):
        found[draft["group"]].append(draft)
    return found
