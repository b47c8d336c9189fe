"""The words for what is still open, and for what was answered."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observations.codebook.explanations import COMPONENTS
from observations.debriefing.climate import RATED
from observations.debriefing.forms import HERE
from observations.debriefing.models import Touch
from observations.events.facets import FACETS
from observations.events.forms.fields import BY_COLUMN
from observations.events.questions import Question, Step
from observations.events.room import Room
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


def in_words(question: Question) -> str:
    if question.name.startswith(HERE):
        return str(COMPONENTS[question.name.removeprefix(HERE)].title)
    return str(RESPONSES) if question.name == "responses" else str(capfirst(BY_COLUMN[question.name].label))


def headings(steps: list[Step], room: Room) -> list[Heading]:
    return [
        Heading(step, room.aliases.get(step.document["actor"], _("somebody")), [in_words(one) for one in step.open])
        for step in steps
    ]


def answered(touch: Touch) -> str:
    """What it was an answer to."""
    return ", ".join(str(capfirst(ANSWERED[tuple(name.split("."))])) for name in touch.before)
