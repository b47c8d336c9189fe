from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.db.models import Aggregate, ExpressionWrapper, F, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least, Now, Power

from observations.analysis import VERSION


class Summaries(models.QuerySet):
    def in_force(self):
        """The draft and the approved version beside it, the draft first."""
        return self.exclude(state="superseded").with_words().order_by("-version")

    def with_words(self):
        """With what counselors made of it."""
        return self.select_related("words_by", "approved_by").prefetch_related("set_aside__by")


class Kept(models.QuerySet):
    def current(self):
        """Of the analysis that words them; those of another are worked out anew."""
        return self.filter(analysis=VERSION)

    def as_shown(self):
        """What a page shows at first; in `record` the state that the group's record has come to."""
        return self.defer("evidence", "so_far", "digest").annotate(record=RECORD_OF_GROUP)

    def of(self, sessions: Collection[UUID | None]):
        """Of these sessions; of the group as a whole, where None is among them."""
        whole = models.Q(session=None) if None in sessions else models.Q(pk__in=[])
        return self.filter(whole | models.Q(session__in=[session for session in sessions if session]))


class Builds(models.QuerySet):
    def of_members(self):
        """Summaries; the findings of a group and of its sessions are `of_groups`."""
        return self.exclude(membership=F("group"))

    def of_groups(self):
        return self.filter(membership=F("group"))

    def failing(self):
        return self.filter(failures__gt=0).order_by("-failed_at")

    def resting(self, seconds: float):
        """Those that failed lately: after each failure twice as long, up to 64 times `seconds`."""
        after = ExpressionWrapper(
            F("failed_at") + seconds * Power(2.0, Least(F("failures") - 1, 6)) * Value(timedelta(seconds=1)),
            output_field=models.DateTimeField(),
        )
        return self.filter(failures__gt=0).alias(after=after).filter(after__gt=Now())

    def times(self):
        """Over the last day's builds: their number, and median and 95 % of waiting and building in seconds."""
        figures = {
            f"{column}_{share}": _percentile(column, share / 100) for column in ("waited", "took") for share in (50, 95)
        }
        return self.filter(at__gt=Now() - timedelta(days=1)).aggregate(n=models.Count("pk"), **figures)


class Rebuilds(models.QuerySet):
    def newest(self):
        return self.filter(pk=models.Subquery(self.order_by("-number").values("pk")[:1]))

    def running(self):
        return self.filter(state="running")


class Percentile(Aggregate):
    function, template = "percentile_cont", "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


def _percentile(column: str, share: float) -> Percentile:
    return Percentile(F(column), share=share, output_field=models.FloatField())


def _selected(query: str, field: models.Field) -> RawSQL:
    """As SQL and in one query: Django takes longer to put these together than the database to answer."""
    return RawSQL(f"({query})", [], field)


AGREED = _selected(
    """SELECT c.given FROM members_consent c
       WHERE c.membership_id = members_membership.id AND c.purpose = 'summaries'
       ORDER BY c.at DESC, c.id DESC LIMIT 1""",
    models.BooleanField(),
)
RECORD = _selected(
    "SELECT w.record FROM members_watermark w WHERE w.membership = members_membership.id", models.BigIntegerField()
)
FAILURES = _selected(
    "SELECT b.failures FROM summaries_build b WHERE b.membership = members_membership.id", models.IntegerField()
)
RECORD_OF_GROUP = _selected(
    "SELECT w.record FROM members_watermark w WHERE w.membership = summaries_findings.group_id",
    models.BigIntegerField(),
)
STATEMENTS = _selected(
    """SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'text', v.text) ORDER BY s.kind DESC, s.position)
       FROM members_statement s JOIN LATERAL (
         SELECT w.text FROM members_statementversion w WHERE w.statement_id = s.id
         ORDER BY w.written_at DESC, w.id DESC LIMIT 1) v ON true
       WHERE s.membership_id = members_membership.id AND s.closed IS NULL""",
    models.JSONField(),
)
# What a member's page needs beside the summary: consent, state of the record, how many builds failed since the last one
# that did not, open problems and goals.
AROUND = {"agreed": AGREED, "record": RECORD, "failures": FAILURES, "problems_and_goals": STATEMENTS}
# Of a person of the group: whether they are a member of it, and whether they agree to summaries in any membership.
IS_MEMBER = RawSQL(
    "EXISTS (SELECT FROM members_membership m WHERE m.person_id = members_person.id)", [], models.BooleanField()
)
AGREED_PERSON = RawSQL(
    """EXISTS (SELECT FROM members_membership m WHERE m.person_id = members_person.id AND (
         SELECT c.given FROM members_consent c WHERE c.membership_id = m.id AND c.purpose = 'summaries'
         ORDER BY c.at DESC, c.id DESC LIMIT 1))""",
    [],
    models.BooleanField(),
)
# Of a session's findings: the ids of those of their arcs that were given up since.
ENDED_ARCS = RawSQL(
    """(SELECT coalesce(jsonb_agg(e.event_id), '[]') FROM debriefing_endedarc e
        WHERE e.group_id = summaries_findings.group_id AND e.event_id IN (
          SELECT (arc->>'id')::uuid FROM jsonb_array_elements(summaries_findings.content->'arcs') arc))""",
    [],
    models.JSONField(),
)
