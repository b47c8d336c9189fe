"""What is kept of a group's findings and of those of each of its sessions: a pure function of its records."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.analysis.life import Life, next_of
from observations.analysis.records import Observation, in_order
from observations.summaries.content import light
from observations.summaries.ties_kept import counted, so_far
from observations.summaries.whole import Whole, claims_of_session

# What the page of a group says and draws. What else is claimed of it stands in the exported results.
KINDS = {"funnel", "focus", "focus-trend", "coverage", "evoked"}


@dataclass(frozen=True, slots=True)
class Found:
    """`content` is what the page shows, `so_far` the ties up to this session, `evidence` by key the events behind a
    claim in the order of time."""

    content: dict
    so_far: dict
    evidence: dict[str, list[str]]

    @property
    def digest(self) -> str:
        """Equal where everything is equal: SHA-256 of all of it and the version of the analysis."""
        whole = [VERSION, self.content, self.so_far, self.evidence]
        return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def key_of(kind: str, of: Mapping) -> str:
    """Names a claim in an address. It stays the same while the record grows, and nobody's name can be read from it."""
    return hashlib.blake2s(json.dumps([kind, dict(of)], sort_keys=True).encode(), digest_size=8).hexdigest()


def findings_of_group(whole: Whole) -> Found:
    told = in_order(whole.told)
    claims = [claim for claim in whole.claims({}) if _is_shown(claim)]
    content = {"events": len(told), "people": _people(whole), "claims": [light(claim) for claim in claims]}
    return Found(content | {"first_shown": _first_shown(claims)}, {}, _evidence(claims, told))


def _is_shown(claim: Claim) -> bool:
    if claim.of.get("effect") == "relationship":
        return bool(claim.claimed)
    return claim.kind in KINDS or claim.kind == "tie" and not claim.of["members"]


def _first_shown(claims: Sequence[Claim]) -> list[list]:
    """Code, session and event of each behaviour in the order of time, in which the database keeps no names."""
    [shown] = [claim for claim in claims if claim.of.get("what") == "behaviours"]
    return [[code, first["session"], first["event"]] for code, first in shown.detail["first"].items()]


class Sessions:
    """The findings of each session, worked out one by one. `numbers` are those held, or with an event on record."""

    def __init__(self, whole: Whole):
        self.whole, self.life = whole, whole.life({})
        self.numbers = sorted({*whole.held, *self.life.sessions})
        self.people = {*map(str, whole.counselors), *self.life.courses}
        events = {number: self.life.sessions.get(number, []) for number in self.numbers}
        self.so_far = dict(so_far(events, self.people))

    def findings(self, number: int) -> Found:
        today = self.life.sessions.get(number, [])
        content = {"events": len(today), "people": _people(self.whole)}
        if not today:
            return Found(content, self.so_far[number], {})
        claims = claims_of_session(self.life, number)
        known = in_order([*today, *self.life.moved.get(number, ())])
        content |= {"claims": [light(claim) for claim in claims], "ties": counted(today, self.people)}
        return Found(content | {"arcs": _open(self.life, number)}, self.so_far[number], _evidence(claims, known))


def _people(whole: Whole) -> list[str]:
    """The members it tells of: where one of them withdraws, it is not told any more."""
    return sorted(map(str, whole.courses))


def _open(life: Life, number: int) -> list[dict]:
    """Arcs that were begun or moved on in this session and are not complete."""
    begun = [o for o in life.sessions[number] if o.kind == "incident"]
    return [
        {"id": o.id, "who": o.actor, "session": o.session, "next": next_of(o)}
        for o in [*begun, *life.moved.get(number, ())]
        if next_of(o)
    ]


def _evidence(claims: Sequence[Claim], told: Sequence[Observation]) -> dict[str, list[str]]:
    place = {o.id: at for at, o in enumerate(told)}
    return {key_of(claim.kind, claim.of): sorted(claim.events, key=place.__getitem__) for claim in reversed(claims)}
