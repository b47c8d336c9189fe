"""A code that no version of the codebook has is refused by the database, whoever writes it."""

from django.db import migrations, models
from django.db.models import Q

STATES = ["observed", "not-observed", "unknown"]
OF_EVENT = {
    "affect": ["negative", "positive"],
    "focus": ["here-and-now", "past", "outside"],
    "origin": ["spontaneous", "evoked"],
    "trigger": [
        "criticism", "praise", "demand", "silence", "disclosure", "separation", "newcomer", "rivalry", "limit",
        "exercise", "other",
    ],
    "octant": ["PA", "BC", "DE", "FG", "HI", "JK", "LM", "NO"],
    "need": ["contact", "recognition", "acceptance", "approval", "esteem", "mastery"],
    "feared_outcome": [
        "abandonment", "attack", "ridicule", "rejection", "derision", "engulfment", "destroying-others", "other",
    ],
    "reality_testing": STATES,
    "reality_finding": ["out-of-proportion", "misdirected", "avoidance-needless"],
    "afterwards": ["freer", "as-before", "less-free"],
    "hidden_self": ["shown", "kept-closed"],
    "reflection": ["none", "described", "explained", "carried-over"],
    "transference_figure": ["mother", "father", "sibling", "partner", "authority", "child", "other"],
    "insight_domain": ["self", "behaviour", "motivation", "unconscious"],
    "insight_process": ["clarification", "explanation", "de-repression"],
    "outside_relationship": ["family", "partner", "friends", "work", "other"],
}  # fmt: skip
OTHERS = [
    ("event", "kind", "an_event_is_an_incident_or_an_interaction", ["incident", "interaction"]),
    ("involvement", "part", "a_part_is_toward_helped_or_recognised", ["toward", "helped", "recognised"]),
    ("component", "kind", "a_component_is_one_of_the_five",
     ["risk", "support", "reality-testing", "recognition", "facilitation"]),
    ("component", "state", "a_component_has_a_state_of_the_codebook", STATES),
    ("response", "kind", "a_response_is_of_the_codebook",
     ["supports", "validates", "disputes", "confronts", "gives-feedback", "attacks", "bursts-out", "intimidated",
      "bored", "withdraws", "silent", "identifies", "comforts", "other"]),
    ("felt", "feeling", "a_feeling_is_of_the_codebook",
     ["angry", "bored", "intimidated", "protective", "warm", "helpless", "irritated", "anxious", "sad", "proud",
      "drained", "other"]),
    ("validation", "stance", "a_stance_confirms_or_disputes", ["confirms", "disputes"]),
]  # fmt: skip


def one_of(model, field, name, values):
    return migrations.AddConstraint(model, models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": values})))


class Migration(migrations.Migration):
    dependencies = [("events", "0004_a_finding_needs_its_test")]
    operations = [
        *(one_of("event", field, f"{field}_is_a_code_of_the_codebook", values) for field, values in OF_EVENT.items()),
        *(one_of(*rule) for rule in OTHERS),
    ]
