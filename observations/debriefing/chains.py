"""What set an event off, what was done, who responded how; and who felt what. From a document to what is shown."""

from typing import NamedTuple

from observations.codebook.codes import Feeling, ResponseKind, Trigger
from observations.debriefing.models import Answer
from observations.events.room import Room
from observations.events.wording import Names


class Response(NamedTuple):
    """`answer`: the event of the session that this response is, if it was joined with one."""

    who: str
    words: str
    strength: int | None
    anticipated: bool
    line: dict
    answer: str | None


class Chain(NamedTuple):
    trigger: str
    behaviour: str
    responses: list[Response]
    did_not_come: list[Response]


class Row(NamedTuple):
    """What a person felt: a line, or nothing, for each feeling of the grid."""

    who: str
    cells: list[dict | None]


class Grid(NamedTuple):
    feelings: list[str]
    members: list[Row]
    counselors: list[Row]


def did_not_come(lines: list[dict]) -> list[dict]:
    """Anticipated, and no real response of the same kind by the same person stands."""
    real = {(line["by"], line["kind"]) for line in lines if not line.get("anticipated")}
    return [line for line in lines if line.get("anticipated") and (line["by"], line["kind"]) not in real]


def chain_of(document: dict, names: Names, links: list[Answer]) -> Chain:
    lines = document.get("responses") or []
    answers = [(link.line, str(link.answer_id)) for link in links]
    responses = [_response(line, names, next((event for one, event in answers if one == line), None)) for line in lines]
    missing = [response for response in responses if response.line in did_not_come(lines)]
    trigger, behaviour = document.get("trigger"), document.get("behaviour")
    return Chain(
        str(Trigger(trigger).label) if trigger else "", names.behaviours.get(behaviour, ""), responses, missing
    )


def _response(line: dict, names: Names, answer: str | None) -> Response:
    who, words = names.people.get(line["by"], ""), str(ResponseKind(line["kind"]).label)
    return Response(who, words, line.get("strength"), bool(line.get("anticipated")), line, answer)


def grid_of(document: dict, room: Room) -> Grid:
    """The counselors' own apart. The database has left out what this person may not see."""
    lines = document.get("felt") or []
    said = {line["feeling"] for line in lines}
    feelings = [feeling for feeling in Feeling.values if feeling in said]
    rows = [
        (seat.counselor, Row(seat.alias, [_felt(lines, seat.ref, feeling) for feeling in feelings]))
        for seat in room.seats
        if any(line["by"] == seat.ref for line in lines)
    ]
    labels = [str(Feeling(feeling).label) for feeling in feelings]
    return Grid(labels, [row for own, row in rows if not own], [row for own, row in rows if own])


def _felt(lines: list[dict], by: str, feeling: str) -> dict | None:
    return next((line for line in lines if (line["by"], line["feeling"]) == (by, feeling)), None)
