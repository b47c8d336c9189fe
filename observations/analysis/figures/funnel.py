"""How far the risks go: a bar for each component, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from observations.analysis.claim import Claim

_ROW, _THICKNESS = 30, 14


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """One component. `known` is False below the floor: then there is only the track."""

    component: str
    n: int
    observed: int
    known: bool
    top: int  # of the track and of the bar
    middle: int  # of the row, for its texts
    width: int  # of the bar
    interval: str  # `d` of the line over the interval, or empty


@dataclass(frozen=True, slots=True)
class FunnelFigure:
    """Five horizontal bars on tracks: names stand left of `left`, counts right of the tracks."""

    width: int
    height: int
    left: int  # of tracks and bars
    track: int  # width of a track, which is a share of 1
    thickness: int  # height of tracks and bars
    bars: tuple[FunnelBar, ...]


def funnel_figure(claims: Sequence[Claim], *, left: int = 138, track: int = 200) -> FunnelFigure | None:
    shares = [claim for claim in claims if claim.kind == "funnel"]
    if not any(claim.n for claim in shares):
        return None
    bars = tuple(_bar(claim, _ROW * row + 8, left, track) for row, claim in enumerate(shares))
    return FunnelFigure(left + track + 42, _ROW * len(bars), left, track, _THICKNESS, bars)


def _bar(claim: Claim, top: int, left: int, track: int) -> FunnelBar:
    middle, known = top + _THICKNESS // 2, claim.estimate is not None
    width = round(track * claim.estimate) if known else 0
    interval = f"M{left + round(track * claim.low)} {middle}H{left + round(track * claim.high)}" if known else ""
    return FunnelBar(claim.of["component"], claim.n, claim.observed, known, top, middle, width, interval)
