"""Where each facet of an event stands: in a document of `groupcounsel/1`, in a column, and with which codes."""

from typing import NamedTuple

from django.db.models import TextChoices

from observations.codebook import codes
from observations.events.models import Event


class Facet(NamedTuple):
    """`of` says what the value refers to: people, sessions or behaviours; None for a plain value."""

    path: tuple[str, ...]
    column: str
    of: str | None = None
    codes: type[TextChoices] | None = None

    @property
    def label(self) -> str:
        return Event._meta.get_field(self.column).verbose_name

    @property
    def lookup(self) -> str:
        """The column's value as a document has it."""
        return f"{self.column}__{NAMED_BY[self.of]}" if self.of else self.column

    @property
    def empty(self) -> str | None:
        return "" if Event._meta.get_field(self.column).get_internal_type() == "TextField" else None


NAMED_BY = {"people": "ref", "sessions": "ref", "behaviours": "code"}


def facet(path: str, column: str = "", **more) -> Facet:
    return Facet(tuple(path.split(".")), column or path, **more)


FACETS = (
    facet("id"),
    facet("session", of="sessions"),
    facet("at"),
    facet("recorded_by", of="people"),
    facet("kind", codes=codes.Kind),
    facet("actor", of="people"),
    facet("affect", codes=codes.Affect),
    facet("strength"),
    facet("focus", codes=codes.Focus),
    facet("origin", codes=codes.Origin),
    facet("trigger", codes=codes.Trigger),
    facet("behaviour", of="behaviours"),
    facet("octant", codes=codes.Octant),
    facet("adaptive"),
    facet("need", codes=codes.Need),
    facet("text"),
    facet("novel"),
    facet("feared.outcome", "feared_outcome", codes=codes.Fear),
    facet("feared.expected", "feared_expected"),
    facet("feared.happened", "feared_happened"),
    facet("reality_testing.state", "reality_testing", codes=codes.State),
    facet("reality_testing.finding", "reality_finding", codes=codes.Finding),
    facet("afterwards", codes=codes.Afterwards),
    facet("hidden_self", codes=codes.HiddenSelf),
    facet("reflection", codes=codes.Reflection),
    facet("process_looked_at"),
    facet("distortion.view", "distortion_view"),
    facet("distortion.held", "distortion_held"),
    facet("distortion.revised_view", "distortion_revised"),
    facet("distortion.held_after", "distortion_held_after"),
    facet("transference.figure", "transference_figure", codes=codes.Figure),
    facet("transference.toward", "transference_toward", of="people"),
    facet("insight.domain", "insight_domain", codes=codes.InsightDomain),
    facet("insight.process", "insight_process", codes=codes.InsightProcess),
    facet("outside.relationship", "outside_relationship", codes=codes.Relationship),
    facet("follow_up.text", "follow_up"),
    facet("follow_up.done_in", "follow_up_done_in", of="sessions"),
)

# Lists of people in a document, and the part these people have in the event.
PARTS = {
    "toward": ("toward",),
    "helped": ("insight", "helped_by"),
    "recognised": ("outside", "recognised_by"),
}


def found(document: dict, path: tuple[str, ...]):
    """The value at the path; None where there is nothing."""
    for key in path:
        if not document:
            return None
        document = document.get(key)
    return document


def value_of(document: dict, name: str):
    """The value of a facet by its name, `feared.outcome` for one; None where there is nothing."""
    return found(document, tuple(name.split(".")))


def put(document: dict, path: tuple[str, ...], value) -> None:
    *above, key = path
    for step in above:
        document = document.setdefault(step, {})
    document[key] = value
