"""What is stored of a summary: claims without what grows with the record, and beside them the events of each."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.analysis.member import member_claims
from observations.analysis.pictured import pictured
from observations.analysis.records import Course, Observation, in_order

# Of these the page says also what was tested and not borne out. Of chains, of which there are many, it says how many.
ALSO_IN_VAIN = {"change", "separation", "style"}
# Pictures show so many sessions, the latest ones. The page of a member with years of records stays as light as any.
LATEST = 60


@dataclass(frozen=True, slots=True)
class Content:
    """`evidence` holds for each of `claims` the ids of its events in the order of time; `pictured` what is drawn, and
    how many chains were tested."""

    claims: list[dict]
    evidence: list[list[str]]
    events: int
    pictured: dict

    @property
    def digest(self) -> str:
        """Equal where everything is equal: SHA-256 of claims, evidence and the version of the analysis."""
        whole = json.dumps(
            [VERSION, self.events, self.claims, self.evidence, self.pictured], sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(whole.encode()).hexdigest()


def content_of(observations: Sequence[Observation], course: Course) -> Content:
    own = in_order(observations)
    every = member_claims(own, course)
    claims = [claim for claim in every if _is_shown(claim)]
    place = {o.id: number for number, o in enumerate(own)}
    evidence = [sorted(claim.events, key=place.get) for claim in claims]
    stored = [light(claim) for claim in claims]
    _show_latest([plain["detail"] for plain in stored if plain["kind"] == "incident"])
    return Content(stored, evidence, len(place), pictured(own, course) | {"tested": _chains_tested(every)})


def _is_shown(claim: Claim) -> bool:
    """Not a session's own share, which is in the series of all sessions; not each chain that a test did not bear out.

    Both stand in the exported results.
    """
    told = claim.p is None or bool(claim.claimed) or claim.kind in ALSO_IN_VAIN
    return "session" not in claim.of and told


def _chains_tested(claims: Sequence[Claim]) -> list[int]:
    """How many, and how many passed."""
    tested = [bool(claim.claimed) for claim in claims if claim.kind == "chain" and claim.p is not None]
    return [len(tested), sum(tested)]


def claims_of(stored: Sequence[Mapping]) -> list[Claim]:
    return [Claim.from_json(plain) for plain in stored]


def light(claim: Claim) -> dict:
    """Of the events only their number, as `grounds`, and without what grows with the record."""
    plain = claim.without_events()
    shorten = _SHORTER.get(claim.kind, dict)
    return plain | {"detail": shorten(plain.get("detail") or {}) | {"grounds": len(claim.events)}}


def _without(name: str) -> Callable[[dict], dict]:
    return lambda detail: {key: value for key, value in detail.items() if key != name}


def _counted(detail: dict) -> dict:
    return detail | {"without_follow_up": len(detail["without_follow_up"])}


def _show_latest(incidents: Sequence[dict]) -> None:
    """Arcs of the latest sessions only; `earlier` counts those of either affect that are not drawn."""
    sessions = incidents[0]["sessions"][-LATEST:]
    arcs = [arc for detail in incidents for arc in detail["arcs"]]
    old = {arc["id"] for arc in arcs if sessions and arc["session"] < sessions[0]}
    for detail in incidents:
        kept = [arc for arc in detail["arcs"] if arc["id"] not in old]
        detail.update(arcs=kept, sessions=sessions, earlier=detail["earlier"] + len(old))


def _latest_series(detail: dict) -> dict:
    """One session's share has none."""
    return detail | {"series": detail.get("series", [])[-LATEST:]}


_SHORTER = {
    "funnel": _without("of_events"),
    "rupture": _counted,
    "focus": _latest_series,
    "focus-trend": _without("sessions"),
    "insight": _without("sessions"),
}
