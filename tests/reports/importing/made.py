"""Small documents to import, and ways to spoil them."""

import re
from copy import deepcopy
from enum import Enum
from itertools import count

from groupcounsel.lib.identifiers import uuid7


class Gone(Enum):
    GONE = "gone"


GONE = Gone.GONE
numbers = count(1)


def small(**changes) -> dict:
    """Members and a counselor, sessions held and one planned, two events, a poll; with ids that no other has.

    Nothing refers to Anggrek and to session 4.
    """
    ref = f"small-{next(numbers)}"
    made = {
        "format": "groupcounsel/1",
        "codebook": "1",
        "group": {"ref": ref, "name": "Kelompok Melati", "kind": "open", "capacity": 6, "timezone": "Asia/Jakarta"},
        "people": [
            {"ref": "m1", "kind": "member", "alias": "Melati", "joined": "2026-01-07", "problems": ["gives in"],
             "goals": ["say no"], "consent": {"recording": True, "polls": False, "summaries": True}},
            {"ref": "m2", "kind": "member", "alias": "Dahlia", "joined": "2026-01-07", "left": "2026-03-01",
             "outcome": "broke-off"},
            {"ref": "c1", "kind": "counselor", "alias": "Ibu Sari"},
            {"ref": "m3", "kind": "member", "alias": "Anggrek", "joined": "2026-01-14"},
        ],
        "behaviours": [{"code": "looks-away", "label": {"en": "looks away", "id": "membuang muka"}, "octant": "FG"}],
        "sessions": [session(1), session(2), session(3), session(4, attendance={})],
        "events": [whole(), quick()],
        "polls": [poll()],
    }  # fmt: skip
    return made | changes


def session(number: int, **facts) -> dict:
    there = {"m1": "present", "m2": "late"}
    starts = f"2026-01-{7 * number:02}T16:00:00+07:00"
    return {"ref": f"s{number}", "number": number, "starts": starts, "minutes": 90, "attendance": there} | facts


def quick(**facts) -> dict:
    """As it is entered live."""
    core = {"session": "s1", "at": 60.5, "recorded_by": "c1", "kind": "interaction", "actor": "m2", "toward": "group"}
    return {"id": str(uuid7())} | core | facts


def whole(**facts) -> dict:
    """An incident in which every facet says something, in session 2."""
    return {
        "id": str(uuid7()), "session": "s2", "at": 754.2, "recorded_by": "c1", "kind": "incident", "actor": "m1",
        "toward": ["c1", "m2"], "affect": "negative", "strength": 4, "focus": "here-and-now", "origin": "evoked",
        "trigger": "criticism", "behaviour": "looks-away", "octant": "HI", "adaptive": False, "need": "acceptance",
        "text": "Ia menunduk; “tidak apa-apa”.", "novel": True,
        "feared": {"outcome": "ridicule", "expected": 8, "happened": 0},
        "reality_testing": {"state": "observed", "finding": "out-of-proportion"},
        "afterwards": "freer", "hidden_self": "shown",
        "components": {
            "risk": {"state": "observed", "session": "s2"}, "support": {"state": "observed", "session": "s2"},
            "reality-testing": {"state": "observed", "session": "s3"},
            "recognition": {"state": "not-observed", "session": "s3", "of": ["avoidance", "behaviour"]},
            "facilitation": {"state": "unknown", "session": None}},
        "responses": [{"by": "m2", "kind": "supports", "strength": 3, "anticipated": False},
                      {"by": "c1", "kind": "confronts"}],
        "felt": [{"by": "c1", "feeling": "protective", "strength": 2}],
        "reflection": "described", "process_looked_at": True,
        "distortion": {"view": "They despise me.", "held": 8, "held_after": 0,
                       "validation": [{"by": "m2", "stance": "disputes", "rating": 2}],
                       "revised_view": "Not all of them."},
        "transference": {"figure": "father", "toward": "c1"},
        "insight": {"domain": "behaviour", "process": "clarification", "helped_by": ["m2"]},
        "outside": {"relationship": "partner", "recognised_by": ["m2"]},
        "follow_up": {"text": "Return to this.", "done_in": "s3"},
    } | facts  # fmt: skip


def poll(**facts) -> dict:
    ballot = {"by": "m1", "choices": {"m2": 1}, "expected": ["m2"], "reason": {"m2": "She listens."}}
    ask = {"session": "s1", "kind": "nomination", "criterion": "With whom?", "limit": 2, "scale": [-1, 1]}
    return {"ref": "p1"} | ask | {"ballots": [ballot]} | facts


def changed(document: dict, place: str, value) -> dict:
    """A copy with another value at a place such as `events[0].feared.expected`; without it where the value is GONE."""
    copy = deepcopy(document)
    *above, last = [int(index) if index else key for index, key in re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)]
    inner = copy
    for key in above:
        inner = inner[key]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return copy
