"""From claims to sentences, in the language of whoever reads.

A sentence gives counts, and beside it stand the figures for the statistician. It states no pattern and no direction
as a finding, because the claims test none. Members go by their alias; nothing is known of their pronouns.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure, interval, percent
from observations.analysis.claim import Claim
from observations.codebook.codes import ComponentKind, Fear

Numbered = Sequence[tuple[int, Claim]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence stands on: it opens the events of the claim at `position`, where there are any."""

    position: int
    label: str
    figures: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    grounds: tuple[Ground, ...]
    note: str = ""
    pill: str = ""


def sentences(claims: Sequence[Claim], alias: str) -> list[Sentence]:
    """What can be said, in the order in which it is shown; `claims` at their positions.

    A version that another analysis was approved with may have other kinds of claims: what is known is said.
    """
    found = defaultdict(list)
    for position, claim in enumerate(claims):
        found[claim.kind].append((position, claim))
    return [said for kind, say in TOPICS.items() if found[kind] and (said := say(alias, found[kind]))]


def _incidents(alias: str, found: Numbered) -> Sentence | None:
    negative, positive = (claim.observed for _, claim in found)
    if not negative + positive:
        return None
    named = {"alias": alias, "n": negative + positive, "negative": negative, "positive": positive}
    grounds = [_ground(at, claim, _incidents_label(claim)) for at, claim in found]
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


def _incidents_label(claim: Claim) -> str:
    if claim.of["affect"] == "negative":
        text = ngettext("%(n)s negative incident", "%(n)s negative incidents", claim.observed)
    else:
        text = ngettext("%(n)s positive incident", "%(n)s positive incidents", claim.observed)
    return text % {"n": claim.observed}


def _funnel(alias: str, found: Numbered) -> Sentence | None:
    known = [(at, claim) for at, claim in found if claim.estimate is not None]
    if not known:
        return None
    steps = [_steps()[claim.of["component"]] % {"k": claim.observed, "n": claim.n} for _, claim in known]
    text = gettext("How far the incidents of %(alias)s came: %(steps)s.") % {"alias": alias, "steps": _listed(steps)}
    grounds = [_ground(at, claim, _step_label(claim)) for at, claim in known]
    return Sentence(text, tuple(grounds))


def _steps() -> dict[str, str]:
    return {
        "risk": gettext("to a risk in %(k)s of %(n)s"),
        "support": gettext("to support by the group in %(k)s of %(n)s"),
        "reality-testing": gettext("to reality testing in %(k)s of %(n)s"),
        "recognition": gettext("to recognition in %(k)s of %(n)s"),
        "facilitation": gettext("to freer interaction in %(k)s of %(n)s"),
    }


def _step_label(claim: Claim) -> str:
    component = str(ComponentKind(claim.of["component"]).label)
    return gettext("%(component)s: %(n)s") % {"component": capfirst(component), "n": claim.observed}


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return gettext("%(parts)s and %(last)s") % {"parts": ", ".join(parts[:-1]), "last": parts[-1]}


def _bottleneck(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    if claim.missing:
        return None
    component = ComponentKind(claim.of["component"]).label
    named = {"alias": alias, "n": claim.n, "k": claim.observed, "component": component}
    return _simple(_bottleneck_text(claim) % named, at, claim)


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
    difference = gettext("difference %(of_ten)s of 10 (%(low)s to %(high)s)") % _of_ten(claim)
    return Sentence(text % named, (_ground(at, claim, _events(claim.n), difference),), _fears(claim))


def _of_ten(claim: Claim) -> dict[str, str]:
    """The claim's share, on the scale on which it was rated and is said."""
    shares = {"of_ten": claim.estimate, "low": claim.low, "high": claim.high}
    return {name: figure(10 * share, 1) for name, share in shares.items()}


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
    said = [text % {"alias": alias, "k": claim.observed, "n": claim.n}, *_waiting(waiting)]
    pill = gettext("follow-up open") if waiting else ""
    return Sentence(" ".join(said), (_ground(at, claim, _events(claim.observed)),), pill=pill)


def _waiting(n: int) -> list[str]:
    if not n:
        return []
    text = ngettext("%(n)s has had no follow-up yet.", "%(n)s have had no follow-up yet.", n)
    return [text % {"n": n}]


def _reflection(alias: str, found: Numbered) -> Sentence | None:
    (_, with_it), (_, without) = found
    if with_it.missing:
        return None
    text = gettext("Reflection followed %(k)s of %(n)s strong feelings of %(alias)s; %(rest)s stayed without.")
    grounds = [_ground(at, claim, _reflected(claim)) for at, claim in found]
    named = {"alias": alias, "n": with_it.n, "k": with_it.observed, "rest": without.observed}
    return Sentence(text % named, tuple(grounds))


def _reflected(claim: Claim) -> str:
    if claim.of["reflected"]:
        return gettext("%(n)s reflected on") % {"n": claim.observed}
    return gettext("%(n)s without reflection") % {"n": claim.observed}


def _process(alias: str, found: Numbered) -> Sentence | None:
    text = gettext("After %(k)s of %(n)s feelings of %(alias)s the group looked at its own process.")
    return _share(text, alias, found)


def _focus(alias: str, found: Numbered) -> Sentence | None:
    text = gettext("In %(k)s of %(n)s events the focus of %(alias)s was the here and now.")
    return _share(text, alias, found)


def _share(text: str, alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    return None if claim.missing else _simple(text % {"alias": alias, "n": claim.n, "k": claim.observed}, at, claim)


def _trend(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    if claim.missing:
        return None
    text = gettext(
        "Over %(n)s sessions the here-and-now share of %(alias)s changed by %(points)s points "
        "from one session to the next."
    )
    open_end = gettext("No change at all would fit these records too.") if claim.low <= 0 <= claim.high else ""
    said = text % {"alias": alias, "n": claim.n, "points": _points(claim.estimate)}
    span = gettext("%(low)s to %(high)s points") % {"low": _points(claim.low), "high": _points(claim.high)}
    return Sentence(f"{said} {open_end}".strip(), (_ground(at, claim, _events(claim.detail["grounds"]), span),))


def _points(share: float) -> str:
    return ("+" if share > 0 else "") + figure(100 * share, 1)


def _simple(text: str, position: int, claim: Claim) -> Sentence:
    return Sentence(text, (_ground(position, claim, _events(claim.observed)),))


def _events(n: int) -> str:
    return ngettext("%(n)s event", "%(n)s events", n) % {"n": n}


def _ground(position: int, claim: Claim, label: str, figures: str = "") -> Ground:
    if not figures and claim.estimate is not None:
        figures = f"{percent(claim.estimate)} ({interval(claim.low, claim.high)})"
    return Ground(position, label, figures, opens=bool(claim.detail["grounds"]))


TOPICS: dict[str, Callable[[str, Numbered], Sentence | None]] = {
    "incident": _incidents,
    "funnel": _funnel,
    "bottleneck": _bottleneck,
    "disconfirmation": _disconfirmation,
    "rupture": _rupture,
    "reflection": _reflection,
    "process": _process,
    "focus": _focus,
    "focus-trend": _trend,
}
