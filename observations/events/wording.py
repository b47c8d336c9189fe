"""An event, or what an amendment changed of it, in words: from the document to labels and values."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groupcounsel.lib.templatetags.look import bookmarked, clock
from observations.codebook import codes
from observations.codebook.models import Behaviour
from observations.events.facets import FACETS, Facet, found
from observations.events.refs import sessions_in
from observations.events.room import Room
from sessions_app.models import Session

SECTIONS = (
    (
        gettext_lazy("What happened"),
        [
            "at",
            "kind",
            "actor",
            "toward",
            "affect",
            "strength",
            "origin",
            "focus",
            "trigger",
            "behaviour",
            "octant",
            "adaptive",
        ],
    ),
    (gettext_lazy("The feared and the real"), ["novel", "feared", "reality_testing", "afterwards", "hidden_self"]),
    (gettext_lazy("The five components"), ["components"]),
    (gettext_lazy("Who responded how"), ["responses", "felt"]),
    (
        gettext_lazy("What it means"),
        [
            "text",
            "reflection",
            "process_looked_at",
            "distortion",
            "transference",
            "insight",
            "outside",
            "need",
            "follow_up",
        ],
    ),
)
LABELS = {"at": gettext_lazy("At"), "actor": gettext_lazy("Who")}
LISTS = {
    ("toward",): gettext_lazy("Toward whom"),
    ("insight", "helped_by"): gettext_lazy("Who helped it"),
    ("outside", "recognised_by"): gettext_lazy("Who recognised it"),
}
LINES = {
    ("responses",): (gettext_lazy("Responses"), "kind", codes.ResponseKind),
    ("felt",): (gettext_lazy("What it evoked"), "feeling", codes.Feeling),
    ("distortion", "validation"): (gettext_lazy("Who confirmed or disputed it"), "stance", codes.Stance),
}
OF = {"behaviour": gettext_lazy("of the behaviour"), "avoidance": gettext_lazy("of avoiding it")}


class Fact(NamedTuple):
    label: str
    values: list[str]


class Names(NamedTuple):
    """What refs stand for."""

    people: dict[str, str]
    sessions: dict[str, str]
    behaviours: dict[str, str]


def names_for(room: Room, documents: list[dict]) -> Names:
    """Of the people in the room, and of the sessions and behaviours that these documents mention."""
    group = room.session.group_id
    sessions = set().union(*map(sessions_in, documents))
    behaviours = {document.get("behaviour") for document in documents} - {None}
    numbers = Session.objects.filter(group=group, ref__in=sessions).values_list("ref", "number") if sessions else ()
    told = Behaviour.objects.filter(code__in=behaviours).order_by("group_id").reverse() if behaviours else ()
    return Names(
        people=room.aliases,
        sessions={ref: _("Session %(number)s") % {"number": number} for ref, number in numbers},
        behaviours={behaviour.code: str(behaviour) for behaviour in told},
    )


def told(document: dict, names: Names) -> list[tuple[str, list[Fact]]]:
    """The sections that say something, each with its facts."""
    sections = [(title, [fact for key in keys for fact in facts(key, document, names)]) for title, keys in SECTIONS]
    return [(str(title), said) for title, said in sections if said]


def facts(key: str, document: dict, names: Names) -> list[Fact]:
    """What the document says under one of its keys."""
    plain = [
        Fact(str(LABELS.get(facet.column) or capfirst(facet.label)), [_value(facet, value, names)])
        for facet in FACETS
        if facet.path[0] == key and (value := found(document, facet.path)) is not None
    ]
    return [*plain, *_components(key, document, names), *_people(key, document, names), *_lines(key, document, names)]


def _value(facet: Facet, value, names: Names) -> str:
    if facet.codes:
        return str(facet.codes(value).label)
    if facet.of:
        return getattr(names, facet.of).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    spoken = {"at": clock, "follow_up": bookmarked}.get(facet.column, str)
    return spoken(value)


def _components(key: str, document: dict, names: Names) -> list[Fact]:
    said = document.get("components") or {} if key == "components" else {}
    return [
        Fact(str(capfirst(kind.label)), [_component(said[kind], names)]) for kind in codes.ComponentKind if kind in said
    ]


def _component(said: dict, names: Names) -> str:
    words = [codes.State(said["state"]).label, *(OF[of] for of in said.get("of") or [])]
    if session := said.get("session"):
        words.append(names.sessions.get(session, session))
    return " · ".join(map(str, words))


def _people(key: str, document: dict, names: Names) -> list[Fact]:
    named = [(label, found(document, path)) for path, label in LISTS.items() if path[0] == key]
    return [Fact(str(label), [toward_words(people, names.people)]) for label, people in named if people]


def toward_words(people: list[str] | str, aliases: dict[str, str]) -> str:
    return _("the group") if people == "group" else ", ".join(aliases.get(ref, ref) for ref in people)


def _lines(key: str, document: dict, names: Names) -> list[Fact]:
    return [
        Fact(str(label), [_line(line, kind, names, coded) for line in lines])
        for path, (label, kind, coded) in LINES.items()
        if path[0] == key and (lines := found(document, path))
    ]


def _line(line: dict, kind: str, names: Names, coded) -> str:
    words = [f"{names.people.get(line['by'], line['by'])}: {coded(line[kind]).label}"]
    if strength := line.get("strength"):
        words.append(_("strength %(strength)s of 5") % {"strength": strength})
    if (rating := line.get("rating")) is not None:
        words.append(_("%(rating)s of 10") % {"rating": rating})
    if (anticipated := line.get("anticipated")) is not None:
        words.append(_("only anticipated") if anticipated else _("not anticipated"))
    return ", ".join(words)
