"""The page of one event in a debriefing, whoever shows it again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.shortcuts import render
from django.urls import reverse

from observations.codebook.codes import Kind
from observations.debriefing.arcs import arcs_of, picture_of
from observations.debriefing.chains import Chain, chain_of, evoked_by
from observations.debriefing.climate import climate_of
from observations.debriefing.desk import Desk, controls, later_events, page_of
from observations.debriefing.help import help_for
from observations.debriefing.lines import LINES, AnswerForm, line_form
from observations.debriefing.models import Answer
from observations.debriefing.supposed import hypotheses_about
from observations.events.room import Room
from observations.events.wording import Names, names_for, told

LINKS = ("trigger", "behaviour")


def place(room: Room, event_id) -> str:
    return f"{reverse('debriefing:session', args=[room.session.id])}?event={event_id}"


def page(request, desk: Desk, refused: Form | None = None, lines: dict[str, Form] | None = None, status: int = 200):
    """`refused`: a facet's form, `lines`: forms of lines, that are shown again with what was typed."""
    if not desk.writes:
        say_refused(request, *filter(None, [refused]), *(lines or {}).values())
    context = context_of(request, desk, refused, lines)
    return render(request, "debriefing/session.html", context, status=status)


def say_refused(request, *forms: Form) -> None:
    """What cannot stand at a control, because there is none any more."""
    for form in forms:
        for errors in form.errors.values():
            messages.warning(request, " ".join(errors))


def part(request, name: str, desk: Desk, lines: dict[str, Form] | None = None, status: int = 200):
    """A part of the page by its name, and what else on the page changes with it."""
    context = context_of(request, desk, None, lines) | {"part": f"debriefing/{name}.html"}
    return render(request, "debriefing/_part.html", context, status=status)


def context_of(request, desk: Desk, refused: Form | None, lines: dict[str, Form] | None) -> dict:
    document, room = desk.step.document, desk.room
    names = names_for(room, [document])
    context = page_of(desk, request.user) | _arc_of(desk) | {
        "chain": _chain(desk, names),
        "evoked": evoked_by(document, room),
        "stances": _stances(document, names),
        "help": {kind: help_for(kind) for kind in ("responses", "felt")},
        "climate": climate_of(room.session),
        **thoughts(desk),
    }  # fmt: skip
    if not desk.writes:
        apart = {name: value for name, value in document.items() if name not in ("responses", "felt")}
        return context | {"sections": told(apart, names)}
    return context | controls(desk, refused) | {"lines": _line_forms(desk) | (lines or {})}


def linked(desk: Desk, facet: str) -> dict:
    """The chain, where the answer to this facet is one of its links."""
    return {"chain": _chain(desk, names_for(desk.room, [desk.step.document]))} if facet in LINKS else {}


def _chain(desk: Desk, names: Names) -> Chain:
    return chain_of(desk.step.document, names, list(Answer.objects.filter(event=desk.step.id)))


def _line_forms(desk: Desk) -> dict[str, Form]:
    forms = {kind: line_form(kind, desk.room, desk.step.document) for kind in LINES}
    return forms | {"join": AnswerForm(later_events(desk))}


def _stances(document: dict, names) -> list[dict]:
    lines = (document.get("distortion") or {}).get("validation") or []
    own = document["actor"]
    return [{"who": names.people.get(line["by"], ""), "line": line, "own": line["by"] == own} for line in lines]


def thoughts(desk: Desk) -> dict:
    """What is supposed about who acted, where that is a member; and the chain, for an address."""
    document = desk.step.document
    membership = next((seat.membership for seat in desk.room.seats if seat.ref == document["actor"]), None)
    recurs = {name: document[name] for name in ("trigger", "behaviour", "octant") if name in document}
    told = hypotheses_about(membership, desk.step.id)
    return {"membership": membership, "hypotheses": told, "recurs": _query(recurs)}


def _query(words: dict[str, str]) -> str:
    return f"?{urlencode(words)}" if words else ""


def _arc_of(desk: Desk) -> dict:
    """Of an incident; asked for in every case, so that each event costs the same."""
    [arc] = arcs_of([desk.step.document], desk.room)
    is_incident = desk.step.document["kind"] == Kind.INCIDENT
    return {"arc": arc, "picture": picture_of(arc, arc.session)} if is_incident else {}
