"""Rows of a table as interactions, or as faults with their row."""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from observations.reports.sheets.reading import Table

AFFECTS = {
    "negative": "negative", "neg": "negative", "-": "negative", "−": "negative", "negatif": "negative",
    "positive": "positive", "pos": "positive", "+": "positive", "positif": "positive",
}  # fmt: skip
EVERYBODY = {"group", "all", "everybody", "everyone", "kelompok", "semua"}
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)", re.ASCII)
NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{0,9})?|[.,]\d{1,9}", re.ASCII)
LONGEST_NAME, LONGEST_BEHAVIOUR = 120, 80
FACTORS = {"minutes": 60, "seconds": 1}


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` says what is wrong with `value` in the column of `field`."""

    row: int
    field: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """`at` is in seconds from the session's start; `actor` and `toward` are people as the file writes them."""

    row: int
    at: float
    actor: str
    toward: str | None
    toward_group: bool
    behaviour: str | None
    affect: str | None
    strength: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    interactions: list[Interaction]
    faults: list[Fault]

    @property
    def people(self) -> list[str]:
        """Everybody named, in order of number or name."""
        return sorted(self.acting | {row.toward for row in self.interactions if row.toward}, key=_in_order)

    @property
    def acting(self) -> set[str]:
        return {row.actor for row in self.interactions}

    @property
    def behaviours(self) -> list[str]:
        return sorted({row.behaviour for row in self.interactions if row.behaviour}, key=str.casefold)

    @property
    def faulty(self) -> int:
        """How many rows have a fault, or several."""
        return len({fault.row for fault in self.faults})

    def counts(self) -> dict[str, tuple[int, int]]:
        """For everybody named how often they act, and how often they are addressed."""
        acts, meets = Counter(row.actor for row in self.interactions), Counter(row.toward for row in self.interactions)
        return {name: (acts[name], meets[name]) for name in self.people}

    def without(self, people: Container[str]) -> list[Interaction]:
        """What is left when whoever is in `people` has no part in it."""
        return [row for row in self.interactions if row.actor not in people and row.toward not in people]


def interpret(table: Table, columns: dict[str, int | None], unit: str, minutes: int) -> Reading:
    """Each row becomes an interaction or says what is wrong with it; no row is passed over in silence."""
    interactions, faults, spellings = [], [], {}
    for number, cells in table.rows:
        found = _Row(number, cells, columns, len(table.header), spellings)
        found.check(unit, minutes)
        faults.extend(found.faults)
        if not found.faults:
            interactions.append(found.interaction())
    interactions.sort(key=lambda row: (row.at, row.row))
    return Reading(interactions, faults)


def _in_order(name: str) -> tuple:
    return (0, int(name), "") if name.isascii() and name.isdecimal() else (1, 0, name.casefold())


class _Row:
    """`spellings` holds for each name in small letters how the file wrote it first: Ani and ani are one person."""

    def __init__(self, number: int, cells: list[str], columns: dict, width: int, spellings: dict[str, str]):
        self.number, self.cells, self.columns, self.width = number, cells, columns, width
        self.spellings, self.faults = spellings, []

    def check(self, unit: str, minutes: int) -> None:
        if len(self.cells) > self.width:
            self._fault("", "too-many-cells", self.cells[self.width])
        self.actor = self._person("actor")
        if not self.actor:
            self._fault("actor", "missing", "")
        self.toward = self._person("toward")
        if self.toward and self.toward == self.actor:
            self._fault("toward", "toward-oneself", self.toward)
        self.at = self._time(self._cell("at"), unit, minutes)
        self.behaviour = self._behaviour(self._cell("behaviour"))
        self.affect = self._affect(self._cell("affect"))
        self.strength = self._strength(self._cell("strength"))

    def interaction(self) -> Interaction:
        whole = self.toward.lower() in EVERYBODY
        return Interaction(
            self.number, self.at, self.actor, None if whole else self.toward or None, whole,
            self.behaviour, self.affect, self.strength, self._cell("text"),
        )  # fmt: skip

    def _cell(self, field: str) -> str:
        index = self.columns.get(field)
        return self.cells[index] if index is not None else ""

    def _person(self, field: str) -> str:
        name = self._cell(field)
        if len(name) > LONGEST_NAME:
            self._fault(field, "too-long-a-name", name)
        return self.spellings.setdefault(name.casefold(), name)

    def _fault(self, field: str, code: str, value: str) -> None:
        self.faults.append(Fault(self.number, field, code, value))

    def _time(self, text: str, unit: str, minutes: int) -> float:
        if self.columns.get("at") is None:
            return 0.0
        seconds = _clock(text) if unit == "clock" else _number(text, FACTORS[unit])
        if seconds is None:
            self._fault("at", "not-a-time", text)
        elif seconds > minutes * 60:
            self._fault("at", "outside-the-session", text)
        return seconds or 0.0

    def _behaviour(self, text: str) -> str | None:
        if len(text) > LONGEST_BEHAVIOUR:
            self._fault("behaviour", "too-long-a-behaviour", text)
        return text or None

    def _affect(self, text: str) -> str | None:
        affect = AFFECTS.get(text.lower())
        if text and not affect:
            self._fault("affect", "not-an-affect", text)
        return affect

    def _strength(self, text: str) -> int | None:
        if text not in ("", "1", "2", "3", "4", "5"):
            self._fault("strength", "not-from-1-to-5", text)
            return None
        return int(text) if text else None


def _number(text: str, factor: int) -> float | None:
    return round(float(text.replace(",", ".")) * factor, 3) if NUMBER.fullmatch(text) else None


def _clock(text: str) -> float | None:
    found = CLOCK.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = found.groups()
    return round(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", ".")), 3)
