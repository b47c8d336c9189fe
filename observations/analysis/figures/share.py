"""Shares as bars with their intervals: how far the risks go, and which feelings are evoked."""

from collections.abc import Sequence
from dataclasses import dataclass

from observations.analysis.claim import Claim

_ROW, _THICKNESS = 30, 14
_FEELINGS = 6


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One component or feeling. `known` is False below the floor: then there is only the track."""

    code: str
    n: int
    observed: int
    known: bool
    top: int  # of the track and of the bar
    middle: int  # of the row, for its texts
    width: int  # of the bar
    interval: str  # `d` of the line over the interval, or empty


@dataclass(frozen=True, slots=True)
class ShareFigure:
    """Horizontal bars on tracks: names stand left of `left`, counts right of the tracks."""

    width: int
    height: int
    left: int  # of tracks and bars
    track: int  # width of a track, which is a share of 1
    thickness: int  # height of tracks and bars
    bars: tuple[ShareBar, ...]


def funnel_figure(claims: Sequence[Claim], *, left: int = 138, track: int = 200) -> ShareFigure | None:
    shares = [(claim.of["component"], claim) for claim in claims if claim.kind == "funnel"]
    return _drawn(shares, left, track) if any(claim.n for _, claim in shares) else None


def evoked_figure(claims: Sequence[Claim], *, left: int = 138, track: int = 200) -> ShareFigure | None:
    """The most frequent feelings, as shares of all that were noted; nothing below the floor."""
    evoked = [claim for claim in claims if claim.kind == "evoked" and claim.of.get("feeling")]
    known = [(claim.of["feeling"], claim) for claim in evoked if claim.estimate is not None]
    often = sorted(known, key=lambda pair: (-pair[1].observed, pair[0]))[:_FEELINGS]
    return _drawn(often, left, track) if often else None


def _drawn(shares: Sequence[tuple[str, Claim]], left: int, track: int) -> ShareFigure:
    bars = tuple(_bar(code, claim, _ROW * row + 8, left, track) for row, (code, claim) in enumerate(shares))
    return ShareFigure(left + track + 42, _ROW * len(bars), left, track, _THICKNESS, bars)


def _bar(code: str, claim: Claim, top: int, left: int, track: int) -> ShareBar:
    middle, known = top + _THICKNESS // 2, claim.estimate is not None
    width = round(track * claim.estimate) if known else 0
    interval = f"M{left + round(track * claim.low)} {middle}H{left + round(track * claim.high)}" if known else ""
    return ShareBar(code, claim.n, claim.observed, known, top, middle, width, interval)
