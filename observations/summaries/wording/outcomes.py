"""What members came to understand beside the outcome of their membership, in words: side by side, and no more."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure, percent
from members.models import Membership
from observations.analysis.claim import Claim
from observations.summaries.wording.sentence import Ground, Sentence, ground, share_of

Figures = Mapping[str, Claim]


def label_of_outcome(outcome: str | None) -> str:
    """An import may bring a word of its own."""
    if outcome is None:
        return gettext("no outcome noted")
    return str(dict(Membership.Outcome.choices).get(outcome, outcome))


def outcome_sentence(alias: str, outcome: str | None, figures: Figures, places: Mapping[str, int]) -> Sentence:
    """Of one member; `places` are the positions of the claims that `figures` were made of."""
    if outcome is None:
        text = gettext("For %(alias)s no outcome is noted. %(figures)s.")
    else:
        text = gettext("%(alias)s left with the outcome “%(outcome)s”. %(figures)s.")
    said = text % {"alias": alias, "outcome": label_of_outcome(outcome), "figures": capfirst(figures_in_words(figures))}
    return Sentence(said, tuple(_ground(places[name], claim) for name, claim in figures.items()))


def _ground(at: int, claim: Claim) -> Ground:
    labels = {"reflection": gettext("reflected on: %(n)s"), "insight": gettext("insights: %(n)s")}
    return ground(at, claim, labels[claim.kind] % {"n": claim.observed}, _own_figure(claim))


def _own_figure(claim: Claim) -> str:
    return _with_interval(claim) if claim.estimate is not None else gettext("too few for a figure")


def figures_in_words(figures: Figures) -> str:
    """Counts, which are true at any size."""
    texts = {
        "reflection": gettext("strong feelings reflected on: %(k)s of %(n)s"),
        "insight": gettext("insights: %(k)s in sessions attended: %(n)s"),
    }
    told = [texts[name] % {"k": claim.observed, "n": claim.n} for name, claim in figures.items()]
    return "; ".join(told) or gettext("its sentences have been set aside")


def _with_interval(claim: Claim) -> str:
    if claim.kind == "reflection":
        return share_of(claim)
    low, high = figure(claim.low), figure(claim.high)
    text = gettext("%(rate)s a session (%(low)s to %(high)s)")
    return text % {"rate": figure(claim.estimate), "low": low, "high": high}


def median_in_words(claim: Claim) -> tuple[str, str]:
    """The median over memberships with its interval; then mean, range and how many have a figure of their own."""
    said: Callable[[float], str] = percent if claim.kind == "reflection" else figure
    named = {name: said(claim.detail[name]) for name in ("mean", "least", "most")}
    text = gettext("mean %(mean)s, from %(least)s to %(most)s; %(k)s of %(n)s memberships have this figure")
    return _with_interval(claim), text % {**named, "k": claim.observed, "n": claim.n}


def lack_in_words(claim: Claim) -> str:
    have, needed = claim.missing["have"], claim.missing["needed"]
    text = ngettext(
        "Not enough yet: %(more)s more membership with this figure is needed (%(have)s of %(needed)s).",
        "Not enough yet: %(more)s more memberships with this figure are needed (%(have)s of %(needed)s).",
        needed - have,
    )
    return text % {"more": needed - have, "have": have, "needed": needed}


def caution() -> Sequence[str]:
    """What the figures do not say."""
    return (
        gettext("What stands side by side here is no cause: neither figure says what a membership came to by it."),
        gettext("The numbers are small, and members of one group have been through the same sessions."),
        gettext(
            "How a membership ended is the judgement of its counselors, who noted the reflections and insights as "
            "well: who sees it go well may look more closely."
        ),
        gettext("Who stayed longer, or was in a group with fuller records, had more occasions for both."),
    )
