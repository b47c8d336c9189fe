from django.db import models
from django.db.models.expressions import RawSQL


class Summaries(models.QuerySet):
    def in_force(self):
        """The draft and the approved version beside it, the draft first."""
        return self.exclude(state="superseded").order_by("-version")


def _of_membership(query: str, field: models.Field) -> RawSQL:
    """As SQL and in one query: Django takes longer to put these together than the database to answer."""
    return RawSQL(f"({query})", [], field)


AGREED = _of_membership(
    """SELECT c.given FROM members_consent c
       WHERE c.membership_id = members_membership.id AND c.purpose = 'summaries'
       ORDER BY c.at DESC, c.id DESC LIMIT 1""",
    models.BooleanField(),
)
RECORD = _of_membership(
    "SELECT w.record FROM members_watermark w WHERE w.membership = members_membership.id", models.BigIntegerField()
)
STATEMENTS = _of_membership(
    """SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'text', v.text) ORDER BY s.kind DESC, s.position)
       FROM members_statement s JOIN LATERAL (
         SELECT w.text FROM members_statementversion w WHERE w.statement_id = s.id
         ORDER BY w.written_at DESC, w.id DESC LIMIT 1) v ON true
       WHERE s.membership_id = members_membership.id AND s.closed IS NULL""",
    models.JSONField(),
)
# What a member's page needs beside the summary: consent, state of the record, open problems and goals.
AROUND = {"agreed": AGREED, "record": RECORD, "problems_and_goals": STATEMENTS}
