"""Complementarity: whether others answer a member as interpersonal theory expects (Carson 1969, Kiesler 1983).

Warmth invites warmth, and coldness coldness (correspondence); leading invites giving way, and giving way leading
(reciprocity). So the complement of the direction θ is −θ, and the answer φ fits by cos(φ + θ), from −1 to 1.
"""

from collections.abc import Iterator, Sequence
from math import factorial, prod, sqrt

import numpy as np

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.discovery import RATE
from observations.analysis.intervals import TAIL
from observations.analysis.records import Observation, ids
from observations.analysis.shares import too_few_events
from observations.analysis.style import ANGLES

# Octants as whole steps of 45°, so that angles add up exactly.
STEPS = {octant: angle // 45 for octant, angle in ANGLES.items()}
_COS = np.array([1, sqrt(0.5), 0, -sqrt(0.5), -1, -sqrt(0.5), 0, sqrt(0.5)])
_SIN = np.roll(_COS, 2)
FITS = _COS[np.add.outer(np.arange(8), np.arange(8)) % 8]  # (own step × step of the answer)
CLOSE = FITS > 0.5  # within 45° of the complement
AFFILIATION, CONTROL = np.outer(_COS, _COS), -np.outer(_SIN, _SIN)
# The five values that a fit can have, and which of them each pair has.
_VALUES, _WHICH = np.unique(FITS.round(9), return_inverse=True)
PRIOR = 0.5  # of an answer at each of the values, as half an event is added to a fourfold table

# Mixed so many times, and where fewer than FAR_OFF of them are as far off as what was seen, so many times as often.
DRAWS, FAR_OFF, ROUNDS, SEED = 2_000, 20, 10, 20_260_107


def is_close(o: Observation) -> bool:
    return bool(CLOSE[STEPS[o.octant], STEPS[o.answered]])


def complementarity(own: Sequence[Observation]) -> Claim:
    """How the answers of other members fit what this member had just done, against answers mixed within sessions."""
    answered = [o for o in own if o.octant and o.answered]
    tables = _by_session(answered)
    missing = too_few_events(floors.ANSWERS, len(answered)) or _untold(tables)
    return Claim(
        kind="style",
        of={"measure": "complementarity"},
        claimed=False,
        n=len(answered),
        observed=int(tables.sum(axis=0)[CLOSE].sum()),
        **({} if missing else _figures(tables)),
        events=ids(answered),
        missing=missing,
    )


def _by_session(answered: Sequence[Observation]) -> np.ndarray:
    """(sessions × own steps × steps of the answers), counted."""
    place = {session: at for at, session in enumerate(sorted({o.session for o in answered}))}
    tables = np.zeros((len(place), 8, 8), dtype=int)
    for o in answered:
        tables[place[o.session], STEPS[o.octant], STEPS[o.answered]] += 1
    return tables


def _untold(tables: np.ndarray) -> Missing | None:
    """Where the answers can stand in so few ways that none of them is as rare as a finding has to be."""
    ways = prod(min(map(_orders, margins)) for margins in zip(*_margins(_varied(tables)), strict=True))
    return Missing(reason="no-contrast") if ways < 1 / RATE else None


def _varied(tables: np.ndarray) -> np.ndarray:
    """Sessions in which mixing changes something: with two different behaviours and two different answers."""
    given, came = _margins(tables)
    return tables[((given > 0).sum(axis=1) > 1) & ((came > 0).sum(axis=1) > 1)]


def _margins(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(sessions × steps) each: how often what was done, and how often what came."""
    return tables.sum(axis=2), tables.sum(axis=1)


def _orders(counts: np.ndarray) -> int:
    return factorial(int(counts.sum())) // prod(factorial(int(n)) for n in counts)


def _figures(tables: np.ndarray) -> dict[str, object]:
    """In `detail` the two parts of the estimate, and what it would be on average if the answers were mixed."""
    given, came = _margins(tables)
    table, mixed = tables.sum(axis=0), (given / given.sum(axis=1, keepdims=True)).T @ came
    estimate, (low, high) = _mean(table, FITS), fit_within(table)
    values = {"affiliation": (table, AFFILIATION), "control": (table, CONTROL), "chance": (mixed, FITS)}
    return {
        "estimate": estimate,
        "low": min(low, estimate),
        "high": max(high, estimate),
        "expected": float(mixed[CLOSE].sum()),
        "p": _p(_varied(tables), abs(float(((table - mixed) * FITS).sum()))),
        "detail": {name: _mean(*of) for name, of in values.items()},
    }


def _mean(table: np.ndarray, values: np.ndarray) -> float:
    return float((table * values).sum() / table.sum())


def fit_within(table: np.ndarray) -> tuple[float, float]:
    """Interval of the mean fit: Bayesian bootstrap (Rubin 1981) over the five values that it can have.

    To each value half an answer is added. So the interval stays within what is possible, and eight answers that all
    fit do not make the next one certain.
    """
    counts = np.bincount(_WHICH.reshape(-1), weights=table.reshape(-1))
    means = np.random.default_rng(SEED).dirichlet(counts + PRIOR, DRAWS) @ _VALUES
    low, high = np.quantile(means, (1 - TAIL, TAIL))
    return float(low), float(high)


def _p(tables: np.ndarray, far: float) -> float:
    """Two-sided: how often mixed answers are as `far` as this from their mean over all mixings, or farther."""
    blocks, rng, found = list(_blocks(tables)), np.random.default_rng(SEED), 0
    for done in range(1, ROUNDS + 1):
        off = sum(_mixed(given, came, rng) for given, came in blocks)
        found += int((np.abs(off) >= far - 1e-9).sum())
        if found >= FAR_OFF and done == 1:
            break
    return (found + 1) / (done * DRAWS + 1)


def _blocks(tables: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Sessions with equally many answers together: (sessions × answers) what was done, and what came."""
    sizes = tables.sum(axis=(1, 2))
    for size in np.unique(sizes):
        sides = _margins(tables[sizes == size])
        yield tuple(np.array([np.repeat(np.arange(8), counts) for counts in side]) for side in sides)


def _mixed(given: np.ndarray, came: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each draw the sum of fits, less what it is on average."""
    drawn = rng.permuted(np.broadcast_to(came, (DRAWS, *came.shape)), axis=2)
    mean = FITS[given[:, :, None], came[:, None, :]].sum() / came.shape[1]
    return FITS[given, drawn].sum(axis=(1, 2)) - mean
