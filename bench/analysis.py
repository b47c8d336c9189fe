"""The analysis engine's speed: a group's claims over the reading of its rows, and a whole site by growing parts of it.

The site's counts are compared, in time and value, with one grouped scan in SQL and with polars over the same rows.
Bounds: all claims of a group within 20 times the reading; time grows with groups by an exponent of at most 1.05.

Run: OPENBLAS_NUM_THREADS=1 .venv/bin/python -m bench.analysis [--groups 25 50 100 200 500]
"""

import gc
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from multiprocessing import get_context
from os import sysconf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple
from uuid import UUID

import numpy as np
import polars as pl
import psycopg

from bench.scene import scene
from observations.analysis.claim import Claim
from observations.analysis.member import member_claims
from observations.analysis.records import Course, Observation
from tests.databases import named, start

SESSIONS, EVENTS, PROCESSES, TURNS = 50, 2_000, 2, 9
COUNTED = """
SELECT actor_id::text, count(octant), count(focus), count(*) FILTER (WHERE focus = 'here-and-now'),
  count(*) FILTER (WHERE kind = 'incident' AND affect = 'negative'), count(adaptive),
  count(*) FILTER (WHERE NOT adaptive)
FROM events_event GROUP BY group_id, actor_id
"""
ROWS = """
COPY (SELECT group_id, actor_id, kind, affect, octant, focus, adaptive FROM events_event) TO STDOUT (FORMAT csv, HEADER)
"""
Counts = dict[str, tuple[int, ...]]


class Done(NamedTuple):
    """Groups, seconds on the clock, seconds of processor time, and what was counted."""

    groups: int
    seconds: float
    processor: float
    counts: Counts


def main() -> None:
    asked = arguments()
    with scene("analysis") as database:
        [group] = filled(database, groups=1)
        over_reading(group)
    with scene("site") as database:
        begin = perf_counter()
        groups = filled(database, groups=asked.site, share=asked.share)
        print(f"\nsite of {len(groups)} groups, {EVENTS:,} events each, written in {perf_counter() - begin:.0f} s")
        whole_site(database, groups, asked.groups)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="bench.analysis")
    parser.add_argument("--groups", type=int, nargs="+", default=[25, 50, 100, 200], help="how many, part by part")
    parser.add_argument("--site", type=int, default=500, help="groups of the whole site")
    parser.add_argument("--share", type=float, default=0.25, help="of the site's events that have lines of their own")
    return parser.parse_args()


def filled(database: str, **size) -> list[UUID]:
    from bench.full_records import make_full
    from tests.factories import make_user

    groups = make_full(database, lead=make_user(name="Alice"), sessions=SESSIONS, events=EVENTS, **size)
    with psycopg.connect(named(start().superuser, database), autocommit=True) as connection:
        connection.execute("ANALYZE")
    return groups


Read = dict[str, tuple[list[Observation], Course]]


def read(group: UUID) -> Read:
    """As the builder reads, by member."""
    from groupcounsel.lib.database_session import acting
    from observations.summaries.builder import courses_of, observations_of

    own = defaultdict(list)
    with acting(group_id=group):
        for o in observations_of(group):
            own[o.actor].append(o)
        return {str(person): (own[str(person)], course) for person, course in courses_of(group).items()}


def analysed(records: Read) -> dict[str, list[Claim]]:
    return {person: member_claims(*record) for person, record in records.items()}


def over_reading(group: UUID) -> None:
    """In turn, so that a busy machine slows both; the first turn, in which everything is loaded, is not counted."""
    turns = [(timed(read, group), timed(analysed, read(group))) for _ in range(TURNS + 1)][1:]
    reading, claims = (median(seconds) for seconds in zip(*turns, strict=True))
    records = read(group)
    numbers = len(records), sum(len(own) for own, _ in records.values()), sum(map(len, analysed(records).values()))
    print(f"a group of {numbers[0]} members with {numbers[1]:,} events, all facets: {numbers[2]:,} claims")
    print(f"reading {1000 * reading:.0f} ms   claims {1000 * claims:.0f} ms   over reading {claims / reading:.2f}")


def timed(function, *given) -> float:
    begin = perf_counter()
    function(*given)
    return perf_counter() - begin


def whole_site(database: str, groups: Sequence[UUID], sizes: Sequence[int]) -> None:
    from django.db import connections

    connections.close_all()  # a process of the pool opens its own
    with get_context("fork").Pool(PROCESSES, gc.freeze) as pool:
        part(pool, groups[: 2 * PROCESSES])
        done = [told(part(pool, those)) for those in parts(groups, sizes)]
    if len(done) > 1:
        print(f"growth: exponent {exponent(done, 'seconds'):.3f}, of processor time {exponent(done, 'processor'):.3f}")
    largest, counts = done[-1], joined(one.counts for one in done)
    compare(database, counts, len(groups) * largest.seconds / largest.groups)


