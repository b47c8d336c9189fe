"""The words for what is still open, and for what was answered."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observations.codebook.explanations import COMPONENTS
from observations.debriefing.climate import RATED
from observations.debriefing.models import Touch
from observations.events.facets import FACETS
from observations.events.forms.fields import BY_COLUMN
from observations.events.questions import COMPONENTS as COMPONENTS_ASKED
from observations.events.questions import Question, Step
from observations.events.room import Room
from observations.events.timeline import Known
from observations.events.wording import LINES, LISTS

RESPONSES = gettext_lazy("Responses")
ANSWERED = (
    {facet.path: facet.label for facet in FACETS}
    | {path: label for path, (label, *_kinds) in LINES.items()}
    | LISTS
    | {("components", kind): explained.title for kind, explained in COMPONENTS.items()}
    | {(name,): field.label for name, field in RATED.items()}
)


class Open(NamedTuple):
    """What is still asked, and where on the page of its event."""

    word: str
    place: str


class Heading(NamedTuple):
    """An event of which something is asked, and what."""

    step: Step
    who: str
    open: list[Open]


def still_open(step: Step) -> list[Open]:
    """The components are one word: one of them is called as a characteristic is."""
    missing, told = sum(question.rank == COMPONENTS_ASKED for question in step.open), {}
    for question in step.open:
        place = "responses" if question.name == "responses" else f"facet-{question.name}"
        told.setdefault(str(capfirst(_word(question, missing))), place)
    return [Open(word, place) for word, place in told.items()]


def _word(question: Question, missing: int):
    if question.rank == COMPONENTS_ASKED:
        return Known(len(COMPONENTS) - missing)
    return RESPONSES if question.name == "responses" else BY_COLUMN[question.name].label


def headings(steps: list[Step], room: Room) -> list[Heading]:
    return [Heading(step, room.aliases.get(step.document["actor"], _("somebody")), still_open(step)) for step in steps]


def answered(touch: Touch) -> str:
    """What it was an answer to."""
    return ", ".join(str(capfirst(ANSWERED[tuple(name.split("."))])) for name in touch.before)
