"""Change over a membership, and what separations do, in words: only where the test was passed."""

from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, points, q_value


def _change(alias: str, found: Numbered) -> Sentence | None:
    return change_told(alias, [(at, claim) for at, claim in found if claim.claimed])


def change_told(alias: str, found: Numbered) -> Sentence | None:
    """The test is of the share of maladaptive behaviour, so that is what is said; the rates stand beside it."""
    told = {claim.of["adaptive"]: claim for _, claim in found}
    if False not in told:
        return None
    first, second = (told[False].detail[half] for half in ("first", "second"))
    text = gettext(
        "Of the behaviour of %(alias)s, %(k_first)s of %(n_first)s was maladaptive in the first %(sessions_first)s "
        "sessions attended, and %(k_second)s of %(n_second)s in the %(sessions_second)s after them."
    )
    named = {"alias": alias} | _half("first", first) | _half("second", second)
    grounds = (ground(at, claim, _change_label(claim), _change_figures(claim)) for at, claim in found)
    return Sentence(text % named, tuple(grounds))


def _half(name: str, half: dict) -> dict[str, int]:
    return {f"k_{name}": half["observed"], f"n_{name}": half["coded"], f"sessions_{name}": half["sessions"]}


def _change_label(claim: Claim) -> str:
    if claim.of["adaptive"]:
        text = ngettext("%(n)s adaptive event", "%(n)s adaptive events", claim.observed)
    else:
        text = ngettext("%(n)s maladaptive event", "%(n)s maladaptive events", claim.observed)
    return text % {"n": claim.observed}


def _change_figures(claim: Claim) -> str:
    if claim.missing:
        return q_value(claim)
    span = {name: figure(getattr(claim, name)) for name in ("estimate", "low", "high")}
    return gettext("rate ratio %(estimate)s (%(low)s to %(high)s)") % span + ", " + q_value(claim)


def _separation(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    return separation_told(alias, at, claim) if claim.claimed else None


def separation_told(alias: str, at: int, claim: Claim) -> Sentence:
    text = gettext(
        "After a separation the behaviour of %(alias)s was maladaptive %(k)s of %(n)s times; "
        "otherwise %(k_rest)s of %(n_rest)s."
    )
    rest = claim.detail["otherwise"]
    named = {"alias": alias, "k": claim.observed, "n": claim.n, "k_rest": rest["observed"], "n_rest": rest["n"]}
    span = {"points": points(claim.estimate), "low": points(claim.low), "high": points(claim.high)}
    difference = gettext("difference %(points)s points (%(low)s to %(high)s)") % span
    return Sentence(text % named, (ground(at, claim, events(claim.observed), f"{difference}, {q_value(claim)}"),))


TOPICS = {"change": _change, "separation": _separation}
