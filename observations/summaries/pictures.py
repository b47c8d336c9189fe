"""The pictures of a member's page, each with the same figures as a table beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.templatetags.look import EN_DASH, clock, percent
from observations.analysis.claim import Claim
from observations.analysis.figures import climate_figure, focus_figure, funnel_figure, incident_figure, style_figure
from observations.analysis.figures.focus import FocusFigure
from observations.analysis.figures.incidents import IncidentFigure, IncidentMark
from observations.analysis.figures.share import ShareFigure
from observations.analysis.figures.style import StyleFigure
from observations.codebook.codes import Affect, ComponentKind, Octant
from observations.summaries import drawing
from observations.summaries.wording.sentence import share_of
from observations.summaries.wording.styles import direction_of

NEWEST = 5
ANY = UUID(int=0)
NOTHING = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Picture:
    """`marks` is what is drawn within `view`, `rows` the lines of the table, `words` the figures as text.

    `earlier` counts what is left out because it is too long ago; `few` tells that a bar is missing, `answered` that the
    table has answers.
    """

    view: str
    marks: SafeString
    rows: SafeString
    words: str = ""
    earlier: int = 0
    few: bool = False
    answered: bool = False


def pictures(claims: Sequence[Claim], evidence_url: str, pictured: Mapping = NOTHING) -> dict[str, Picture | None]:
    """None where there is nothing to draw. A claim's position at the end of `evidence_url` opens its events.

    `pictured` is what is stored beside the claims for pictures; a summary of before there was something has it not.
    """
    funnel, focus, incidents = funnel_figure(claims), focus_figure(claims), incident_figure(claims)
    style = style_figure(claims)
    return {
        "funnel": funnel and _funnel(funnel, claims, evidence_url),
        "focus": focus and _focus(focus),
        "style": style and _style(style, claims, pictured.get("answers", ())),
        "incidents": incidents and _incidents(incidents),
    }


def _funnel(figure: ShareFigure, claims: Sequence[Claim], evidence_url: str) -> Picture:
    found = [(at, claim) for at, claim in enumerate(claims) if claim.kind == "funnel"]
    names = [_named(ComponentKind(claim.of["component"]).label, capfirst) for _, claim in found]
    lines = [_step(name, f"{evidence_url}{at}/", claim) for name, (at, claim) in zip(names, found, strict=True)]
    words = ". ".join(f"{name}: {bar.observed}/{bar.n}" for name, bar in zip(names, figure.bars, strict=True))
    few = not all(bar.known for bar in figure.bars)
    return Picture(drawing.view(figure), drawing.bars(figure, names), drawing.rows(lines), words, few=few)


def _step(name: str, url: str, claim: Claim) -> tuple[str, ...]:
    named = _link(url, name) if claim.observed else name
    share = EN_DASH if claim.estimate is None else share_of(claim)
    return named, str(claim.observed), str(claim.n), share


def _focus(figure: FocusFigure) -> Picture:
    text = gettext("Session %(session)s: %(observed)s of %(n)s")
    points = figure.points
    words = ". ".join(text % {"session": p.session, "observed": p.observed, "n": p.n} for p in points)
    lines = [(str(p.session), str(p.observed), str(p.n)) for p in points]
    marks = drawing.curve(figure, (percent(1), percent(0.5), percent(0)))
    return Picture(drawing.view(figure), marks, drawing.rows(lines), words, figure.earlier)


def _style(figure: StyleFigure, claims: Sequence[Claim], answers: Sequence[Sequence]) -> Picture:
    claim = next(claim for claim in claims if claim.kind == "style" and "octant" in claim.of)
    names = [_named(Octant(mark.octant).label, capfirst) for mark in figure.marks]
    lines = [(name, str(mark.count)) for name, mark in zip(names, figure.marks, strict=True)]
    words = ". ".join(f"{name}: {count}" for name, count in lines)
    known = claim.estimate is not None
    told = f"{words}. {capfirst(direction_of(claim))}" if known else words
    rows = drawing.rows(_with_answers(lines, figure, answers) if answers else lines)
    few, answered = not known, bool(answers)
    return Picture(drawing.view(figure), drawing.circle(figure, names), rows, told, few=few, answered=answered)


def _with_answers(lines: Sequence[tuple], figure: StyleFigure, answers: Sequence[Sequence]) -> list[tuple[str, ...]]:
    """Beside each octant how many of the answers to it were in keeping with it."""
    of = {octant: f"{close}/{n}" for octant, n, close in answers}
    return [(*line, of.get(mark.octant, EN_DASH)) for line, mark in zip(lines, figure.marks, strict=True)]


def climate(sessions: Sequence[tuple[int, int | None, int | None]]) -> Picture | None:
    """Of each session its number, and how safe and how honest it was rated; those not rated are in it as None."""
    rated = [(number, safety, honesty) for number, safety, honesty in sessions if safety or honesty]
    figure = climate_figure([(n, safety) for n, safety, _ in rated], [(n, honesty) for n, _, honesty in rated])
    if figure is None:
        return None
    lines = [(str(number), *(EN_DASH if value is None else str(value) for value in told)) for number, *told in rated]
    text = gettext("Session %(session)s: safe enough %(safety)s, honest feedback %(honesty)s")
    words = ". ".join(text % dict(zip(("session", "safety", "honesty"), line, strict=True)) for line in lines)
    return Picture(drawing.view(figure), drawing.climate(figure), drawing.rows(lines), words, figure.earlier)


def _incidents(figure: IncidentFigure) -> Picture:
    in_time = sorted(figure.marks, key=lambda mark: (mark.session, mark.x, mark.id))
    affects = {True: _named(Affect.NEGATIVE.label), False: _named(Affect.POSITIVE.label)}
    any_event = _any_event()
    lines = [_incident(mark, affects[mark.square], any_event.replace(str(ANY), mark.id)) for mark in in_time]
    marks = drawing.incidents(figure)
    return Picture(drawing.view(figure), marks, drawing.rows(lines), earlier=figure.earlier)


def _incident(mark: IncidentMark, affect: str, url: str) -> tuple[str, ...]:
    strength = f" {mark.strength}/5" if mark.strength else ""
    level = EN_DASH if mark.level is None else f"{mark.level}/5"
    return _link(url, str(mark.session)), affect + strength, level, str(mark.until)


def newest_incidents(claims: Sequence[Claim]) -> list[dict]:
    """Of the stored arcs, so that no query goes through years of events."""
    arcs = [arc for claim in claims if claim.kind == "incident" for arc in claim.detail["arcs"]]
    newest = sorted(arcs, key=lambda arc: (arc["session"], arc["at"], arc["id"]), reverse=True)[:NEWEST]
    any_event = _any_event()
    return [arc | _told(arc) | {"url": any_event.replace(str(ANY), arc["id"])} for arc in newest]


def _told(arc: dict) -> dict[str, str]:
    when = gettext("Session %(number)s · %(time)s") % {"number": arc["session"], "time": clock(arc["at"])}
    known = arc["level"] is not None
    return {"when": when, "reached": gettext("%(level)s of 5 components") % {"level": arc["level"]} if known else ""}


def _named(label: str, written: Callable[[str], str] = str) -> str:
    """Translated here and now: a lazy label would be translated again wherever it is put in."""
    return escape(written(str(label)))


def _any_event() -> str:
    """Worked out once; the address of each of forty events costs more than drawing it."""
    return address_of("events:event_detail", ANY)


def _link(url: str, words: str) -> str:
    return f'<a href="{url}">{words}</a>'
