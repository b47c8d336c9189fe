"""What members came to understand, beside how their memberships ended.

The cognitive factor is told by two figures that a member's claims have already: how many of the strong feelings were
reflected on, and how many insights came a session attended. Nothing is tested: how a membership ended is a judgement of
those who noted the reflections too, and who stayed longer had more occasions for both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import median_within, rate
from observations.analysis.shares import too_few_sessions

MEASURES: dict[str, Mapping] = {
    "reflection": {"feeling": "strong", "reflected": True},
    "insight": {"per": "session"},
}
SOURCES = MEASURES | {"insight": {"domain": None}}  # what is stated by the claims that they are made of


class Ended(NamedTuple):
    """A membership that is over. `outcome` is None where none was noted; `figures` are as `cognitive` gives them."""

    name: str
    outcome: str | None
    figures: Mapping[str, Claim]


def cognitive(claims: Iterable[Claim]) -> dict[str, Claim]:
    """By measure, of one member's claims, fresh or stored; a measure whose claim is not among them is left out."""
    told = list(claims)
    found = {name: claim for name in MEASURES for claim in told if is_of(name, claim)}
    if "insight" in found:
        found["insight"] = insights_a_session(found["insight"])
    return found


def is_of(measure: str, claim: Claim) -> bool:
    """Whether the measure is made of this claim."""
    return claim.kind == measure and claim.of == SOURCES[measure]


def insights_a_session(claim: Claim) -> Claim:
    """The same insights, counted over the sessions attended: undefined where these are few, not where insights are."""
    attended = claim.detail["attended"]
    missing = too_few_sessions(floors.RATE_SESSIONS, attended)
    figures = {} if missing else rate(claim.n, attended)._asdict()
    detail = {name: value for name, value in claim.detail.items() if name == "grounds"}
    return Claim(
        kind="insight",
        of=MEASURES["insight"],
        claimed=None,
        n=attended,
        observed=claim.n,
        **figures,
        events=claim.events,
        missing=missing,
        detail=detail or None,
    )


def of_outcome(membership: Ended) -> list[Claim]:
    """A member's two figures, with the outcome beside them."""
    return [replace(claim, of={**claim.of, "outcome": membership.outcome}) for claim in membership.figures.values()]


def by_outcome(memberships: Sequence[Ended]) -> list[Claim]:
    """For each outcome that there is, and last for those without one, each measure over the memberships."""
    outcomes = sorted({m.outcome for m in memberships}, key=lambda outcome: (outcome is None, outcome or ""))
    return [
        _over(measure, outcome, [m for m in memberships if m.outcome == outcome])
        for outcome in outcomes
        for measure in MEASURES
    ]


def _over(measure: str, outcome: str | None, memberships: Sequence[Ended]) -> Claim:
    """The median of the members' own figures with its exact interval; `observed` of `n` memberships have one."""
    known = sorted(m.name for m in memberships if _value(m, measure) is not None)
    values = sorted(value for m in memberships if (value := _value(m, measure)) is not None)
    missing = _too_few(len(values))
    return Claim(
        kind=measure,
        of={**MEASURES[measure], "outcome": outcome, "per": "membership"},
        claimed=None,
        n=len(memberships),
        observed=len(values),
        **({} if missing else median_within(values)._asdict()),
        missing=missing,
        detail={"memberships": known, **_spread(values, missing)},
    )


def _value(membership: Ended, measure: str) -> float | None:
    claim = membership.figures.get(measure)
    return claim.estimate if claim else None


def _too_few(have: int) -> Missing | None:
    needed = floors.MEMBERSHIPS
    return Missing(reason="too-few-people", needed=needed, have=have) if have < needed else None


def _spread(values: Sequence[float], missing: Missing | None) -> dict:
    if missing:
        return {"mean": None, "least": None, "most": None}
    return {"mean": fmean(values), "least": values[0], "most": values[-1]}
