"""What the page of a debriefing shows: the event that it is about now, beside all of them."""

from typing import NamedTuple

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from groupcounsel.accounts.models import User
from groupcounsel.lib.templatetags.look import clock
from observations.debriefing.actions import last_touch
from observations.debriefing.forms import HERE, NAMES, control, offers
from observations.debriefing.models import Enough, Touch
from observations.events import questions
from observations.events.document import documents
from observations.events.questions import Step
from observations.events.room import Room
from observations.events.wording import toward_words
from sessions_app.models import Session

ASKED_WITH = {"feared_outcome": ["feared_expected", "feared_happened"], "reality_testing": ["reality_finding"]}
DISTORTED = _("Distorted view")
COMPONENTS_OF_IT, OUTCOME, KNOWN = _("The five components"), _("What came of it"), _("Known already")
PART = {
    questions.COMPONENTS: COMPONENTS_OF_IT, questions.REFLECTION: OUTCOME, questions.FOLLOW_UP: OUTCOME,
}  # fmt: skip
# What has its place and stays out of the way until it is wanted.
MORE = (
    (_("What set it off, and what was done"), ["trigger", "behaviour", "octant", "adaptive", "focus", "origin"]),
    (_("Reflection and process"), ["text", "reflection", "process_looked_at", "follow_up", "follow_up_done_in"]),
    (DISTORTED, ["distortion_view", "distortion_held", "distortion_revised", "distortion_held_after"]),
    (_("Transference"), ["transference_figure", "transference_toward"]),
    (_("Insight"), ["insight_domain", "insight_process", "helped"]),
    (_("Parallel outside"), ["outside_relationship", "recognised"]),
    (_("Need shown"), ["need"]),
    (_("The feared and the real"), [
        "novel", "feared_outcome", "feared_expected", "feared_happened", "reality_testing", "reality_finding",
        "afterwards", "hidden_self",
    ]),
    (COMPONENTS_OF_IT, [name for name in NAMES if name.startswith(HERE)]),
)  # fmt: skip


class Fold(NamedTuple):
    """Facets that are folded away. `said`: something stands in them; `stances`: others say theirs about it."""

    title: str
    forms: list[Form]
    said: bool
    wanted: bool
    stances: bool


class Asked(NamedTuple):
    """Facets that belong together, by importance. What is `known` is folded away, if it is not `wanted`."""

    title: str
    forms: list[Form]
    known: bool
    wanted: bool


class Line(NamedTuple):
    """An event in the timeline of the page."""

    id: str
    at: float
    who: str
    toward: str
    affect: str | None
    strength: int | None
    open: int
    here: bool


class Desk(NamedTuple):
    """`step` is the event in question; None when nothing is asked any more."""

    room: Room
    steps: list[Step]
    step: Step | None
    touched: set[str]

    @property
    def count(self) -> questions.Count:
        return questions.count(self.steps)

    @property
    def next(self) -> Step | None:
        return questions.following(self.steps, self.step)

    @property
    def previous(self) -> Step | None:
        return questions.preceding(self.steps, self.step, self.touched)

    @property
    def writes(self) -> bool:
        return may_answer(self.room)

    @property
    def in_order(self) -> list[Step]:
        return sorted(self.steps, key=lambda step: (step.document["at"], step.id))

    @property
    def lines(self) -> list[Line]:
        aliases = self.room.aliases
        return [_line(step, aliases, step == self.step) for step in self.in_order]


def may_answer(room: Room) -> bool:
    """Between the end of the session and the signature, for those who write in the group."""
    return room.session.group.may_write and room.session.state == Session.State.DEBRIEFING


def later_events(desk: Desk) -> list[tuple[str, str]]:
    """Those by somebody else, with the words by which they are chosen."""
    mine = desk.step.document
    return [
        (line.id, f"{clock(line.at)} {line.who}" + (f" → {line.toward}" if line.toward else ""))
        for line, step in zip(desk.lines, desk.in_order, strict=True)
        if (line.at, line.id) > (mine["at"], mine["id"]) and step.document["actor"] != mine["actor"]
    ]


def _line(step: Step, aliases: dict[str, str], here: bool) -> Line:
    said = step.document
    toward = toward_words(said.get("toward") or [], aliases)
    who = aliases.get(said["actor"], "")
    return Line(step.id, said["at"], who, toward, said.get("affect"), said.get("strength"), len(step.open), here)


def desk_at(room: Room, user: User, event_id: str) -> Desk:
    """At that event; at the most important one when there is none of this name."""
    steps = questions.steps_of(documents(room.session.events.all()))
    step = questions.step_at(steps, event_id) or questions.opening(steps)
    touched = Touch.objects.filter(session=room.session, by=user).values_list("event", flat=True)
    return Desk(room, steps, step, set(map(str, touched)))


def controls(desk: Desk, refused: Form | None = None) -> dict[str, list]:
    """The form of each facet: what is asked for, the most important of what is missing first, and the rest."""
    document, offered = desk.step.document, offers(desk.room, desk.step.document)
    parts = _parts(desk.step)
    first = [name for names in parts.values() for name in names]
    shown = {name: control(name, desk.room, document, offered=offered) for name in NAMES}
    if refused:
        shown[refused.name] = refused
    folds = [_fold(title, [shown[name] for name in names if name not in first], refused) for title, names in MORE]
    asked = [_asked(title, [shown[name] for name in names], refused) for title, names in parts.items() if names]
    return {"asked": asked, "folds": [fold for fold in folds if fold.forms]}


def _parts(step: Step) -> dict[str, list[str]]:
    """The facets that are asked for, under what they are parts of. What is known already comes last."""
    found = {title: [] for title in ("", COMPONENTS_OF_IT, OUTCOME, KNOWN)}
    for question in step.questions:
        if question.name in NAMES:
            of = KNOWN if question.known else PART.get(question.rank, "")
            found[of] += [question.name, *ASKED_WITH.get(question.name, [])]
    return found


def _asked(title, forms: list[Form], refused: Form | None) -> Asked:
    return Asked(str(title), forms, title is KNOWN, refused in forms)


def _fold(title, forms: list[Form], refused: Form | None) -> Fold:
    return Fold(str(title), forms, any(form.says for form in forms), refused in forms, title is DISTORTED)


def left(room: Room, user: User) -> Enough | None:
    return Enough.objects.filter(session=room.session, by=user).first()


def page_of(desk: Desk, user: User) -> dict:
    """What every page and part of a debriefing says."""
    session = desk.room.session
    return {
        "desk": desk,
        "room": desk.room,
        "session": session,
        "group": session.group,
        "undo": last_touch(session, user) if desk.writes else None,
        "enough": left(desk.room, user),
    }
