"""How often a pattern is claimed where there is none, how often one that is there is found, how often intervals hold.

Run: OPENBLAS_NUM_THREADS=1 .venv/bin/python -m bench.honesty
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from bench.coverage import KINDS, covered
from bench.simulated import Record, members, with_answers, with_chain, with_change, with_feeling, with_style
from observations.analysis.claim import Claim
from observations.analysis.evoked import feelings
from observations.analysis.member import member_claims
from observations.analysis.records import Observation
from observations.analysis.style import style

MEMBERS, RUNS, SEED = 2_000, 2_000, 20_260_107
EVENTS, SHARES = (20, 40, 60, 80, 120, 200, 320), (0.3, 0.5, 0.7, 0.9)
FITTING = (0.2, 0.4, 0.6, 0.8)
SESSIONS, FALLS = (8, 12, 16, 24, 40), (0.2, 0.3, 0.4, 0.5)
CODED, CLEARNESS = (8, 12, 20, 40, 80, 160), (0, 0.5, 1, 2, 4)
NOTES, EVOKED = (8, 12, 20, 40, 80, 160), (1 / 11, 0.2, 0.3, 0.5)
TURNS = 100


def main() -> None:
    nothing_there()
    chains_there()
    changes_there()
    answers_there()
    styles_there()
    feelings_there()
    intervals()


def nothing_there() -> None:
    for name, unsteady in (("every event independent", False), ("activity drifts, sessions differ", True)):
        found = claimed_in(members(np.random.default_rng(SEED), MEMBERS, unsteady=unsteady))
        wrong, kinds = sum(map(bool, found)), Counter(claim.kind for claims in found for claim in claims)
        print(f"{name}: {wrong} of {MEMBERS} members with a false claim ({100 * wrong / MEMBERS:.2f} %), {dict(kinds)}")


def claimed_in(records: Iterable[Record]) -> list[list[Claim]]:
    """For each record the claims that are stated as patterns."""
    return [[claim for claim in member_claims(*record) if claim.claimed] for record in records]


def chains_there() -> None:
    print("\nchain found, of", TURNS, "\nshare after criticism (otherwise 12.5 %), by number of events", *EVENTS)
    for share in SHARES:
        rng = np.random.default_rng(SEED)
        print(f"{share:.0%}", *(sum(map(is_chain, some(with_chain, rng, n, share))) for n in EVENTS))


def changes_there() -> None:
    print("\nchange found, of", TURNS, "\nfall of the maladaptive share from 70 %, by number of sessions", *SESSIONS)
    for fall in FALLS:
        rng = np.random.default_rng(SEED)
        print(f"{fall:.0%}", *(sum(map(is_change, some(with_change, rng, n, 0.7, 0.7 - fall))) for n in SESSIONS))


def answers_there() -> None:
    print("\nfit of the answers found, of", TURNS, "\nshare of complements, by number of answered events", *EVENTS)
    for share in FITTING:
        rng = np.random.default_rng(SEED)
        print(f"{share:.0%}", *(sum(map(is_fit, some(with_answers, rng, n, share))) for n in EVENTS))


def some(make, rng: np.random.Generator, *strength) -> list[list[Claim]]:
    return claimed_in(make(rng, *strength) for _ in range(TURNS))


def is_chain(claims: list[Claim]) -> bool:
    wanted = {"given": ["trigger", "criticism"], "target": ["octant", "HI"], "level": "within"}
    return any(claim.of == wanted for claim in claims)


def is_change(claims: list[Claim]) -> bool:
    return any(claim.kind == "change" for claim in claims)


def is_fit(claims: list[Claim]) -> bool:
    return any(claim.of == {"measure": "complementarity"} and claim.observed > claim.expected for claim in claims)


def styles_there() -> None:
    print("\noctant named, of", TURNS, "(and another one)\nclearness, by number of coded events", *CODED)
    for clearness in CLEARNESS:
        rng = np.random.default_rng(SEED)
        print(
            clearness,
            *(_right_and_wrong([named(with_style(rng, n, "FG", clearness)) for _ in range(TURNS)]) for n in CODED),
        )


def named(own: list[Observation]) -> str | None:
    return style(own).of["octant"]


def _right_and_wrong(octants: list[str | None]) -> str:
    return f"{octants.count('FG')} ({sum(octant not in ('FG', None) for octant in octants)})"


def feelings_there() -> None:
    print("\nfeeling told first, of", TURNS, "\nshare of what is noted, by number of notes", *NOTES)
    for share in EVOKED:
        rng = np.random.default_rng(SEED)
        print(
            f"{share:.0%}",
            *(sum(is_told_first(with_feeling(rng, n, "bored", share)) for _ in range(TURNS)) for n in NOTES),
        )


def is_told_first(own: list[Observation]) -> bool:
    """The most frequent one, alone, with nothing missing, and noted by more than one."""
    first, *others = sorted(feelings(own), key=lambda claim: -claim.observed)
    alone = all(claim.observed < first.observed for claim in others)
    return alone and not first.missing and first.of["feeling"] == "bored" and first.detail["people"] > 1


def intervals() -> None:
    print(f"\nintervals that hold the truth, of {RUNS}")
    for kind in KINDS:
        held = covered(kind, np.random.default_rng(SEED), RUNS)
        print(f"{kind:24} {100 * held / RUNS:.1f} %")


if __name__ == "__main__":
    main()
