"""Marks of the pictures and rows of their tables, put together here: forty of them would be most of a template's time.

Coordinates are whole numbers and ready paths of the analysis. Words come in as they may stand in HTML.
"""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from observations.analysis.figures.axis import Tick
from observations.analysis.figures.climate import ClimateFigure
from observations.analysis.figures.focus import FocusFigure
from observations.analysis.figures.incidents import IncidentFigure, IncidentMark
from observations.analysis.figures.share import ShareBar, ShareFigure
from observations.analysis.figures.style import StyleFigure, StyleMark

COUNT = 14  # room beside a funnel's bars for counts of three figures


def view(figure: ShareFigure | FocusFigure | IncidentFigure | StyleFigure | ClimateFigure) -> str:
    """The frame of the picture."""
    wider = COUNT if isinstance(figure, ShareFigure) else 0
    return f"0 0 {figure.width + wider} {figure.height}"


def bars(figure: ShareFigure, names: Iterable[str]) -> SafeString:
    return mark_safe("".join(_bar(figure, bar, name) for bar, name in zip(figure.bars, names, strict=True)))


def _bar(figure: ShareFigure, bar: ShareBar, name: str) -> str:
    place = f'x="{figure.left}" y="{bar.top}" height="{figure.thickness}" rx="3"'
    interval = "".join(f'<path class="{look}" d="{bar.interval}"/>' for look in ("fig-halo", "fig-range"))
    known = f'<rect class="fig-bar" {place} width="{bar.width}"/>{interval}'
    count = text(figure.width + COUNT, bar.middle, f"{bar.observed}/{bar.n}", anchor="end")
    track = f'<rect class="fig-track" {place} width="{figure.track}"/>'
    return text(0, bar.middle, name) + track + (known if bar.known else "") + count


def curve(figure: FocusFigure, axis: tuple[str, str, str]) -> SafeString:
    """`axis` names all, half and none."""
    heights = (figure.one, figure.half, figure.zero)
    lines = "".join(f"M{figure.left} {y}H{figure.right}" for y in heights)
    names = "".join(text(0, y, name, "soft small") for y, name in zip(heights, axis, strict=True))
    bands = "".join(f'<polygon class="fig-band" points="{band}"/>' for band in figure.bands)
    points = "".join(f'<circle class="fig-dot" cx="{point.x}" cy="{point.y}" r="3"/>' for point in figure.points)
    line = f'<path class="fig-grid" d="{lines}"/>{bands}<path class="fig-line" d="{figure.line}"/>'
    return mark_safe(line + points + names + numbers(figure.ticks, figure.numbers))


def climate(figure: ClimateFigure) -> SafeString:
    """The first line with round marks, the second with square ones."""
    grid = "".join(f"M{figure.left} {y}H{figure.right}" for y in figure.heights)
    names = "".join(text(14, y, str(value), "soft small") for value, y in enumerate(figure.heights, 1))
    first, second = figure.lines
    dots = "".join(f'<circle class="fig-dot" cx="{x}" cy="{y}" r="3.5"/>' for x, y in first.points)
    squares = "".join(
        f'<rect class="fig-seat" x="{x - 3}" y="{y - 3}" width="6" height="6"/>' for x, y in second.points
    )
    ways = f'<path class="fig-line soft" d="{second.way}"/><path class="fig-line" d="{first.way}"/>'
    line = f'<path class="fig-grid" d="{grid}"/>{ways}'
    return mark_safe(line + squares + dots + names + numbers(figure.ticks, figure.numbers))


def incidents(figure: IncidentFigure) -> SafeString:
    sessions = "".join(f"M{tick.x} {figure.top}V{figure.bottom}" for tick in figure.ticks)
    grid = f'<path class="fig-grid" d="{sessions}M10 {figure.axis}H{figure.width - 10}"/>'
    marks = "".join(map(_mark, figure.marks))
    signs = text(0, figure.above, "+", "fig-pos") + text(0, figure.below, "−", "fig-neg")
    return mark_safe(grid + signs + numbers(figure.ticks, figure.numbers) + marks)


def _mark(mark: IncidentMark) -> str:
    affect = "neg" if mark.square else "pos"
    way = f'<path class="fig-line {affect}" d="{mark.way}"/>' if mark.way else ""
    end = f'<circle class="fig-open fig-{affect}" cx="{mark.end_x}" cy="{mark.y}" r="5"/>' if mark.way else ""
    square = f'<rect class="fig-neg" x="{mark.left}" y="{mark.top}" width="{mark.side}" height="{mark.side}" rx="2"/>'
    circle = f'<circle class="fig-pos" cx="{mark.x}" cy="{mark.y}" r="{mark.size}"/>'
    level = "" if mark.level is None else text(mark.level_x, mark.y, f"{mark.level}/5", "soft small")
    return way + end + (square if mark.square else circle) + level


def circle(figure: StyleFigure, names: Iterable[str]) -> SafeString:
    rings = "".join(
        f'<circle class="fig-grid" cx="{figure.x}" cy="{figure.y}" r="{radius}"/>' for radius in figure.rings
    )
    shape = f'<polygon class="fig-shape" points="{figure.shape}"/>'
    look = "fig-line" if figure.clear else "fig-line soft"
    ends = (("fig-arc", figure.arc), ("", figure.line))
    pointing = "".join(f'<path class="{look} {more}" d="{d}"/>' for more, d in ends if d)
    labels = "".join(_octant(mark, name) for mark, name in zip(figure.marks, names, strict=True))
    return mark_safe(f'{rings}<path class="fig-grid" d="{figure.spokes}"/>{shape}{pointing}{labels}')


def _octant(mark: StyleMark, name: str) -> str:
    dot = f'<circle class="fig-dot" cx="{mark.x}" cy="{mark.y}" r="3"/>' if mark.count else ""
    words = f"{name} {mark.count}" if mark.count else name
    return dot + text(mark.name_x, mark.name_y, words, "" if mark.count else "soft", mark.anchor)


def numbers(ticks: Iterable[Tick], y: int) -> str:
    return "".join(text(tick.x, y, str(tick.session), "soft small", "middle") for tick in ticks if tick.labelled)


def text(x: int, y: int, words: str, classes: str = "", anchor: str = "start") -> str:
    place = f'x="{x}" y="{y}" text-anchor="{anchor}" dominant-baseline="central"'
    return f'<text class="{classes}" {place}>{words}</text>'


def rows(lines: Iterable[tuple[str, ...]]) -> SafeString:
    """Of a table whose first column names the row."""
    return mark_safe("".join(map(_row, lines)))


def _row(cells: tuple[str, ...]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{first}</th>' + "".join(f'<td class="num">{cell}</td>' for cell in others) + "</tr>"
