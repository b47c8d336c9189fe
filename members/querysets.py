from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL


def _of_group(what: str, source: str, where: str, *params, **kind) -> RawSQL:
    """A figure of each group. As SQL: Django takes ten times as long to put it together as the database to answer."""
    return RawSQL(f"(SELECT {what} FROM {source} WHERE t.group_id = members_group.id AND {where})", params, **kind)


def _how_many(table: str, where: str) -> RawSQL:
    return _of_group("count(*)::int", f"{table} t", where)


READABLE = RawSQL("members_group.id = ANY((SELECT app_readable_groups())::uuid[])", [], models.BooleanField())
WRITABLE = RawSQL("members_group.id = ANY((SELECT app_writable_groups())::uuid[])", [], models.BooleanField())
TODAY = "t.starts <= current_date AND (t.ends IS NULL OR t.ends > current_date)"
UPCOMING = "t.state = 'planned' AND t.starts >= now() - interval '3 hours'"
NEXT = f"{UPCOMING} ORDER BY t.starts LIMIT 1"
LEADERS = _of_group(
    "jsonb_agg(jsonb_build_array(t.role, u.name) ORDER BY t.role = 'observer', t.role <> 'lead', t.starts, u.name)",
    "members_leadership t JOIN accounts_user u ON u.id = t.user_id",
    TODAY,
    output_field=models.JSONField(),
)
MEMBERS = {
    "members_now": _how_many("members_membership", "t.left IS NULL"),
    "members_before": _how_many("members_membership", "t.left IS NOT NULL"),
}
NEXT_SESSION = {
    "next_session": _of_group("t.id", "sessions_app_session t", NEXT),
    "next_starts": _of_group("t.starts", "sessions_app_session t", NEXT),
}
UNFINISHED = _how_many("sessions_app_session", f"NOT ({UPCOMING}) AND t.state NOT IN ('signed', 'countersigned')")
SESSIONS = {
    "sessions_begun": _how_many("sessions_app_session", f"NOT ({UPCOMING})"),
    "sessions_planned": _how_many("sessions_app_session", UPCOMING),
}


class Groups(models.QuerySet):
    def readable(self):
        """Groups whose records this person may open; each says in `may_write` whether they may write there too."""
        return self.filter(READABLE).annotate(may_write=WRITABLE)

    def running(self):
        return self.filter(ended=None)

    def over(self):
        return self.exclude(ended=None)

    def led_by(self, user):
        """Groups in which this person has a part today; each says in `own_role` which."""
        role = _of_group("t.role", "members_leadership t", f"t.user_id = %s AND {TODAY} LIMIT 1", user.pk)
        return self.annotate(own_role=role).exclude(own_role=None)

    def with_leaders(self):
        """Who has a part today: pairs of role and name in `leaders`, None without anybody."""
        return self.annotate(leaders=LEADERS)

    def with_members(self):
        """How many are in each group now (`members_now`), and how many were (`members_before`)."""
        return self.annotate(**MEMBERS)

    def with_next_session(self):
        return self.annotate(**NEXT_SESSION)

    def with_unfinished(self):
        """How many records wait: sessions over or under way, and not signed yet."""
        return self.annotate(unfinished=UNFINISHED)

    def with_sessions(self):
        """How many sessions lie behind the group (`sessions_begun`) and before it (`sessions_planned`)."""
        return self.annotate(**SESSIONS)


class Persons(models.QuerySet):
    def members(self):
        return self.filter(kind="member")

    def counselors(self):
        return self.filter(kind="counselor")


ATTENDANCE = RawSQL(
    """(SELECT ARRAY[count(*) FILTER (WHERE t.state NOT LIKE 'absent%%'), count(*)]
        FROM sessions_app_attendance t WHERE t.person_id = members_membership.person_id)""",
    [],
    ArrayField(models.IntegerField()),
)


class Memberships(models.QuerySet):
    def current(self):
        return self.filter(left=None)

    def former(self):
        return self.exclude(left=None)

    def on(self, day):
        """In the group on that day."""
        return self.filter(Q(left=None) | Q(left__gte=day), joined__lte=day)

    def with_attendance(self):
        """In `attendance` two figures: how many sessions they were at, and of how many that is noted."""
        return self.annotate(attendance=ATTENDANCE)


class Watermarks(models.QuerySet):
    def behind(self):
        """Memberships whose record is newer than their summary."""
        return self.filter(record__gt=F("built"))
