"""What the records do not carry yet, and how much is missing, in the language of whoever reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from observations.analysis.claim import Claim
from observations.codebook.codes import ComponentKind

TOPICS = {
    "funnel": _("How far incidents come (%(components)s)"),
    "incident": _("Share of negative and of positive incidents"),
    "bottleneck": _("Where incidents stop"),
    "disconfirmation": _("Feared and happened"),
    "rupture": _("How often it comes worse than feared"),
    "reflection": _("Strong feelings with and without reflection"),
    "process": _("Feelings after which the group looks at its process"),
    "focus": _("Share of the here and now"),
    "focus-trend": _("Change of the here-and-now share"),
    "evoked": _("What others feel"),
    "tie": _("How steadily and how strongly somebody turns to others"),
    "style": _("Interpersonal style"),
    "complementarity": _("Whether others answer in keeping with it"),
    "emergence": _("When what is done was first seen"),
    "need": _("How often needs are met"),
    "insight": _("How often insights come"),
    "validation": _("How often views are validated"),
    "shift": _("Whether views come nearer to those of others"),
    "microcosm": _("Share of what comes about by itself"),
    "change": _("Change of maladaptive and adaptive behaviour"),
    "separation": _("Behaviour after separations"),
    "chain": _("Chains (%(tables)s)"),
}
TABLES = {
    ("trigger", "octant"): _("from trigger to octant"),
    ("trigger", "behaviour"): _("from trigger to behaviour"),
    ("octant", "response"): _("from octant to response"),
    ("octant", "octant"): _("from octant to the next octant"),
}
INCIDENTS = ngettext_lazy(
    "%(more)s more incident is needed (%(have)s of %(needed)s).",
    "%(more)s more incidents are needed (%(have)s of %(needed)s).",
    "more",
)
FEARS = ngettext_lazy(
    "%(more)s more fear rated before and after is needed (%(have)s of %(needed)s).",
    "%(more)s more fears rated before and after are needed (%(have)s of %(needed)s).",
    "more",
)
CODED = ngettext_lazy(
    "%(more)s more event with a coded behaviour is needed (%(have)s of %(needed)s).",
    "%(more)s more events with a coded behaviour are needed (%(have)s of %(needed)s).",
    "more",
)
SESSIONS = ngettext_lazy(
    "%(more)s more session attended is needed (%(have)s of %(needed)s).",
    "%(more)s more sessions attended are needed (%(have)s of %(needed)s).",
    "more",
)
# By kind, and where a kind may lack two things also by reason.
MORE = {
    "incident": INCIDENTS,
    "funnel": INCIDENTS,
    "bottleneck": ngettext_lazy(
        "%(more)s more incident that stopped on the way is needed (%(have)s of %(needed)s).",
        "%(more)s more incidents that stopped on the way are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "disconfirmation": FEARS,
    "rupture": FEARS,
    "reflection": ngettext_lazy(
        "%(more)s more strong feeling is needed (%(have)s of %(needed)s).",
        "%(more)s more strong feelings are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "process": ngettext_lazy(
        "%(more)s more feeling is needed (%(have)s of %(needed)s).",
        "%(more)s more feelings are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "focus": ngettext_lazy(
        "%(more)s more event with a focus is needed (%(have)s of %(needed)s).",
        "%(more)s more events with a focus are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "focus-trend": ngettext_lazy(
        "%(more)s more session with enough events is needed (%(have)s of %(needed)s).",
        "%(more)s more sessions with enough events are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "evoked": ngettext_lazy(
        "%(more)s more feeling noted by another member is needed (%(have)s of %(needed)s).",
        "%(more)s more feelings noted by other members are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "tie": ngettext_lazy(
        "%(more)s more session with an event is needed (%(have)s of %(needed)s).",
        "%(more)s more sessions with an event are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "change": ngettext_lazy(
        "%(more)s more event coded as adaptive or maladaptive is needed (%(have)s of %(needed)s).",
        "%(more)s more events coded as adaptive or maladaptive are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "separation": ngettext_lazy(
        "%(more)s more coded event is needed on the smaller side, after separations or otherwise "
        "(%(have)s of %(needed)s).",
        "%(more)s more coded events are needed on the smaller side, after separations or otherwise "
        "(%(have)s of %(needed)s).",
        "more",
    ),
    "chain": ngettext_lazy(
        "%(more)s more event with both is needed (%(have)s of %(needed)s).",
        "%(more)s more events with both are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "style": CODED,
    "complementarity": ngettext_lazy(
        "%(more)s more coded event is needed that another member answered with one (%(have)s of %(needed)s).",
        "%(more)s more coded events are needed that other members answered with one (%(have)s of %(needed)s).",
        "more",
    ),
    "emergence": CODED,
    ("emergence", "too-few-sessions"): SESSIONS,
    ("change", "too-few-sessions"): SESSIONS,
    "need": ngettext_lazy(
        "%(more)s more need that others answered is needed (%(have)s of %(needed)s).",
        "%(more)s more needs that others answered are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "insight": ngettext_lazy(
        "%(more)s more insight is needed (%(have)s of %(needed)s).",
        "%(more)s more insights are needed (%(have)s of %(needed)s).",
        "more",
    ),
    ("insight", "too-few-sessions"): SESSIONS,
    "validation": ngettext_lazy(
        "%(more)s more view to be validated is needed (%(have)s of %(needed)s).",
        "%(more)s more views to be validated are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "shift": ngettext_lazy(
        "%(more)s more view rated by the member before and after and by another is needed (%(have)s of %(needed)s).",
        "%(more)s more views rated by the member before and after and by another are needed (%(have)s of %(needed)s).",
        "more",
    ),
    "microcosm": ngettext_lazy(
        "%(more)s more event is needed of which it is noted how it came about (%(have)s of %(needed)s).",
        "%(more)s more events are needed of which it is noted how they came about (%(have)s of %(needed)s).",
        "more",
    ),
}

MEASURES = {"shift", "complementarity"}  # they lack what the other claims of their kind do not

# Of these kinds only the first claim is told: what it lacks, its parts lack too.
WHOLE = {
    "need": {"need": None},
    "insight": {"domain": None},
    "validation": {"state": "validated"},
    "microcosm": {"origin": "spontaneous"},
    "tie": {"measure": "persistence"},
}


def not_enough(claims: Sequence[Claim]) -> list[str]:
    """A sentence for each thing that is missing, with all the figures that it leaves undefined."""
    together = defaultdict(list)
    for claim in claims:
        if claim.missing and _subject(claim) in MORE and _is_told(claim):
            together[_subject(claim), _lack(claim)].append(claim)
    topics = defaultdict(list)
    for (_what, lack), alike in together.items():
        topics[lack].append(_topic(alike))
    return [gettext("%(topic)s: %(lack)s") % {"topic": " · ".join(of), "lack": lack} for lack, of in topics.items()]


def _subject(claim: Claim) -> str:
    measure = claim.of.get("measure")
    return measure if measure in MEASURES else claim.kind


def _is_told(claim: Claim) -> bool:
    return WHOLE.get(_subject(claim), claim.of) == claim.of


def _topic(alike: Sequence[Claim]) -> str:
    name = _subject(alike[0])
    parts = {"funnel": ("components", _components), "chain": ("tables", _tables)}
    if name not in parts:
        return str(TOPICS[name])
    those, listed = parts[name]
    return TOPICS[name] % {those: listed(alike)}


def _components(alike: Iterable[Claim]) -> str:
    return ", ".join(str(ComponentKind(claim.of["component"]).label) for claim in alike)


def _tables(alike: Iterable[Claim]) -> str:
    return ", ".join(str(TABLES[claim.of["given"][0], claim.of["target"][0]]) for claim in alike)


def _lack(claim: Claim) -> str:
    match claim.missing["reason"]:
        case "tie":
            return gettext("two or more steps share the first place.")
        case "no-variation":
            return gettext("it was the same in every session, so nothing tells how sure it is.")
        case "no-direction":
            return gettext("opposite behaviours balance each other exactly.")
        case "none-before":
            return gettext("there was none in the first half of the sessions, so there is no ratio.")
        case "no-contrast" if claim.kind == "change":
            return gettext("one half of the sessions has no coded behaviour.")
        case "no-contrast" if claim.kind == "style":
            return gettext("too little varies within the sessions for a comparison.")
        case "no-contrast":
            return gettext("no two codes come together and apart often enough for a comparison.")
    have, needed = claim.missing["have"], claim.missing["needed"]
    more = MORE.get((claim.kind, claim.missing["reason"]), MORE[_subject(claim)])
    return more % {"more": needed - have, "have": have, "needed": needed}


def session_shortfalls(claims: Sequence[Claim], *, rated: bool) -> list[str]:
    """Of one session: what its page would say if there were more."""
    [incidents] = [claim for claim in claims if "beside" in claim.of]
    [there] = [claim for claim in claims if claim.of.get("what") == "active"]
    short = [c for c in claims if c.kind == "focus" and "session" in c.of]
    early = [c.missing["needed"] for c in claims if c.of.get("first") == "member" and c.missing and c.missing["have"]]
    few = incidents.detail["others"]["missing"]
    return [
        *not_enough(short),
        *([_others(few)] if few else []),
        *(_too_early(needed) for needed in early),
        *([gettext("Who was there without an event: nobody’s attendance is noted.")] if there.missing else []),
        *([] if rated else [gettext("Climate: this session has not been rated.")]),
    ]


def _too_early(needed: int) -> str:
    """Of a session that is over, nothing is missing that could still come."""
    text = gettext(
        "First-time behaviour: told from the member’s session number %(n)s on; before that everything is new."
    )
    return text % {"n": needed}


def _others(few: Mapping) -> str:
    have, needed = few["have"], few["needed"]
    text = ngettext(
        "Comparison with other sessions: %(more)s more session on record is needed (%(have)s of %(needed)s).",
        "Comparison with other sessions: %(more)s more sessions on record are needed (%(have)s of %(needed)s).",
        needed - have,
    )
    return text % {"more": needed - have, "have": have, "needed": needed}
