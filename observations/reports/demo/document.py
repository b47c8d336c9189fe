"""A group's year so far as a `groupcounsel/1` document: drawn from fixed seeds, so that every demo is the same."""

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from observations.reports.demo.cast import Practice
from observations.reports.demo.chance import HELD, in_group
from observations.reports.demo.events import Pen


def document(practice: Practice, today: date) -> dict:
    """Twelve weekly sessions up to the last days before `today`, one more planned; about 150 events."""
    chance = random.Random(practice.seed)
    starts = _starts(practice, today)
    pen = Pen(practice, chance)
    return {
        "format": "groupcounsel/1",
        "codebook": "1",
        "group": _group(practice),
        "people": [_member(practice, number, starts) for number in range(8)] + _counselors(practice),
        "behaviours": [],
        "sessions": [_session(practice, chance, number, when) for number, when in enumerate(starts, 1)],
        "events": [event for number in range(1, HELD + 1) for event in pen.session(number)],
        "polls": [],
    }


def _group(practice: Practice) -> dict:
    facts = {"ref": practice.ref, "name": practice.name, "kind": practice.kind}
    return facts | {"capacity": 8, "timezone": practice.timezone}


def _starts(practice: Practice, today: date) -> list[datetime]:
    """Weekly; the twelfth lies one to seven days back, the thirteenth is the next to come."""
    zone = ZoneInfo(practice.timezone)
    last = today - timedelta(days=(today.weekday() - practice.weekday - 1) % 7 + 1)
    days = [last + timedelta(weeks=week) for week in range(1 - HELD, 2)]
    return [datetime.combine(day, time(practice.hour), zone) for day in days]


def _member(practice: Practice, number: int, starts: list[datetime]) -> dict:
    role = practice.roles[number]
    left = starts[role.left_after - 1].date().isoformat() if role.left_after else None
    return {
        "ref": f"m{number + 1}",
        "kind": "member",
        "alias": role.alias,
        "joined": starts[role.joined_in - 1].date().isoformat(),
        "left": left,
        "outcome": "broke-off" if left else None,
        "problems": [role.problem],
        "goals": [role.goal],
        "consent": {"recording": True, "polls": True, "summaries": role.depth > 1},
    }


def _counselors(practice: Practice) -> list[dict]:
    return [{"ref": ref, "kind": "counselor", "alias": alias} for ref, alias in practice.counselors]


def _session(practice: Practice, chance: random.Random, number: int, starts: datetime) -> dict:
    planned = number > HELD
    facts = {
        "ref": f"s{number}",
        "number": number,
        "starts": starts.isoformat(),
        "minutes": 90,
        "structure": "themed" if number in (2, 7) else "free",
        "attendance": {} if planned else _attendance(practice, chance, number),
    }
    if planned:
        return facts
    trust = min(5, 2 + number // 4 + chance.choice((0, 0, 1)))
    signed = {"signed_by": "c1"} if number < HELD - 1 else {}
    return facts | {"safety": trust, "honesty": max(1, trust - chance.choice((0, 1)))} | signed


def _attendance(practice: Practice, chance: random.Random, number: int) -> dict:
    return {
        f"m{index}": "absent-with-word" if number in role.misses else chance.choice(("present",) * 9 + ("late",))
        for index, role in enumerate(practice.roles, 1)
        if in_group(role, number)
    }
