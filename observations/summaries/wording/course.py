"""What a member has shown so far and when, in words."""

from django.utils.translation import gettext

from observations.analysis.claim import Claim
from observations.summaries.wording.sentence import Ground, Numbered, Sentence, behaviour_of, events, ground, listed

# So many that came in one session are named; a first session with everything in it is no news.
NAMED = 3


def _emergence(alias: str, found: Numbered) -> list[Sentence]:
    octants = [(at, claim) for at, claim in found if claim.of["target"] == ["octant", None] and not claim.missing]
    each = [(at, claim) for at, claim in found if claim.of["target"][1] and not claim.missing]
    return [*(_octants(alias, at, claim) for at, claim in octants), *_newest(alias, each)]


def _octants(alias: str, at: int, claim: Claim) -> Sentence:
    half = claim.detail["median"]["estimate"]
    named = {"alias": alias, "k": claim.observed, "n": claim.detail["attended"], "half": half}
    if half is None:
        text = gettext("%(alias)s has shown %(k)s of the eight octants in %(n)s sessions attended.")
    else:
        text = gettext(
            "%(alias)s has shown %(k)s of the eight octants in %(n)s sessions attended, "
            "half of the eight by number %(half)s of them."
        )
    return Sentence(text % named, (ground(at, claim, events(claim.n)),))


def _newest(alias: str, each: Numbered) -> list[Sentence]:
    firsts = {claim.detail["first"] for _, claim in each}
    new = [(at, claim) for at, claim in each if claim.detail["first"] == max(firsts)]
    if len(firsts) < 2 or len(new) > NAMED:
        return []
    text = gettext("The newest in what %(alias)s does: %(behaviours)s, first seen in session %(session)s.")
    session = min(claim.detail["session"] for _, claim in new)
    named = {"alias": alias, "behaviours": listed([f"“{behaviour_of(claim)}”" for _, claim in new]), "session": session}
    return [Sentence(text % named, tuple(_ground(at, claim) for at, claim in new))]


def _ground(at: int, claim: Claim) -> Ground:
    figures = gettext("seen in %(k)s of %(n)s sessions attended") % {"k": claim.observed, "n": claim.n}
    return ground(at, claim, f"{behaviour_of(claim)}: {events(claim.detail['times'])}", figures)


TOPICS = {"emergence": _emergence}
