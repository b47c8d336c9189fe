"""Import of a large document: its time over a plain COPY of its event rows, its memory over that of a small one.

The two are measured in turn, several times over; medians count. Run: .venv/bin/python -m bench.import_speed [--signed]
"""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

import psycopg

from tests.databases import ROOT, copied, environment, named, prepare_environment, start

SMALL, LARGE, SESSIONS, MEMBERS = 1_000, 100_000, 100, 8
TIMES = 3
COLUMNS = """SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
             WHERE attrelid = 'events_event'::regclass AND attnum > 0"""

INCIDENT = {
    "kind": "incident", "focus": "here-and-now", "origin": "spontaneous", "trigger": "criticism", "octant": "HI",
    "behaviour": "gives-in", "adaptive": False, "need": "acceptance", "novel": True, "reflection": "described",
    "feared": {"outcome": "ridicule", "expected": 8, "happened": 1}, "process_looked_at": True,
}  # fmt: skip


def main() -> None:
    prepare_environment()
    with TemporaryDirectory() as folder:
        files = {events: Path(folder) / f"{events}.json" for events in (SMALL, LARGE)}
        for events, file in files.items():
            with file.open("w", encoding="utf-8") as out:
                out.writelines(document(events, signed="--signed" in sys.argv))
        turns = [turn(files, Path(folder) / "events.copy") for _ in range(TIMES)]
    seconds, plain, small, large = (median(column) for column in zip(*turns, strict=True))
    ratio = median(turn[0] / turn[1] for turn in turns)
    print(f"import of {LARGE:,} events {seconds:.1f} s, plain COPY of their rows {plain:.1f} s: {ratio:.1f}")
    print(f"memory peak: {large:.0f} MB, with {SMALL:,} events {small:.0f} MB; {large - small:.0f} MB more")


def turn(files: dict[int, Path], copy: Path) -> tuple[float, float, float, float]:
    """Seconds of import and COPY, megabytes with the small and with the large file."""
    with copied("bench_import"):
        _, small = run("bench_import", files[SMALL])
    with copied("bench_import"):
        seconds, large = run("bench_import", files[LARGE])
        plain = copied_plainly("bench_import", copy)
    print(f"import {seconds:.1f} s, COPY {plain:.1f} s: {seconds / plain:.1f}; {small:.0f} MB, {large:.0f} MB")
    return seconds, plain, small, large


def run(database: str, file: Path) -> tuple[float, float]:
    """Seconds and megabytes at the peak, of the command as a process of its own."""
    command = [sys.executable, "-m", "bench.import_speed", "measured", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True, check=True)
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1024


def measured(file: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    began = perf_counter()
    call_command("import_group", file)
    seconds = perf_counter() - began
    print(seconds, re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])


def copied_plainly(database: str, file: Path) -> float:
    """The event rows out, away with them, and in again: by the superuser, with all constraints and triggers."""
    with psycopg.connect(named(start().superuser, database)) as connection:
        columns = connection.execute(COLUMNS).fetchone()[0]
        with file.open("wb") as out, connection.cursor().copy(f"COPY events_event ({columns}) TO STDOUT") as copy:
            out.writelines(copy)
        for table in ("involvement", "component", "response", "felt", "validation"):
            connection.execute(f"TRUNCATE events_{table} CASCADE")
        connection.execute("ALTER TABLE sessions_app_session DISABLE TRIGGER USER")
        connection.execute("UPDATE sessions_app_session SET state = 'debriefing'")
        connection.execute("ALTER TABLE sessions_app_session ENABLE TRIGGER USER")
        connection.execute("DELETE FROM events_event")
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE events_event")
        began = perf_counter()
        with file.open("rb") as rows, connection.cursor().copy(f"COPY events_event ({columns}) FROM STDIN") as copy:
            while piece := rows.read(1 << 16):
                copy.write(piece)
        return perf_counter() - began


def document(events: int, *, signed: bool) -> Iterator[str]:
    chance = random.Random(events)
    head = {"format": "groupcounsel/1", "codebook": "1", "group": {"ref": "g1", "name": "Kelompok Melati"}}
    head |= {"people": [*map(member, range(1, MEMBERS + 1)), {"ref": "c1", "kind": "counselor", "alias": "Ibu Sari"}]}
    head |= {"sessions": [session(number, signed) for number in range(1, SESSIONS + 1)]}
    yield json.dumps(head)[:-1] + ', "events": ['
    for number in range(events):
        yield ("," if number else "") + json.dumps(event(chance, 1 + number * SESSIONS // events)) + "\n"
    yield "]}"


def member(number: int) -> dict:
    consent = {"recording": True, "polls": True, "summaries": True}
    return {"ref": f"m{number}", "kind": "member", "alias": f"M{number}", "joined": "2026-01-07", "consent": consent}


def session(number: int, signed: bool) -> dict:
    attendance = {f"m{member}": "present" for member in range(1, MEMBERS + 1)}
    facts = {
        "ref": f"s{number}",
        "number": number,
        "starts": f"20{10 + number // 12}-{1 + number % 12:02}-07T16:00:00+07:00",
    }
    return facts | {"attendance": attendance} | ({"signed_by": "c1"} if signed else {})


def event(chance: random.Random, number: int) -> dict:
    """One in three an incident with all its facets; the others as they are entered live."""
    actor, other, third = (f"m{one}" for one in chance.sample(range(1, MEMBERS + 1), 3))
    facts = {
        "id": str(UUID(int=chance.getrandbits(128))),
        "session": f"s{number}",
        "at": round(chance.uniform(0, 5400), 1),
    }
    facts |= {"recorded_by": "c1", "actor": actor, "toward": [other], "affect": chance.choice(["negative", "positive"])}
    facts |= {"strength": chance.randint(1, 5), "text": "What happened, in a sentence or two of ordinary length."}
    if chance.random() > 1 / 3:
        return facts | {"kind": "interaction", "focus": "here-and-now", "responses": [{"by": other, "kind": "silent"}]}
    seen = {"state": "observed", "session": f"s{number}"}
    return facts | INCIDENT | {
        "components": {"risk": seen, "support": seen, "reality-testing": {"state": "unknown", "session": None}},
        "responses": [{"by": other, "kind": "supports", "strength": 3}, {"by": third, "kind": "silent"}],
        "felt": [{"by": "c1", "feeling": "protective", "strength": 2}],
    }  # fmt: skip


if __name__ == "__main__":
    measured(sys.argv[2]) if "measured" in sys.argv else main()
