"""The JSON Schema of `groupcounsel/1`, made from the codebook's codes. `docs/schema/` holds what this gives."""

from members.models import Consent, Group
from observations.codebook import codes
from observations.events.models import LATEST
from observations.polls.models import Poll
from observations.reports.interchange.shapes import (
    CODE,
    DATE,
    MOMENT,
    REF,
    REFS,
    UUID,
    YES_OR_NO,
    coded,
    either,
    listed,
    named,
    number,
    record,
    text,
    whole,
)
from sessions_app.models import Attendance, Session

SMALL, GREAT = 32_767, 2_147_483_647  # the largest whole numbers of the columns
LARGE = 1_000_000_000
REQUIRED = ("format", "codebook", "group")


def document() -> dict:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:groupcounsel:groupcounsel-1",
        "title": "The record of a group",
        **record(REQUIRED, **SECTIONS),
    }


def entry(name: str) -> dict:
    """The schema of one entry of a list, or of a section that is no list."""
    return SECTIONS[name].get("items", SECTIONS[name])


GROUP = record(
    ("ref", "name"),
    ref=REF,
    name=text(120, least=1),
    kind={"enum": Group.Kind.values},
    capacity=whole(2, SMALL),
    timezone=text(64, least=1),
    ended=either(DATE),
)

MEMBER = record(
    ("ref", "kind", "alias", "joined"),
    ref=REF,
    kind={"const": "member"},
    alias=text(120, least=1),
    joined=DATE,
    left=either(DATE),
    outcome=either(text(40, least=1)),
    problems=either(listed(text(400, least=1))),
    goals=either(listed(text(400, least=1))),
    consent=either(record((), **dict.fromkeys(Consent.Purpose.values, YES_OR_NO))),
    identity=either(named(text(1000))),
)

COUNSELOR = record(("ref", "kind", "alias"), ref=REF, kind={"const": "counselor"}, alias=text(120, least=1))

KINDS = {"member": MEMBER, "counselor": COUNSELOR}
SOMEBODY = record((), **MEMBER["properties"] | {"kind": True})  # of a kind that is not known: the rest is looked at
PERSON = {
    "type": "object",
    "required": ["ref", "kind", "alias"],
    "properties": {"kind": {"enum": [*KINDS]}},
    "allOf": [
        {"if": {"required": ["kind"], "properties": {"kind": {"const": kind}}}, "then": schema}
        for kind, schema in KINDS.items()
    ]
    + [{"if": {"required": ["kind"], "properties": {"kind": {"enum": [*KINDS]}}}, "else": SOMEBODY}],
}

BEHAVIOUR = record(
    ("code", "label"),
    code=CODE,
    label=record(("en", "id"), en=text(80, least=1), id=text(80, least=1)),
    octant=coded(codes.Octant),
)

SESSION = record(
    ("ref", "number", "starts"),
    ref=REF,
    number=whole(1, GREAT),
    starts=MOMENT,
    minutes=whole(1, SMALL),
    structure={"enum": Session.Structure.values},
    theme=either(text(200)),
    attendance=either(named({"enum": Attendance.State.values})),
    safety=either(whole(1, 5)),
    honesty=either(whole(1, 5)),
    signed_by=either(REF),
)

COMPONENT = {"state": {"enum": codes.State.values}, "session": either(REF)}
RECOGNITION = COMPONENT | {"of": either(listed({"enum": ["behaviour", "avoidance"]}, unique=True))}
STRENGTH = either(whole(1, 5))
HOW_FAR = either(whole(0, 10))

EVENT = record(
    ("id", "session", "at", "recorded_by", "kind", "actor"),
    id=UUID,
    session=REF,
    at=number(0, LATEST),
    recorded_by=REF,
    kind={"enum": codes.Kind.values},
    actor=REF,
    toward={"type": ["array", "string", "null"], "items": REF, "uniqueItems": True, "pattern": "^group$"},
    affect=coded(codes.Affect),
    strength=STRENGTH,
    focus=coded(codes.Focus),
    origin=coded(codes.Origin),
    trigger=coded(codes.Trigger),
    behaviour=either(CODE),
    octant=coded(codes.Octant),
    adaptive=YES_OR_NO,
    need=coded(codes.Need),
    text=either(text()),
    novel=YES_OR_NO,
    feared=either(record((), outcome=coded(codes.Fear), expected=either(whole(0, 10)), happened=either(whole(0, 10)))),
    reality_testing=either(record((), state=coded(codes.State), finding=coded(codes.Finding))),
    afterwards=coded(codes.Afterwards),
    hidden_self=coded(codes.HiddenSelf),
    components=either(
        record(
            (),
            **{
                kind: either(record(("state",), **(RECOGNITION if kind == "recognition" else COMPONENT)))
                for kind in codes.ComponentKind.values
            },
        )
    ),
    responses=either(
        listed(
            record(
                ("by", "kind"),
                by=REF,
                kind={"enum": codes.ResponseKind.values},
                strength=STRENGTH,
                anticipated=YES_OR_NO,
            )
        )
    ),
    felt=either(listed(record(("by", "feeling"), by=REF, feeling={"enum": codes.Feeling.values}, strength=STRENGTH))),
    reflection=coded(codes.Reflection),
    process_looked_at=YES_OR_NO,
    distortion=either(
        record(
            (),
            view=either(text()),
            held=HOW_FAR,
            validation=either(
                listed(record(("by", "stance"), by=REF, stance={"enum": codes.Stance.values}, rating=HOW_FAR))
            ),
            revised_view=either(text()),
            held_after=HOW_FAR,
        )
    ),
    transference=either(record((), figure=coded(codes.Figure), toward=either(REF))),
    insight=either(
        record((), domain=coded(codes.InsightDomain), process=coded(codes.InsightProcess), helped_by=either(REFS))
    ),
    outside=either(record((), relationship=coded(codes.Relationship), recognised_by=either(REFS))),
    follow_up=either(record((), text=either(text()), done_in=either(REF))),
)

MARK = {"type": ["number", "string"], "minimum": -LARGE, "maximum": LARGE}

POLL = record(
    ("ref", "kind", "criterion"),
    ref=REF,
    session=either(REF),
    kind={"enum": Poll.Kind.values},
    criterion=text(least=1),
    limit=either(whole(1, SMALL)),
    scale={"type": ["array", "object", "null"], "items": MARK, "additionalProperties": MARK},
    ballots=either(
        listed(
            record(
                ("by",),
                by=REF,
                choices=either(named(either(number(-LARGE, LARGE)))),
                expected=either(REFS),
                reason=either(named(either(text()))),
            )
        )
    ),
)

SECTIONS = {
    "format": {"const": "groupcounsel/1"},
    "codebook": text(20, least=1),
    "group": GROUP,
    "people": listed(PERSON),
    "behaviours": listed(BEHAVIOUR),
    "sessions": listed(SESSION),
    "events": listed(EVENT),
    "polls": listed(POLL),
}