def parts(groups: Sequence[UUID], sizes: Sequence[int]) -> Iterable[Sequence[UUID]]:
    """One after the other as long as there are enough groups, so that no part finds what an earlier one has read."""
    ends = np.cumsum([0, *sizes])
    for size, (begin, end) in zip(sizes, pairwise(ends), strict=True):
        yield groups[begin:end] if end <= len(groups) else groups[:size]


def part(pool, groups: Sequence[UUID]) -> Done:
    begin = perf_counter()
    found = pool.map(one, groups, chunksize=1)
    seconds = perf_counter() - begin
    return Done(len(groups), seconds, sum(spent for spent, _ in found), joined(counts for _, counts in found))


def one(group: UUID) -> tuple[float, Counts]:
    begin = processor()
    claims = analysed(read(group))
    return processor() - begin, {person: counted(of_member) for person, of_member in claims.items()}


def processor() -> float:
    """Seconds of this process and of the database's that serves it: a busy machine makes them wait, not work more."""
    from django.db import connection

    connection.ensure_connection()
    served = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return process_time() + (int(served[11]) + int(served[12])) / sysconf("SC_CLK_TCK")


def joined(several: Iterable[Counts]) -> Counts:
    return {person: counts for counts in several for person, counts in counts.items()}


def counted(claims: Sequence[Claim]) -> tuple[int, ...]:
    """What the claims say of as much as a grouped scan can count."""

    def claim(kind: str, **of) -> Claim:
        return next(c for c in claims if c.kind == kind and "session" not in c.of and of.items() <= c.of.items())

    focus, change = claim("focus"), claim("change", adaptive=False)
    negative = claim("incident", affect="negative").observed
    return claim("style").n, focus.n, focus.observed, negative, change.n, change.observed


def told(done: Done) -> Done:
    each = 1000 * done.seconds / done.groups
    print(f"{done.groups:4} groups {done.seconds:7.1f} s, {each:4.0f} ms a group; processor {done.processor:6.1f} s")
    return done


def exponent(done: Sequence[Done], name: str) -> float:
    """Slope of the regression of log time on log groups."""
    sizes, times = np.log([one.groups for one in done]), np.log([getattr(one, name) for one in done])
    return float(np.polyfit(sizes, times, 1)[0])


def compare(database: str, counts: Counts, seconds: float) -> None:
    """`seconds` for the analysis of all groups against those of what only counts."""
    with psycopg.connect(named(start().superuser, database)) as connection, TemporaryDirectory() as folder:
        against("one grouped scan in SQL", *sql_counts(connection), counts, seconds)
        against("polars, from a file", *polars_counts(connection, Path(folder) / "rows.csv"), counts, seconds)


def sql_counts(connection: psycopg.Connection) -> tuple[float, Counts]:
    begin = perf_counter()
    rows = connection.execute(COUNTED).fetchall()
    return perf_counter() - begin, {person: tuple(counts) for person, *counts in rows}


def polars_counts(connection: psycopg.Connection, path: Path) -> tuple[float, Counts]:
    with path.open("wb") as file, connection.cursor().copy(ROWS) as copied:
        file.writelines(copied)
    begin = perf_counter()
    rows = pl.scan_csv(path).group_by("group_id", "actor_id").agg(*expressions()).collect().rows()
    return perf_counter() - begin, {person: tuple(counts) for _, person, *counts in rows}


def expressions() -> list[pl.Expr]:
    here = pl.col("focus") == "here-and-now"
    negative = (pl.col("kind") == "incident") & (pl.col("affect") == "negative")
    whole = [pl.col("octant").count(), pl.col("focus").count(), here.sum(), negative.sum(), pl.col("adaptive").count()]
    named_apart = [*whole, (pl.col("adaptive") == "f").sum()]
    return [expression.alias(str(place)) for place, expression in enumerate(named_apart)]


def against(name: str, scan: float, rows: Counts, counts: Counts, seconds: float) -> None:
    """Refuses to compare times where the values differ."""
    if wrong := [person for person, counted in counts.items() if rows[person] != counted]:
        raise SystemExit(f"{name}: other counts for {len(wrong)} of {len(counts)} members")
    print(f"{name}: {scan:.2f} s, the same counts for {len(counts):,} members; all claims over it {seconds / scan:.0f}")


if __name__ == "__main__":
    main()
