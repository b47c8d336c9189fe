"""Pictures of a member that go along the sessions: fears, behaviour, turning to others, needs and insights."""

from collections.abc import Iterator, Mapping

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext

from observations.analysis.figures import behaviour_figure, fear_figure, learning_figure, toward_figure
from observations.analysis.figures.columns import Column, ColumnFigure
from observations.analysis.figures.fears import FearFigure, FearMark
from observations.analysis.figures.learning import LearningFigure, LearningMark, LearningRow
from observations.codebook.codes import InsightDomain, Need
from observations.summaries.drawing import numbers, text
from observations.summaries.framed import Framed, framed
from observations.summaries.wording.sentence import label_of

CODES = {"need": Need, "insight": InsightDomain}


def course_pictures(data: Mapping) -> list[Framed]:
    """`data` as `pictured` gives it; a summary of before there were these pictures has none."""
    if not data:
        return []
    drawn = [_fears(data["fears"]), _behaviour(data["course"]), _toward(data["course"]), _learning(data)]
    return [picture for picture in drawn if picture]


def _fears(fears: Mapping) -> Framed | None:
    figure = fear_figure(fears)
    if figure is None:
        return None
    caption = gettext(
        "Hollow: how likely it seemed beforehand, from 0 to 10. Filled: how far it happened; "
        "a square where it came worse than feared."
    )
    told = gettext("Feared and happened"), caption, (gettext("Session"), gettext("Feared"), gettext("Happened"))
    lines = [(mark.session, mark.expected, mark.happened) for mark in figure.marks]
    return framed("fears", told, (figure.width, figure.height), _fear_marks(figure), lines, earlier=figure.earlier)


def _fear_marks(figure: FearFigure) -> Iterator[str]:
    yield f'<path class="fig-grid" d="{"".join(f"M{figure.left} {y}H{figure.right}" for y in figure.heights)}"/>'
    for value, y in zip((0, 5, 10), figure.heights, strict=True):
        yield text(14, y, str(value), "soft small")
    for mark in figure.marks:
        yield _fear(mark)
        if mark.labelled:
            yield text(mark.x, figure.numbers, str(mark.session), "soft small", "middle")


def _fear(mark: FearMark) -> str:
    affect, x = "neg" if mark.worse else "pos", mark.x
    line = f'<path class="fig-line {affect}" d="{mark.way}"/>' if mark.way else ""
    before = f'<circle class="fig-open fig-{affect}" cx="{x}" cy="{mark.expected_y}" r="4"/>'
    square = f'<rect class="fig-neg" x="{x - 4}" y="{mark.happened_y - 4}" width="8" height="8" rx="1"/>'
    circle = f'<circle class="fig-pos" cx="{x}" cy="{mark.happened_y}" r="4"/>'
    return line + before + (square if mark.worse else circle)


def _behaviour(course: Mapping) -> Framed | None:
    figure = behaviour_figure(course)
    if figure is None:
        return None
    caption = gettext("Above the line adaptive events, below it maladaptive ones.")
    if figure.means:
        caption += " " + gettext("The thin lines are the means of the first and of the second half of the sessions.")
    told = gettext("Behaviour, session by session"), caption, _heads(gettext("Adaptive"), gettext("Maladaptive"))
    lines = [(session, adaptive, maladaptive) for session, maladaptive, adaptive, _ in course["lines"]]
    return framed("behaviour", told, (figure.width, figure.height), _columns(figure), lines, earlier=figure.earlier)


def _heads(*heads: str) -> tuple[str, ...]:
    return gettext("Session"), *heads


def _columns(figure: ColumnFigure) -> Iterator[str]:
    """Of one kind alone the columns have no affect."""
    yield from (_column(column, "fig-pos" if figure.below else "fig-bar") for column in figure.above)
    yield from (_column(column, "fig-neg") for column in figure.below)
    middle = f"M{figure.middle} {figure.top}V{figure.bottom}" if figure.middle else ""
    yield f'<path class="fig-grid" d="M{figure.left} {figure.axis}H{figure.right}{middle}"/>'
    for look in ("fig-halo", "fig-range"):
        yield f'<path class="{look}" d="{"".join(mean.way for mean in figure.means)}"/>'
    yield text(14, figure.top + 4, str(figure.most), "soft small") + text(14, figure.axis, "0", "soft small")
    yield numbers(figure.ticks, figure.numbers)


def _column(column: Column, look: str) -> str:
    place = f'x="{column.left}" y="{column.top}" width="{column.width}" height="{column.height}"'
    return f'<rect class="{look}" {place} rx="1"/>'


def _toward(course: Mapping) -> Framed | None:
    figure = toward_figure(course)
    if figure is None:
        return None
    caption = gettext("How many events were toward somebody in person.")
    told = gettext("Turning to others, session by session"), caption, _heads(gettext("Events"))
    lines = [(session, toward) for session, _, _, toward in course["lines"]]
    return framed("toward", told, (figure.width, figure.height), _columns(figure), lines, earlier=figure.earlier)


def _learning(data: Mapping) -> Framed | None:
    figure = learning_figure(data)
    if figure is None:
        return None
    caption = gettext(
        "Circles are needs: filled where the others met them, hollow where they did not, with a dot where they met "
        "some of several, grey where it is not known. Lozenges are insights."
    )
    told = gettext("Needs and insights"), caption, (gettext("What"), *_heads(gettext("Events"), gettext("Met")))
    lines = [(_name(row), mark.session, mark.count, _met(mark)) for row in figure.rows for mark in row.marks]
    return framed("learning", told, (figure.width, figure.height), _learned(figure), lines, earlier=figure.earlier)


def _name(row: LearningRow) -> str:
    label = label_of(CODES[row.kind], row.code)
    return capfirst(label) if row.kind == "need" else gettext("Insight: %(domain)s") % {"domain": label}


def _met(mark: LearningMark) -> str:
    said = {"met": gettext("yes"), "unmet": gettext("no"), "some": gettext("partly"), "unknown": gettext("not known")}
    return said.get(mark.state, "–")


def _learned(figure: LearningFigure) -> Iterator[str]:
    grid = "".join(f"M{tick.x} {figure.top}V{figure.bottom}" for tick in figure.ticks)
    yield f'<path class="fig-grid" d="{grid}"/>'
    for row in figure.rows:
        yield text(0, row.y, escape(_name(row)))
        yield from (_learning_mark(mark, figure.size) for mark in row.marks)
    yield numbers(figure.ticks, figure.numbers)


def _learning_mark(mark: LearningMark, size: int) -> str:
    if mark.way:
        return f'<path class="fig-dot" d="{mark.way}"/>'
    place = f'cx="{mark.x}" cy="{mark.y}"'
    look = {"met": "fig-dot", "unknown": "fig-open soft"}.get(mark.state, "fig-open")
    dot = f'<circle class="fig-dot" {place} r="{size // 2}"/>' if mark.state == "some" else ""
    return f'<circle class="{look}" {place} r="{size}"/>{dot}'
