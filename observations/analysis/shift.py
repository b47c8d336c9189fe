"""Whether a member's view came nearer to how the others see it, where the member and others rated it."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.intervals import mean_within
from observations.analysis.records import Observation, ids
from observations.analysis.shares import too_few_events
from observations.analysis.validation import of_others

# A rating in whole points of ten is off by up to half a point, evenly spread: its variance, on the scale of the shift.
OF_A_RATING = 0.1**2 / 12


class Rated(NamedTuple):
    """A view with the member's own ratings before and after, less the mean of the `others` who rated it.

    Both are taken times the number of these: whole numbers, which no rounding moves from one side of 0 to the other.
    """

    before: int
    after: int
    others: int

    @property
    def shift(self) -> float:
        """From −1 to 1: above 0 the member came nearer to the others, below 0 the two are further apart."""
        return (abs(self.before) - abs(self.after)) / (10 * self.others)

    @property
    def rounding(self) -> float:
        """The variance that whole points alone give the shift.

        On one side of the others their mean cancels out and the two own ratings are left. From one side to the other
        the mean counts twice, with the error of a mean of so many. Where a rating is the mean, the larger is taken.
        """
        crossed = self.before * self.after <= 0
        return OF_A_RATING * (2 + 4 / self.others if crossed else 2)


def rated(o: Observation) -> Rated | None:
    others = [line.rating for line in of_others(o) if line.rating is not None]
    if not o.distorted or not others or o.held is None or o.held_after is None:
        return None
    k, total = len(others), sum(others)
    return Rated(k * o.held - total, k * o.held_after - total, k)


def shift(observations: Sequence[Observation]) -> Claim:
    """Mean shift of the views that were rated; `observed` counts those in which the member came nearer."""
    told = [(o, view) for o in observations if (view := rated(o))]
    views = [view for _, view in told]
    missing = too_few_events(floors.SHIFTS, len(views))
    return Claim(
        kind="validation",
        of={"measure": "shift"},
        claimed=None,
        n=len(views),
        observed=sum(view.shift > 0 for view in views),
        **({} if missing else _mean(views)),
        events=ids(o for o, _ in told),
        missing=missing,
        detail=_apart(views),
    )


def _mean(views: Sequence[Rated]) -> dict:
    rounding = sqrt(fmean(view.rounding for view in views))
    return mean_within([view.shift for view in views], least=-1, most=1, rounding=rounding)._asdict()


def _apart(views: Sequence[Rated]) -> dict | None:
    """How far the member was from the others on average (0–10), at first and afterwards."""
    if not views:
        return None
    return {
        "apart_before": fmean(abs(view.before) / view.others for view in views),
        "apart_after": fmean(abs(view.after) / view.others for view in views),
        "others": sum(view.others for view in views),
    }
