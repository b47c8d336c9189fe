"""Critical incidents in words: how many, how far they came, what was feared."""

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.codebook.codes import ComponentKind, Fear
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, listed, of_ten, simple


def _incidents(alias: str, found: Numbered) -> Sentence | None:
    negative, positive = (claim.observed for _, claim in found)
    if not negative + positive:
        return None
    named = {"alias": alias, "n": negative + positive, "negative": negative, "positive": positive}
    grounds = [ground(at, claim, incidents_label(claim)) for at, claim in found]
    return Sentence(_incidents_text(named) % named, tuple(grounds))


def _incidents_text(named: dict) -> str:
    if not named["positive"]:
        return ngettext(
            "%(alias)s had %(n)s critical incident, with negative affect.",
            "%(alias)s had %(n)s critical incidents, all with negative affect.",
            named["n"],
        )
    if not named["negative"]:
        return ngettext(
            "%(alias)s had %(n)s critical incident, with positive affect.",
            "%(alias)s had %(n)s critical incidents, all with positive affect.",
            named["n"],
        )
    return gettext(
        "%(alias)s had %(n)s critical incidents: %(negative)s with negative and %(positive)s with positive affect."
    )


def incidents_label(claim: Claim) -> str:
    if claim.of["affect"] == "negative":
        text = ngettext("%(n)s negative incident", "%(n)s negative incidents", claim.observed)
    else:
        text = ngettext("%(n)s positive incident", "%(n)s positive incidents", claim.observed)
    return text % {"n": claim.observed}


def _funnel(alias: str, found: Numbered) -> Sentence | None:
    known = [(at, claim) for at, claim in found if claim.estimate is not None]
    if not known:
        return None
    told = [steps()[claim.of["component"]] % {"k": claim.observed, "n": claim.n} for _, claim in known]
    text = gettext("How far the incidents of %(alias)s came: %(steps)s.") % {"alias": alias, "steps": listed(told)}
    grounds = [ground(at, claim, step_label(claim)) for at, claim in known]
    return Sentence(text, tuple(grounds))


def steps() -> dict[str, str]:
    return {
        "risk": gettext("to a risk in %(k)s of %(n)s"),
        "support": gettext("to support by the group in %(k)s of %(n)s"),
        "reality-testing": gettext("to reality testing in %(k)s of %(n)s"),
        "recognition": gettext("to recognition in %(k)s of %(n)s"),
        "facilitation": gettext("to freer interaction in %(k)s of %(n)s"),
    }


def step_label(claim: Claim) -> str:
    component = str(ComponentKind(claim.of["component"]).label)
    return gettext("%(component)s: %(n)s") % {"component": capfirst(component), "n": claim.observed}


def _bottleneck(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    if claim.missing:
        return None
    component = ComponentKind(claim.of["component"]).label
    named = {"alias": alias, "n": claim.n, "k": claim.observed, "component": component}
    return simple(_bottleneck_text(claim) % named, at, claim)


def _bottleneck_text(claim: Claim) -> str:
    if claim.observed == claim.n:
        return gettext("%(n)s incidents of %(alias)s stopped on the way, all of them before %(component)s.")
    return gettext(
        "Of %(n)s incidents of %(alias)s that stopped on the way, %(k)s stopped before %(component)s, "
        "more than before any other step."
    )


def _disconfirmation(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    if claim.missing:
        return None
    text = gettext(
        "What %(alias)s feared in %(n)s events had seemed %(expected)s of 10 likely on average, "
        "and came true to %(happened)s of 10."
    )
    rated = {"expected": claim.detail["mean_expected"], "happened": claim.detail["mean_happened"]}
    named = {"alias": alias, "n": claim.n} | {name: figure(value, 1) for name, value in rated.items()}
    difference = gettext("difference %(of_ten)s of 10 (%(low)s to %(high)s)") % of_ten(claim)
    return Sentence(text % named, (ground(at, claim, events(claim.n), difference),), _fears(claim))


def _fears(claim: Claim) -> str:
    """Most frequent first."""
    counts = sorted(claim.detail["outcomes"].items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{Fear(outcome).label} {count}" for outcome, count in counts)


def _rupture(alias: str, found: Numbered) -> Sentence | None:
    """However few: each of them asks for a follow-up."""
    [(at, claim)] = found
    if not claim.observed:
        return None
    text = ngettext(
        "In %(k)s of %(n)s event rated before and after, it came worse than %(alias)s had feared.",
        "In %(k)s of %(n)s events rated before and after, it came worse than %(alias)s had feared.",
        claim.n,
    )
    waiting = claim.detail["without_follow_up"]
    said = [text % {"alias": alias, "k": claim.observed, "n": claim.n}, *still_waiting(waiting)]
    pill = gettext("follow-up open") if waiting else ""
    return Sentence(" ".join(said), (ground(at, claim, events(claim.observed)),), pill=pill)


def still_waiting(n: int) -> list[str]:
    if not n:
        return []
    text = ngettext("%(n)s has had no follow-up yet.", "%(n)s have had no follow-up yet.", n)
    return [text % {"n": n}]


TOPICS = {
    "incident": _incidents,
    "funnel": _funnel,
    "bottleneck": _bottleneck,
    "disconfirmation": _disconfirmation,
    "rupture": _rupture,
}
