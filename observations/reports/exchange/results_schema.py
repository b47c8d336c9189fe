"""The JSON Schema of `groupcounsel-results/1`. `docs/schema/` holds what this gives."""

from observations.polls.models import Poll
from observations.reports.interchange.shapes import REF, UUID, either, listed, named, record, text

KINDS = [
    "funnel", "bottleneck", "disconfirmation", "rupture", "reflection", "focus", "focus-trend", "process", "style",
    "chain", "evoked", "tie", "emergence", "change", "validation", "need", "insight", "separation", "microcosm",
    "coverage", "acceptance", "incident",
]  # fmt: skip
REASONS = [
    "too-few-events", "too-few-sessions", "too-few-people", "missing-cells", "no-variation", "tie", "no-direction",
    "no-contrast", "none-before",
]  # fmt: skip
ANY = {"type": ["number", "null"]}
NUMBER = {"type": "number"}
COUNT = {"type": "integer", "minimum": 0}
SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
MISSING = record(("reason",), reason={"enum": REASONS}, needed=COUNT, have=COUNT)
FREE = {"type": "object"}

CLAIM = record(
    ("kind", "of", "claimed", "n", "events", "missing"),
    kind={"enum": KINDS},
    of=FREE,
    claimed={"type": ["boolean", "null"]},
    n=COUNT,
    observed=either(COUNT),
    expected=ANY,
    estimate=ANY,
    low=ANY,
    high=ANY,
    p=SHARE,
    q=SHARE,
    events=listed(UUID, unique=True),
    missing=either(MISSING),
    detail=FREE,
)
CLAIMS = listed(CLAIM)

MEMBER = record(("ref", "withheld", "claims"), ref=REF, withheld={"enum": ["consent", None]}, claims=CLAIMS)
SESSION = record(("ref", "claims"), ref=REF, claims=CLAIMS)

STATUS = record(
    ("received", "made", "status", "rejection"),
    received=COUNT,
    made=COUNT,
    status=ANY,
    rejection=ANY,
    p_at_least=SHARE,
    p_at_most=SHARE,
    foreseen=ANY,
)
VARIANCES = dict.fromkeys(("actor", "partner", "relationship", "actor_partner", "relationship_covariance"), ANY)
EFFECT = record(("actor", "partner"), actor=ANY, partner=ANY)
SRM = record((*VARIANCES,), **VARIANCES, negative=listed(text()), effects=named(EFFECT))
POLL = record(
    ("ref", "kind", "voters", "choosable", "members"),
    ref=REF,
    kind={"enum": Poll.Kind.values},
    voters=COUNT,
    choosable=COUNT,
    cohesion=ANY,
    reciprocity=ANY,
    tension=ANY,
    members=named(STATUS),
    srm=either(SRM),
    agreement=either(record(("w", "p", "order"), w=ANY, p=SHARE, order=listed(REF, unique=True))),
)

CODE = record((), kappa=ANY, low=ANY, high=ANY, alpha=ANY, n=COUNT, missing=either(MISSING))
AGREEMENT = record(
    ("session", "coders", "tolerance", "matched", "only", "f1", "codes"),
    session=REF,
    coders=listed(REF, unique=True) | {"minItems": 2, "maxItems": 2},
    tolerance=NUMBER,
    matched=COUNT,
    only=listed(COUNT) | {"minItems": 2, "maxItems": 2},
    f1=SHARE,
    codes=named(CODE),
)

POOLED = record(
    (),
    srm=record(("criterion", "groups", *VARIANCES), criterion=text(), groups=COUNT, **VARIANCES),
    outcomes=CLAIMS,
)
FORMAT = {"const": "groupcounsel-results/1"}
OF_A_GROUP = record(
    ("format", "analysis", "group", "record", "members", "claims", "sessions", "polls", "agreement"),
    format=FORMAT,
    analysis=text(least=1),
    group=REF,
    record={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    members=listed(MEMBER),
    claims=CLAIMS,
    sessions=listed(SESSION),
    polls=listed(POLL),
    agreement=listed(AGREEMENT),
    pooled=POOLED,
)
OF_ALL = record(("format", "pooled"), format=FORMAT, pooled=POOLED)


def document() -> dict:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:groupcounsel:groupcounsel-results-1",
        "title": "What the records of a group carry, or of all groups together",
        "oneOf": [OF_A_GROUP, OF_ALL],
    }
