"""The words for what is still open."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observations.codebook.explanations import COMPONENTS
from observations.debriefing.forms import HERE
from observations.events.forms.fields import BY_COLUMN
from observations.events.questions import Question, Step
from observations.events.room import Room

RESPONSES = gettext_lazy("Responses")


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
