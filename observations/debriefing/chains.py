"""What set an event off, what was done, who responded how; and who felt what. From a document to what is shown."""

from typing import NamedTuple

from observations.codebook import codes
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


class Feeling(NamedTuple):
    """What a person felt. `line`: as it stands in the document."""

    who: str
    words: str
    line: dict


class Evoked(NamedTuple):
    members: list[Feeling]
    counselors: list[Feeling]


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
        str(codes.Trigger(trigger).label) if trigger else "", names.behaviours.get(behaviour, ""), responses, missing
    )


def _response(line: dict, names: Names, answer: str | None) -> Response:
    who, words = names.people.get(line["by"], ""), str(codes.ResponseKind(line["kind"]).label)
    return Response(who, words, line.get("strength"), bool(line.get("anticipated")), line, answer)


def evoked_by(document: dict, room: Room) -> Evoked:
    """Person by person as they sit, the counselors' own apart. The database leaves out what is not for this reader."""
    lines = document.get("felt") or []
    said = [
        (seat.counselor, _feeling(line, seat.alias)) for seat in room.seats for line in lines if line["by"] == seat.ref
    ]
    return Evoked([one for own, one in said if not own], [one for own, one in said if own])


def _feeling(line: dict, who: str) -> Feeling:
    return Feeling(who, str(codes.Feeling(line["feeling"]).label), line)
