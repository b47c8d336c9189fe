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


class Heading(NamedTuple):
    """An event of which something is asked, and what."""

    step: Step
    who: str
    open: list[str]


def open_words(step: Step) -> list[str]:
    """What is still asked of it. The components are one word: one of them is called as a characteristic is."""
    missing = sum(question.rank == COMPONENTS_ASKED for question in step.open)
    told = {
        COMPONENTS_ASKED if question.rank == COMPONENTS_ASKED else question.name: _word(question, missing)
        for question in step.open
    }
    return [str(capfirst(word)) for word in told.values()]


def _word(question: Question, missing: int):
    if question.rank == COMPONENTS_ASKED:
        return Known(len(COMPONENTS) - missing)
    return RESPONSES if question.name == "responses" else BY_COLUMN[question.name].label


def headings(steps: list[Step], room: Room) -> list[Heading]:
    return [Heading(step, room.aliases.get(step.document["actor"], _("somebody")), open_words(step)) for step in steps]


def answered(touch: Touch) -> str:
    """What it was an answer to."""
    return ", ".join(str(capfirst(ANSWERED[tuple(name.split("."))])) for name in touch.before)
