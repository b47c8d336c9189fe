"""From trigger to behaviour to response: links as wide as they are frequent, those that passed a test marked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from observations.analysis.claim import Claim

_ROW, _TOP, _THICKEST, _APART = 28, 40, 16, 10
_ENDS = {"trigger": ("trigger", "octant"), "response": ("octant", "response")}


End = tuple[str, str]  # trigger, octant or response, and its code


class Line(NamedTuple):
    """A link before it has a place. `part` is the table it is of."""

    part: str
    given: End
    target: End
    count: int
    thickness: int


@dataclass(frozen=True, slots=True)
class Node:
    """One code: its name's middle is at `y`. `part` is trigger, octant or response."""

    part: str
    code: str
    y: int


@dataclass(frozen=True, slots=True)
class Link:
    """`count` events in which `target` came with `given`; `way` is the `d` of a line that is `thickness` wide.

    `first`: from a trigger to an octant; otherwise from an octant to a response.
    """

    first: bool
    given: str
    target: str
    count: int
    claimed: bool
    way: str
    thickness: int


@dataclass(frozen=True, slots=True)
class ChainFigure:
    """Three columns of names, in front of and behind the links. `heads` is the middle of the columns' headings.

    `columns` are the x at which the names of triggers, octants and responses stand: the first end there, those in the
    middle are centred on it, the last begin there.
    """

    width: int
    height: int
    heads: int
    columns: tuple[int, int, int]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def chain_figure(chains: Mapping, claims: Sequence[Claim], *, width: int = 760) -> ChainFigure | None:
    """`chains` as `pictured` gives them; a link is claimed where a claim is of these two codes within an event."""
    if not any(chains.values()):
        return None
    lines = _lines(chains)
    nodes = _nodes(lines)
    columns = (160, width // 2, width - 160)
    gaps = {"trigger": (columns[0] + 8, columns[1] - 52), "response": (columns[1] + 52, columns[2] - 8)}
    passed = [(*c.of["given"], *c.of["target"]) for c in claims if c.kind == "chain" and c.claimed and _is_within(c)]
    links = [_link(line, ends, gaps[line.part], passed) for line, ends in _ends(lines, nodes)]
    in_front = sorted(links, key=lambda link: (link.claimed, link.count, link.first, link.given, link.target))
    height = max(node.y for node in nodes) + _ROW
    return ChainFigure(width, height, _TOP // 2 - 4, columns, nodes, tuple(in_front))


def _is_within(claim: Claim) -> bool:
    return claim.of["level"] == "within"


def _lines(chains: Mapping) -> list[Line]:
    most = max(count for lines in chains.values() for *_, count in lines)
    return [
        Line(part, *zip(_ENDS[part], codes, strict=True), count, max(1, round(_THICKEST * count / most)))
        for part, lines in chains.items()
        for *codes, count in lines
    ]


def _nodes(lines: Sequence[Line]) -> tuple[Node, ...]:
    """Each part's codes from the most frequent to the least, as high as their links need, the columns centred."""
    columns = [_column(lines, part) for part in ("trigger", "octant", "response")]
    highest = max(sum(height for _, height in column) for column in columns)
    return tuple(node for column in columns for node in _placed(column, highest))


def _column(lines: Sequence[Line], part: str) -> list[tuple[End, int]]:
    counts, widths = Counter(), defaultdict(Counter)
    for line in lines:
        for end in (line.given, line.target):
            if end[0] == part:
                counts[end] += line.count
                widths[end][line.part] += line.thickness
    return [
        (end, max(_ROW, max(widths[end].values()) + _APART)) for end in sorted(counts, key=lambda e: (-counts[e], e))
    ]


def _placed(column: Sequence[tuple[End, int]], highest: int) -> Iterator[Node]:
    top = _TOP + (highest - sum(height for _, height in column)) // 2
    for end, height in column:
        yield Node(*end, top + height // 2)
        top += height


def _ends(lines: Sequence[Line], nodes: Sequence[Node]) -> Iterator[tuple[Line, tuple[int, int]]]:
    """With each line the y of its two ends; at a node they stand beside each other in the order of where they go."""
    at = {(node.part, node.code): node.y for node in nodes}
    starts = _beside(lines, at, lambda line: (line.part, line.given), lambda line: at[line.target])
    goals = _beside(lines, at, lambda line: (line.part, line.target), lambda line: at[line.given])
    return zip(lines, zip(starts, goals, strict=True), strict=True)


def _beside(lines: Sequence[Line], at: Mapping[End, int], node: Callable, other: Callable) -> list[int]:
    whole = Counter()
    for line in lines:
        whole[node(line)] += line.thickness
    taken, found = Counter(), {}
    for line in sorted(lines, key=other):
        start = at[node(line)[1]] - whole[node(line)] // 2 + taken[node(line)]
        found[line] = start + line.thickness // 2
        taken[node(line)] += line.thickness
    return [found[line] for line in lines]


def _link(line: Line, ends: tuple[int, int], gap: tuple[int, int], passed: Sequence[tuple]) -> Link:
    (start, end), middle, (y, then) = gap, sum(gap) // 2, ends
    way = f"M{start} {y}C{middle} {y} {middle} {then} {end} {then}"
    claimed = (*line.given, *line.target) in passed
    return Link(line.part == "trigger", line.given[1], line.target[1], line.count, claimed, way, line.thickness)
