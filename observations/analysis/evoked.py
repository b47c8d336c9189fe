"""What somebody's events evoke in the other members: which feelings, and whether several share them."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.intervals import wilson
from observations.analysis.records import Felt, Observation, ids
from observations.analysis.shares import too_few_events

Line = tuple[Observation, Felt]


def felt_lines(observations: Sequence[Observation]) -> list[Line]:
    """Every feeling that somebody else noted, with its event; what the actor felt is not evoked in others."""
    return [(o, felt) for o in observations for felt in o.felt if felt.by != o.actor]


def feelings(observations: Sequence[Observation]) -> list[Claim]:
    """A claim for each feeling noted, in the order of its code; with none, one that says how many are needed."""
    lines = felt_lines(observations)
    by_feeling = defaultdict(list)
    for line in lines:
        by_feeling[line[1].feeling].append(line)
    return [_feeling(name, by_feeling[name], lines) for name in sorted(by_feeling)] or [_feeling(None, [], [])]


def _feeling(name: str | None, hits: Sequence[Line], lines: Sequence[Line]) -> Claim:
    missing = too_few_events(floors.FELT, len(lines))
    figures = {} if missing else wilson(len(hits), len(lines))._asdict()
    return Claim(
        kind="evoked",
        of={"feeling": name},
        claimed=None,
        n=len(lines),
        observed=len(hits),
        **figures,
        events=ids({o.id: o for o, _ in hits}.values()),
        missing=missing,
        detail=_people(hits, lines),
    )


def _people(hits: Sequence[Line], lines: Sequence[Line]) -> dict:
    """How many felt it, of how many who noted anything: one of several is that person's alone. Nobody is named."""
    strengths = [felt.strength for _, felt in hits if felt.strength is not None]
    return {
        "people": len({felt.by for _, felt in hits}),
        "of_people": len({felt.by for _, felt in lines}),
        "in_events": len({o.id for o, _ in hits}),
        "of_events": len({o.id for o, _ in lines}),
        "strength": fmean(strengths) if strengths else None,
    }
