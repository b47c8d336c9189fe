"""Chains in words: only those that passed their test, the surest first."""

from dataclasses import replace

from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.codebook.codes import ResponseKind
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, q_value

# So many a page can be read with. Years of records may bear out more; those stand in the exported results.
MOST = 12


def _chains(alias: str, found: Numbered) -> list[Sentence]:
    claimed = [(at, claim) for at, claim in found if claim.claimed and not claim.missing]
    surest = sorted(claimed, key=lambda one: (one[1].p, one[0]))
    told = [_chain(alias, at, claim) for at, claim in surest[:MOST]]
    if more := len(surest[MOST:]):
        text = ngettext(
            "%(n)s more chain stands in the exported results.",
            "%(n)s more chains stand in the exported results.",
            more,
        )
        told[-1] = replace(told[-1], note=text % {"n": more})
    return told


def _chain(alias: str, at: int, claim: Claim) -> Sentence:
    otherwise = claim.detail["otherwise"]
    named = {"k": claim.observed, "n": claim.n, "k_rest": otherwise["observed"], "n_rest": otherwise["n"]}
    text = _text(claim) % (named | _said(alias, claim))
    span = {"q": figure(claim.estimate), "low": figure(claim.low), "high": figure(claim.high)}
    strength = gettext("Q %(q)s (%(low)s to %(high)s)") % span
    return Sentence(text, (ground(at, claim, events(claim.detail["grounds"]), f"{strength}, {q_value(claim)}"),))


def _text(claim: Claim) -> str:
    if claim.of["level"] == "between":
        return gettext(
            "When %(alias)s %(given)s, next in the session %(alias)s %(target)s: %(k)s of %(n)s times; "
            "otherwise %(k_rest)s of %(n_rest)s."
        )
    if claim.of["target"][0] == "response":
        return gettext(
            "When %(alias)s %(given)s, %(target)s: %(k)s of %(n)s times; otherwise %(k_rest)s of %(n_rest)s."
        )
    return gettext("%(given)s, %(alias)s %(target)s: %(k)s of %(n)s times; otherwise %(k_rest)s of %(n_rest)s.")


def _said(alias: str, claim: Claim) -> dict[str, str]:
    ends = {name: _words(claim, *claim.of[name]) for name in ("given", "target")}
    return {"alias": alias} | ends


def _words(claim: Claim, facet: str, code: str) -> str:
    """A code that a later codebook has, and this version has not, is said as it is."""
    if facet == "behaviour":
        return gettext("shows “%(behaviour)s”") % {"behaviour": claim.detail.get("label", code)}
    return {"trigger": _triggers, "octant": _octants, "response": _responses}[facet]().get(code, code)


def _triggers() -> dict[str, str]:
    return {
        "criticism": gettext("After criticism"),
        "praise": gettext("After praise"),
        "demand": gettext("After a demand"),
        "silence": gettext("After silence"),
        "disclosure": gettext("After a disclosure"),
        "separation": gettext("After a separation"),
        "newcomer": gettext("After the arrival of a newcomer"),
        "rivalry": gettext("After rivalry"),
        "limit": gettext("After a limit was set"),
        "exercise": gettext("After an exercise"),
        "other": gettext("After something else"),
    }


def _octants() -> dict[str, str]:
    return {
        "PA": gettext("is assured"),
        "BC": gettext("is proud"),
        "DE": gettext("is cold"),
        "FG": gettext("withdraws"),
        "HI": gettext("gives in"),
        "JK": gettext("is trusting"),
        "LM": gettext("is warm"),
        "NO": gettext("is open"),
    }


def _responses() -> dict[str, str]:
    somebody = gettext("somebody %(response)s")
    return {kind.value: somebody % {"response": kind.label} for kind in ResponseKind} | {
        "other": gettext("somebody does something else")
    }


TOPICS = {"chain": _chains}
