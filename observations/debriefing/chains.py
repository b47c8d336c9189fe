"""What set an event off, what was done, who responded how; and who felt what. From a document to what is shown."""

from typing import NamedTuple

from observations.codebook import codes
from observations.debriefing.models import Answer
from observations.events.questions import real
from observations.events.room import Room
from observations.events.wording import Names


class Response(NamedTuple):
    """`answer`: the event of the session that this response is, if it was joined with one."""

    who: str
    words: str
    line: dict
    answer: str | None


class Chain(NamedTuple):
    """`real`: the responses that came. What was anticipated came too, or did not come."""

    trigger: str
    behaviour: str
    real: list[Response]
    came: list[Response]
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
    came = {(line["by"], line["kind"]) for line in real(lines)}
    return [line for line in lines if line.get("anticipated") and (line["by"], line["kind"]) not in came]


def chain_of(document: dict, names: Names, links: list[Answer]) -> Chain:
    lines = document.get("responses") or []
    answers = [(link.line, str(link.answer_id)) for link in links]
    told = [_response(line, names, next((event for one, event in answers if one == line), None)) for line in lines]
    missing = did_not_come(lines)
    anticipated = [one for one in told if one.line.get("anticipated")]
    trigger, behaviour = document.get("trigger"), document.get("behaviour")
    return Chain(
        str(codes.Trigger(trigger).label) if trigger else "",
        names.behaviours.get(behaviour, ""),
        [one for one in told if one not in anticipated],
        [one for one in anticipated if one.line not in missing],
        [one for one in anticipated if one.line in missing],
    )


def _response(line: dict, names: Names, answer: str | None) -> Response:
    who, words = names.people.get(line["by"], ""), str(codes.ResponseKind(line["kind"]).label)
    return Response(who, words, line, answer)


def evoked_by(document: dict, room: Room) -> Evoked:
    """Person by person as they sit, the counselors' own apart. The database leaves out what is not for this reader."""
    lines = document.get("felt") or []
    said = [
        (seat.counselor, _feeling(line, seat.alias)) for seat in room.seats for line in lines if line["by"] == seat.ref
    ]
    return Evoked([one for own, one in said if not own], [one for own, one in said if own])


def _feeling(line: dict, who: str) -> Feeling:
    return Feeling(who, str(codes.Feeling(line["feeling"]).label), line)
