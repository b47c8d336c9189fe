"""Rules about one event that a schema cannot say. They are the database's, which would tell the first fault only."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from observations.events.facets import FACETS, PARTS, found
from observations.reports.interchange.faults import Fault, fault, step

REFERRING = tuple((facet.path, facet.of) for facet in FACETS if facet.of)
LINES = (("responses",), ("felt",), ("distortion", "validation"))
PRESENT = (("responses",), ("felt",))  # only who was there responds


class Held(NamedTuple):
    """What rules ask of a session. Without a number where the document's is faulty."""

    number: int | None
    absent: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()  # did not belong to the group on its day, and are not noted as there


@dataclass
class Names:
    """What an event may refer to."""

    people: set[str] = field(default_factory=set)
    sessions: dict[str, Held] = field(default_factory=dict)
    behaviours: set[str] = field(default_factory=set)

    def held(self, session: str | None) -> Held:
        return self.sessions.get(session, NOWHERE)


NOWHERE = Held(None)


def event_faults(path: str, event: dict, names: Names, told: Container[str] = ()) -> list[Fault]:
    """`event` keeps to the schema. Where it did not (in the places `told`), null stands instead: that it does, and what
    follows from it, is no fault of its own.
    """
    faults = [one for rule in RULES for one in rule(path, event, names)]
    return [one for one in faults if not _follows(path, one, told)] if told else faults


def _follows(path: str, one: Fault, told: Container[str]) -> bool:
    needed = (other for place, other, *_ in NEEDS if _at(path, place) == one.path)
    return one.path in told or any(_at(path, other) in told for other in needed)


def _references(path: str, event: dict, names: Names) -> Iterator[Fault]:
    for place, of, ref in references(event):
        if ref is not None and ref not in getattr(names, of):
            yield fault(_at(path, place), ref, UNKNOWN[of]())


UNKNOWN: dict[str, Callable[[], str]] = {
    "people": lambda: _("is not among the people"),
    "sessions": lambda: _("is not among the sessions"),
    "behaviours": lambda: _("is not among the behaviours, and not in the practice's own list"),
}


def references(event: dict) -> Iterator[tuple[tuple, str, str | None]]:
    """Where the event refers to what: path, kind, name."""
    for path, of in REFERRING:
        if event.get(path[0]):
            yield path, of, found(event, path)
    for path in PARTS.values():
        people = event.get(path[0]) and found(event, path)
        for index, ref in enumerate(people if isinstance(people, list) else ()):
            yield (*path, index), "people", ref
    for path in LINES:
        for index, line in _lines(event, path):
            yield (*path, index, "by"), "people", line.get("by")
    for kind, said in _components(event):
        yield ("components", kind, "session"), "sessions", said.get("session")


def _lines(event: dict, path: tuple[str, ...]) -> Iterator[tuple[int, dict]]:
    lines = event.get(path[0]) and found(event, path)
    return ((index, line) for index, line in enumerate(lines or ()) if line)


def _components(event: dict) -> Iterator[tuple[str, dict]]:
    return ((kind, said) for kind, said in (event.get("components") or {}).items() if said)


def _at(path: str, place: tuple) -> str:
    for key in place:
        path = step(path, key)
    return path


def _incident(path: str, event: dict, names: Names) -> Iterator[Fault]:
    if event.get("kind") == "incident" and event.get("affect") is None:
        yield fault(f"{path}.affect", None, _("an incident has an affect: expected negative or positive"))


def _facets(path: str, event: dict, names: Names) -> Iterator[Fault]:
    """Words that need another word beside them."""
    for place, needed, fits, told in NEEDS:
        value = found(event, place) if event.get(place[0]) else None
        if value not in (None, "") and not fits(found(event, needed)):
            yield fault(_at(path, place), value, told())


NEEDS = (
    (
        ("reality_testing", "finding"),
        ("reality_testing", "state"),
        lambda state: state == "observed",
        lambda: _("a finding needs reality testing that was observed"),
    ),
    (
        ("transference", "toward"),
        ("transference", "figure"),
        bool,
        lambda: _("somebody is seen as somebody: the figure is missing"),
    ),
    (
        ("distortion", "revised_view"),
        ("distortion", "view"),
        bool,
        lambda: _("a revised view had a first one: the view is missing"),
    ),
    *(
        (("distortion", name), ("distortion", "view"), bool, lambda: _("a rating is of a view: the view is missing"))
        for name in ("held", "held_after")
    ),
    (("follow_up", "done_in"), ("follow_up", "text"), bool, lambda: _("only a follow-up is done: its text is missing")),
)


def _transference(path: str, event: dict, names: Names) -> Iterator[Fault]:
    toward = found(event, ("transference", "toward"))
    if toward is not None and toward == event.get("actor"):
        yield fault(f"{path}.transference.toward", toward, _("nobody is seen as somebody by themselves"))


def _toward(path: str, event: dict, names: Names) -> Iterator[Fault]:
    toward = event.get("toward")
    for index, ref in enumerate(toward if isinstance(toward, list) else ()):
        if ref is not None and ref == event.get("actor"):
            yield fault(f"{path}.toward[{index}]", ref, _("nobody acts toward themselves"))


def _follow_up(path: str, event: dict, names: Names) -> Iterator[Fault]:
    done = found(event, ("follow_up", "done_in"))
    number, began = names.held(done).number, names.held(event.get("session")).number
    if number and began and number < began:
        expected = _("a follow-up is not done before its event: expected session %(number)d or a later one")
        yield fault(f"{path}.follow_up.done_in", done, expected % {"number": began})


def _stances(path: str, event: dict, names: Names) -> Iterator[Fault]:
    seen = set()
    for index, line in _lines(event, ("distortion", "validation")):
        person = line.get("by")
        if person in seen and person:
            place = f"{path}.distortion.validation[{index}].by"
            yield fault(place, person, _("a person takes one stance; this one has taken theirs"))
        seen.add(person)


def _arc(path: str, event: dict, names: Names) -> Iterator[Fault]:
    began = names.held(event.get("session")).number
    for kind, said in _components(event):
        place, state, seen = f"{path}.components.{kind}.session", said.get("state"), said.get("session")
        number = names.held(seen).number
        if state == "observed" and seen is None:
            yield fault(place, seen, _("an observed component names the session in which it was seen"))
        elif state == "unknown" and seen is not None:
            yield fault(place, seen, _("what is not known yet has no session: expected null"))
        elif number and began and number < began:
            expected = _("a component is not seen before its event: expected session %(number)d or a later one")
            yield fault(place, seen, expected % {"number": began})


def _presence(path: str, event: dict, names: Names) -> Iterator[Fault]:
    _number, absent, outside = names.held(event.get("session"))
    if not (absent or outside):
        return
    if event.get("actor") in absent:
        yield fault(f"{path}.actor", event["actor"], _("nobody acts who was not there: absent from this session"))
    for place in LINES:
        for index, line in _lines(event, place):
            if place in PRESENT and line.get("by") in absent:
                told = _("nobody responds who was not there: absent from this session")
                yield fault(_at(path, (*place, index, "by")), line["by"], told)
            elif line.get("by") in outside:
                told = _("nobody responds who was not in the group on the day of the session")
                yield fault(_at(path, (*place, index, "by")), line["by"], told)


RULES = (_references, _incident, _toward, _facets, _follow_up, _transference, _stances, _arc, _presence)
