"""What the records do not carry yet, and how much is missing, in the language of whoever reads."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.translation import gettext, ngettext_lazy
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
}
# Of the measures of a tie the one that is asked for most; the others lack the same, or wait for the half of a course.
TOLD = {"tie": "persistence"}


def not_enough(claims: Sequence[Claim]) -> list[str]:
    """A sentence for each figure that is undefined; those that lack the same are told together."""
    lacking = [claim for claim in claims if claim.missing and claim.kind in MORE and _is_told(claim)]
    together = groupby(lacking, key=lambda claim: (claim.kind, claim.missing.get("have")))
    return [_sentence(list(alike)) for _key, alike in together]


def _is_told(claim: Claim) -> bool:
    return claim.kind not in TOLD or claim.of["measure"] == TOLD[claim.kind]


def _sentence(alike: Sequence[Claim]) -> str:
    first = alike[0]
    return gettext("%(topic)s: %(lack)s") % {"topic": _topic(alike), "lack": _lack(first)}


def _topic(alike: Sequence[Claim]) -> str:
    kind = alike[0].kind
    return TOPICS[kind] % {"components": _components(alike)} if kind == "funnel" else str(TOPICS[kind])


def _components(alike: Iterable[Claim]) -> str:
    return ", ".join(str(ComponentKind(claim.of["component"]).label) for claim in alike)


def _lack(claim: Claim) -> str:
    match claim.missing["reason"]:
        case "tie":
            return gettext("two or more steps share the first place.")
        case "no-variation":
            return gettext("it was the same in every session, so nothing tells how sure it is.")
    have, needed = claim.missing["have"], claim.missing["needed"]
    return MORE[claim.kind] % {"more": needed - have, "have": have, "needed": needed}
