"""How far an incident comes: some members' arcs are completed, others stop where that member always stops."""

import random

from observations.reports.demo.cast import Role
from observations.reports.demo.chance import HELD

COMPONENTS = ("risk", "support", "reality-testing", "recognition", "facilitation")
LATER = (0, 0, 1, 1, 2)


def arc(chance: random.Random, role: Role, number: int) -> dict:
    reached = max(1, min(5, role.depth + chance.choice((-1, 0, 0, 0, 1))))
    return {kind: _component(role, number, index, reached) for index, kind in enumerate(COMPONENTS)}


def _component(role: Role, number: int, index: int, reached: int) -> dict:
    seen = _session(role, number + LATER[index])
    if seen is None or index > reached:
        return {"state": "unknown", "session": None}
    state = {"state": "observed" if index < reached else "not-observed", "session": f"s{seen}"}
    return state | ({"of": ["behaviour"]} if index == 3 and index < reached else {})


def _session(role: Role, number: int) -> int | None:
    """The first session from `number` on that the member came to; None when it has not been held yet."""
    last = role.left_after or HELD
    return next((held for held in range(number, last + 1) if held not in role.misses), None)


def characteristics(chance: random.Random, role: Role, affect: str, number: int) -> dict:
    expected = chance.randint(6, 9)
    happened = expected if chance.random() < 0.08 else chance.randint(0, 3)
    facts = {
        "novel": chance.random() < 0.4,
        "feared": {"outcome": role.fear, "expected": expected, "happened": happened},
    }
    if affect == "positive":
        return facts | {"hidden_self": "shown" if number >= role.learns else "kept-closed"}
    tested = role.depth >= 3 and chance.random() < 0.7
    finding = {"finding": chance.choice(("out-of-proportion", "misdirected", "avoidance-needless"))} if tested else {}
    reality = {"state": "observed" if tested else "not-observed"} | finding
    return facts | {
        "reality_testing": reality,
        "afterwards": "freer" if tested else chance.choice(("as-before", "less-free")),
    }
