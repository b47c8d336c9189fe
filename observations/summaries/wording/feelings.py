"""Feeling, reflection and the here and now in words."""

from django.utils.translation import gettext

from observations.analysis.claim import Claim
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, points, share


def _reflection(alias: str, found: Numbered) -> Sentence | None:
    (_, with_it), (_, without) = found
    if with_it.missing:
        return None
    text = gettext("Reflection followed %(k)s of %(n)s strong feelings of %(alias)s; %(rest)s stayed without.")
    grounds = [ground(at, claim, reflected(claim)) for at, claim in found]
    named = {"alias": alias, "n": with_it.n, "k": with_it.observed, "rest": without.observed}
    return Sentence(text % named, tuple(grounds))


def reflected(claim: Claim) -> str:
    if claim.of["reflected"]:
        return gettext("%(n)s reflected on") % {"n": claim.observed}
    return gettext("%(n)s without reflection") % {"n": claim.observed}


def _process(alias: str, found: Numbered) -> Sentence | None:
    text = gettext("After %(k)s of %(n)s feelings of %(alias)s the group looked at its own process.")
    return share(text, alias, found)


def _focus(alias: str, found: Numbered) -> Sentence | None:
    text = gettext("In %(k)s of %(n)s events the focus of %(alias)s was the here and now.")
    return share(text, alias, found)


def _trend(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    if claim.missing:
        return None
    text = gettext(
        "Over %(n)s sessions the here-and-now share of %(alias)s changed by %(points)s points "
        "from one session to the next."
    )
    open_end = gettext("No change at all would fit these records too.") if claim.low <= 0 <= claim.high else ""
    said = text % {"alias": alias, "n": claim.n, "points": points(claim.estimate)}
    span = gettext("%(low)s to %(high)s points") % {"low": points(claim.low), "high": points(claim.high)}
    return Sentence(f"{said} {open_end}".strip(), (ground(at, claim, events(claim.detail["grounds"]), span),))


TOPICS = {
    "reflection": _reflection,
    "process": _process,
    "focus": _focus,
    "focus-trend": _trend,
}
