"""What a member evokes in the counselors, and whether anybody shares it. Apart from what all may read of the member."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.intervals import wilson
from observations.analysis.shares import too_few_events


class Noted(NamedTuple):
    """A feeling that somebody noted at the event of a member, who is not the one who felt it."""

    event: str
    member: str
    by: str
    counselor: bool
    feeling: str


def counselors_feelings(lines: Sequence[Noted]) -> list[Claim]:
    """For each member, counselor and feeling one claim: its share of what this counselor noted at the member's events.

    `shared` counts those of its events at which somebody else felt the same, of `asked`, where anybody else noted what
    they felt. One that nobody shares, asked often enough, is this counselor's `alone`: it belongs in supervision.
    """
    own = defaultdict(list)
    for line in lines:
        if line.counselor:
            own[line.member, line.by].append(line)
    felt = _felt(lines)
    return [
        _claim(of, feeling, own[of], felt)
        for of in sorted(own)
        for feeling in sorted({line.feeling for line in own[of]})
    ]


def _felt(lines: Iterable[Noted]) -> Mapping[str, Mapping[str, set[str]]]:
    """By event and person."""
    found = defaultdict(lambda: defaultdict(set))
    for line in lines:
        found[line.event][line.by].add(line.feeling)
    return found


def _claim(of: tuple[str, str], feeling: str, own: Sequence[Noted], felt: Mapping) -> Claim:
    (member, by), hits = of, sorted({line.event for line in own if line.feeling == feeling})
    missing = too_few_events(floors.FELT, len(own))
    figures = {} if missing else wilson(len(hits), len(own))._asdict()
    others = [[feelings for who, feelings in felt[event].items() if who != by] for event in hits]
    asked = [feelings for feelings in others if feelings]
    shared = sum(any(feeling in each for each in feelings) for feelings in asked)
    return Claim(
        kind="evoked",
        of={"feeling": feeling, "by": by, "member": member},
        claimed=None,
        n=len(own),
        observed=len(hits),
        **figures,
        events=tuple(hits),
        missing=missing,
        detail={"asked": len(asked), "shared": shared, "alone": not shared and len(asked) >= floors.ALONE},
    )
