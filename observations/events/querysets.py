from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from observations.codebook.codes import ComponentKind

OF_EVENT = "WHERE x.event_id = events_event.id AND x.group_id = events_event.group_id"
TOWARD = f"ARRAY(SELECT x.person_id FROM events_involvement x {OF_EVENT} AND x.part = 'toward')"
KNOWN = f"(SELECT count(*) FROM events_component x {OF_EVENT} AND x.state <> 'unknown')"
CAME = f"FROM events_response x {OF_EVENT} AND x.anticipated IS NOT TRUE"
ANSWERS = f"(SELECT count(*) {CAME})"
# How many facets a debriefing would still ask for, each component one: as `timeline.missing` names them.
UNSAID = f"""
  (feared_outcome IS NULL)::int
  + (affect IS NOT DISTINCT FROM 'negative' AND novel IS NULL)::int
  + (affect IS NOT DISTINCT FROM 'negative' AND COALESCE(reality_testing, 'unknown') = 'unknown')::int
  + (affect IS NOT DISTINCT FROM 'negative' AND afterwards IS NULL)::int
  + (affect IS NOT DISTINCT FROM 'positive' AND hidden_self IS NULL)::int
  + {len(ComponentKind)} - {KNOWN}
  + (NOT EXISTS (SELECT {CAME}))::int
  + (COALESCE(strength, 0) >= 4 AND reflection IS NULL)::int
  + (feared_happened IS NOT NULL AND feared_happened > COALESCE(feared_expected, 0) AND follow_up = '')::int
"""
SHOWN = (
    "id", "session_id", "at", "kind", "actor_id", "toward_group", "affect", "strength", "focus", "trigger", "novel",
    "feared_outcome", "feared_expected", "feared_happened", "reality_testing", "afterwards", "hidden_self",
    "reflection", "follow_up",
)  # fmt: skip

ANNOTATED = ("behaviour_label", "toward", "known", "answers", "total")


class Events(models.QuerySet):
    def incidents(self):
        return self.filter(kind="incident")

    def self_disclosures(self):
        """Incidents that the member's own disclosure set off: the third kind, which stands in the original only."""
        return self.incidents().filter(trigger="disclosure")

    def for_timeline(self):
        """What a row of the timeline says, plainly and in one query: toward whom, how many components are known, how
        many answers there are; and in `total` how many rows there are altogether.
        """
        return self.annotate(
            behaviour_label=F("behaviour__label_id" if get_language() == "id" else "behaviour__label_en"),
            toward=RawSQL(TOWARD, [], ArrayField(models.UUIDField())),
            known=RawSQL(KNOWN, [], models.IntegerField()),
            answers=RawSQL(ANSWERS, [], models.IntegerField()),
            total=RawSQL("count(*) OVER ()", [], models.IntegerField()),
        ).values_list(*SHOWN, *ANNOTATED, named=True)

    def unsaid_by_session(self):
        """Pairs of a session and how many facets of its incidents nobody has said anything about."""
        facets = Sum(RawSQL(UNSAID, [], models.IntegerField()))
        return self.incidents().order_by().values_list("session_id").annotate(n=facets)

    def above(self, event, newest_first: bool):
        """Those that stand above the event in the timeline."""
        side = "gt" if newest_first else "lt"
        return self.filter(Q(**{f"at__{side}": event.at}) | Q(at=event.at, **{f"id__{side}": event.id}))
