"""How the others see what a member sees distorted, and whether the member's view changed."""

from collections import Counter
from collections.abc import Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import Observation, Stance
from observations.analysis.shares import share

VERDICTS = ("confirmed", "disputed", "divided", "open")


def of_others(o: Observation) -> list[Stance]:
    """Who holds a view does not validate it."""
    return [line for line in o.validations if line.by != o.actor]


def verdict(o: Observation) -> str:
    """`open` while no other has said how they see it; `divided` where as many dispute it as confirm it."""
    stances = [line.stance for line in of_others(o)]
    if not stances:
        return "open"
    lead = stances.count("confirms") - stances.count("disputes")
    return "confirmed" if lead > 0 else "disputed" if lead < 0 else "divided"


def verdicts(observations: Sequence[Observation]) -> dict[str, int]:
    counts = Counter(map(verdict, observations))
    return {name: counts[name] for name in VERDICTS}


def validations(observations: Sequence[Observation]) -> list[Claim]:
    """Of the distorted views, how many the others have judged, disputed and agreed on, and how many were revised."""
    views = [o for o in observations if o.distorted]
    told = [o for o in views if of_others(o)]
    several = [o for o in told if len({line.by for line in of_others(o)}) > 1]
    shares = {
        "validated": (told, views),
        "disputed": ([o for o in told if verdict(o) == "disputed"], told),
        "agreed": ([o for o in several if len({line.stance for line in of_others(o)}) == 1], several),
        "revised": ([o for o in views if o.revised], views),
    }
    detail = {"views": len(views), **verdicts(views)}
    return [
        share("validation", {"state": state}, hits, among, floor=floors.VIEWS, **detail)
        for state, (hits, among) in shares.items()
    ]
