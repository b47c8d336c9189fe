"""What single taps change in an event: facets set, lines added to a list or taken out of it; documents in and out."""

import re
from copy import deepcopy

from django.utils.translation import gettext as _

from observations.codebook import codes
from observations.events.document import lean
from observations.events.facets import FACETS, found, put, value_of

STRONG = 4  # a strong feeling is a critical incident, until somebody says otherwise
LONGEST = 10_000
# Lists of lines by people: what a line has to say, in which codes, and what else it may say.
LISTS = {
    "responses": ("kind", codes.ResponseKind, {"strength", "anticipated"}),
    "felt": ("feeling", codes.Feeling, {"strength"}),
    "distortion.validation": ("stance", codes.Stance, {"rating"}),
}
CODES = {".".join(facet.path): facet.codes.values for facet in FACETS if facet.codes}
UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")  # no text of the database
YES_NO = {"adaptive", "novel", "process_looked_at"}
TEXTS = {"text", "follow_up.text", "distortion.view", "distortion.revised_view"}
NUMBERS = {"strength": (1, 5), "feared.expected": (0, 10), "feared.happened": (0, 10),
           "distortion.held": (0, 10), "distortion.held_after": (0, 10)}  # fmt: skip
REFS = {
    "actor": "people", "transference.toward": "people", "behaviour": "behaviours", "follow_up.done_in": "sessions",
}  # fmt: skip
PEOPLE = {"insight.helped_by", "outside.recognised_by"}
BOTH = ["behaviour", "avoidance"]
SEEN = [codes.State.OBSERVED, codes.State.NOT_OBSERVED]
UNSEEN = [codes.State.NOT_OBSERVED, codes.State.UNKNOWN]
COMPONENTS = {f"components.{kind}" for kind in codes.ComponentKind.values}
CORE = {"actor", "at", "kind"}  # without these there is no event
SETTABLE = CODES.keys() | YES_NO | TEXTS | NUMBERS.keys() | REFS.keys() | PEOPLE | COMPONENTS | {"at", "toward"}
BEYOND_THE_ROOM = COMPONENTS | {name for name, of in REFS.items() if of != "people"}


class Refused(Exception):
    """The entry cannot go into the record; the words say why, in the language of who sent it."""


def patched(document: dict, said: dict, refs) -> dict:
    """The document after the change. Raises `Refused` when the change says something that is not in the codebook."""
    after = deepcopy(document)
    for name, value in said.get("set", {}).items():
        _check(name, value, refs)
        put(after, tuple(name.split(".")), value)
    for name, line in said.get("add", {}).items():
        _check_line(name, line, refs)
        path = tuple(name.split("."))
        put(after, path, [*(found(after, path) or []), line])
    for name, line in said.get("take", {}).items():
        _check_line(name, line, refs)
        path = tuple(name.split("."))
        put(after, path, _without(found(after, path) or [], line))
    return lean(_with_kind(after, said.get("set", {})))


def stood(document: dict, said: dict) -> dict:
    """What the facets that are set held before: setting them so again takes the change back."""
    return {name: value_of(document, name) for name in said.get("set", {})}


def _with_kind(document: dict, said: dict) -> dict:
    if "kind" in said or not said.keys() & {"affect", "strength"}:
        return document
    strong = document.get("affect") and (document.get("strength") or 0) >= STRONG
    return document | {"kind": codes.Kind.INCIDENT if strong else codes.Kind.INTERACTION}


def _check(name: str, value, refs) -> None:
    emptied = value is None and name in SETTABLE - CORE
    if not emptied and not _fits(name, value, refs):
        raise _unknown(name)


def _unknown(name: str) -> Refused:
    return Refused(
        _("Something in this entry is not in the codebook or in the group any more: %(name)s.") % {"name": name}
    )


def _fits(name: str, value, refs) -> bool:
    if name in CODES:
        return value in CODES[name]
    if name in YES_NO:
        return isinstance(value, bool)
    if name in TEXTS:
        return isinstance(value, str) and len(value) <= LONGEST and not UNWRITABLE.search(value)
    if name in NUMBERS:
        return _between(value, *NUMBERS[name])
    if name in REFS:
        return isinstance(value, str) and value in getattr(refs, REFS[name])
    if name in COMPONENTS:
        return _component(name, value, refs)
    if name in PEOPLE:
        return _people(value, refs)
    if name == "at":
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1_000_000
    return name == "toward" and (value == "group" or _people(value, refs))


def _people(value, refs) -> bool:
    """Each of them once."""
    known = isinstance(value, list) and all(isinstance(ref, str) and ref in refs.people for ref in value)
    return known and len(set(value)) == len(value)


def _component(name: str, value, refs) -> bool:
    """Its state, the session in which it was seen, and for recognition of what."""
    if not isinstance(value, dict) or not value.keys() <= {"state", "session", "of"}:
        return False
    state, of, session = value.get("state"), value.get("of") or [], value.get("session")
    seen = isinstance(session, str) and session in refs.sessions
    return (state in SEEN and seen or state in UNSEEN and session is None) and (
        of == [] or (name == "components.recognition" and of in (["behaviour"], ["avoidance"], BOTH))
    )


def _between(value, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _check_line(name: str, line, refs) -> None:
    if name not in LISTS:
        raise _unknown(name)
    key, known, more = LISTS[name]
    fits = (
        isinstance(line, dict)
        and line.get(key) in known.values
        and isinstance(line.get("by"), str)
        and line["by"] in refs.people
        and (line.get("strength") is None or _between(line["strength"], 1, 5))
        and (line.get("rating") is None or _between(line["rating"], 0, 10))
        and isinstance(line.get("anticipated"), bool | None)
        and line.keys() <= {"by", key, *more}
    )
    if not fits:
        raise _unknown(name)


def _without(lines: list, line) -> list:
    """One of the lines that say the same, the newest; nothing where there is none: somebody else was quicker."""
    wanted = lean(line)
    for position in range(len(lines) - 1, -1, -1):
        if lean(lines[position]) == wanted:
            return [*lines[:position], *lines[position + 1 :]]
    return lines
