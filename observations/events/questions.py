"""What a debriefing asks of an event, the most important first, and in which order it goes through the events.

Everything is derived from documents as `observations.events.document` gives them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from observations.codebook.codes import ComponentKind, Kind, State
from observations.events.facets import found

FEARED, CHARACTERISTICS, COMPONENTS, RESPONSES, REFLECTION, FOLLOW_UP = range(6)
STRONG = 4
OPEN_STATES = (None, State.UNKNOWN)


class Question(NamedTuple):
    """`name`: a column of the event, `components.` and one of the five, or `responses`."""

    name: str
    rank: int
    known: bool


class Step(NamedTuple):
    """An event of the session with what is asked of it."""

    document: dict
    questions: list[Question]

    @property
    def id(self) -> str:
        return self.document["id"]

    @property
    def open(self) -> list[Question]:
        return [question for question in self.questions if not question.known]

    @property
    def urgency(self) -> int:
        """The rank of the most important open question."""
        return self.open[0].rank


class Count(NamedTuple):
    known: int
    of: int


def is_rupture(document: dict) -> bool:
    """What was feared came, and worse than expected."""
    feared = document.get("feared") or {}
    return (feared.get("happened") or 0) > (feared.get("expected") or 0)


def real(responses: list[dict]) -> list[dict]:
    """Those that came. What was only anticipated does not say what others did."""
    return [line for line in responses if not line.get("anticipated")]


def questions(document: dict) -> list[Question]:
    asked = _of_incident(document) if document["kind"] == Kind.INCIDENT else []
    asked.append(Question("responses", RESPONSES, bool(real(document.get("responses") or []))))
    if (document.get("strength") or 0) >= STRONG:
        asked.append(Question("reflection", REFLECTION, document.get("reflection") is not None))
    if is_rupture(document):
        asked.append(Question("follow_up", FOLLOW_UP, bool(found(document, ("follow_up", "text")))))
    return asked


def _of_incident(document: dict) -> list[Question]:
    feared = Question("feared_outcome", FEARED, bool(found(document, ("feared", "outcome"))))
    return [feared, *_characteristics(document), *_components(document)]


def _characteristics(document: dict) -> list[Question]:
    if document.get("affect") == "positive":
        return [Question("hidden_self", CHARACTERISTICS, document.get("hidden_self") is not None)]
    tested = found(document, ("reality_testing", "state")) not in OPEN_STATES
    return [
        Question("novel", CHARACTERISTICS, document.get("novel") is not None),
        Question("reality_testing", CHARACTERISTICS, tested),
        Question("afterwards", CHARACTERISTICS, document.get("afterwards") is not None),
    ]


def _components(document: dict) -> list[Question]:
    states = {kind: found(document, ("components", kind, "state")) for kind in ComponentKind.values}
    return [Question(f"components.{kind}", COMPONENTS, state not in OPEN_STATES) for kind, state in states.items()]


def steps_of(documents: Iterable[dict]) -> list[Step]:
    """The way through the events: incidents first, in the order of the session, then the rest of it."""
    ordered = sorted(documents, key=lambda one: (one["kind"] != Kind.INCIDENT, one["at"], one["id"]))
    return [Step(document, questions(document)) for document in ordered]


def opening(steps: list[Step]) -> Step | None:
    """Where the debriefing opens: at what is most important of what is missing."""
    return min((step for step in steps if step.open), key=lambda step: step.urgency, default=None)


def step_at(steps: list[Step], event_id: str) -> Step | None:
    return next((step for step in steps if step.id == event_id), None)


def following(steps: list[Step], step: Step) -> Step | None:
    """The next event of which something is still asked."""
    return next((one for one in steps[steps.index(step) + 1 :] if one.open), None)


def preceding(steps: list[Step], step: Step, touched: set[str]) -> Step | None:
    """The one before of which something is still asked, or was answered here."""
    before = reversed(steps[: steps.index(step)])
    return next((one for one in before if one.open or one.id in touched), None)


def count(steps: list[Step]) -> Count:
    asked = [question for step in steps for question in step.questions]
    return Count(sum(question.known for question in asked), len(asked))
