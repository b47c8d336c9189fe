"""The one kind of result: what was counted, how sure it is, and the events it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypedDict


class Missing(TypedDict, total=False):
    """Why a figure is undefined.

    `reason` is `too-few-events`, `too-few-sessions`, `too-few-people` or `missing-cells` (of a table of who rates whom;
    these with `needed` and `have`), `no-variation` (the same value in every session, so nothing tells how far a slope
    may be trusted), `tie` (no single most frequent one), `no-direction` (opposite behaviours cancel exactly),
    `no-contrast` (nothing to compare with: no two codes that come together and apart often enough, or a half without
    events) or `none-before` (no event in the first half, of which the second would be a multiple).
    """

    reason: str
    needed: int
    have: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about one subject, before it is put into words.

    `of` says what is stated, `n` is what it was counted over (events; sessions for `focus-trend` and for a behaviour's
    `emergence`), `observed` how many of them. `estimate` with `low` and `high` is the share, mean, slope, rate or
    direction with its 95 % interval. `claimed` is None for a description, which makes no test. `events` are the sorted
    ids it stands on. `detail` carries what wording and pictures need beyond that; it holds only what JSON holds, so
    that a stored claim is read back unchanged.
    """

    kind: str
    of: Mapping[str, object]
    claimed: bool | None
    n: int
    observed: int | None = None
    expected: float | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    events: tuple[str, ...] = ()
    missing: Mapping[str, object] | None = None
    detail: Mapping[str, object] | None = None

    def as_json(self) -> dict:
        """The object of `groupcounsel-results/1`: every name always there, `detail` only when it says something."""
        return self._plain() | {"events": list(self.events)}

    def without_events(self) -> dict:
        """The same without the ids, which are most of it."""
        plain = self._plain()
        del plain["events"]
        return plain

    def _plain(self) -> dict:
        plain = {field.name: _own(getattr(self, field.name)) for field in fields(self)}
        if self.detail is None:
            del plain["detail"]
        return plain

    @classmethod
    def from_json(cls, plain: Mapping) -> "Claim":
        """A stored or exported claim again; names that were left out are undefined."""
        return cls(**{**plain, "events": tuple(plain.get("events", ()))})


def _own(value):
    """A copy, so that what is done to it leaves the claim alone; of what JSON holds only these two can be changed."""
    if isinstance(value, dict):
        return {name: _own(each) for name, each in value.items()}
    return [_own(each) for each in value] if isinstance(value, list) else value
