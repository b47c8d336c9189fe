"""Pictures of a member in which the others have a part: what is evoked in them, and what they do in answer."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext

from observations.analysis.claim import Claim
from observations.analysis.figures import chain_figure, evoked_figure
from observations.analysis.figures.chain import ChainFigure, Link, Node
from observations.codebook.codes import Feeling, Octant, ResponseKind, Trigger
from observations.summaries import drawing
from observations.summaries.framed import Framed, framed
from observations.summaries.wording.sentence import label_of, share_of

CODES = {"trigger": Trigger, "octant": Octant, "response": ResponseKind}
ANCHORS = {"trigger": "end", "octant": "middle", "response": "start"}


def evoked_picture(claims: Sequence[Claim]) -> Framed | None:
    figure = evoked_figure(claims)
    if figure is None:
        return None
    of = {claim.of["feeling"]: claim for claim in claims if claim.kind == "evoked"}
    names = [capfirst(label_of(Feeling, bar.code)) for bar in figure.bars]
    heads = (gettext("Feeling"), gettext("Noted"), gettext("Of"), gettext("Share"))
    caption = gettext(
        "The share of each among all feelings that others noted. The line is where the true share may lie."
    )
    bars = zip(names, figure.bars, strict=True)
    lines = [(name, bar.observed, bar.n, share_of(of[bar.code])) for name, bar in bars]
    told = gettext("What is evoked in others"), caption, heads
    size = figure.width + drawing.COUNT, figure.height
    return framed("evoked", told, size, [drawing.bars(figure, map(escape, names))], lines)


def chain_picture(data: Mapping, claims: Sequence[Claim]) -> Framed | None:
    """`data` as `pictured` gives it; of `claims` those that were set aside mark nothing."""
    figure = chain_figure(data["chains"], claims) if data else None
    if figure is None:
        return None
    caption = gettext(
        "From what set it off to what was shown, and to what the others did: the wider, the more events. "
        "Coloured lines passed a test; of the others nothing is claimed."
    )
    heads = (gettext("First"), gettext("Then"), gettext("Events"), gettext("Passed a test"))
    told = gettext("What sets it off, and what follows"), caption, heads
    lines = [_line(link) for link in reversed(figure.links)]
    return framed("chain", told, (figure.width, figure.height), _drawn(figure), lines, wide=True)


def _line(link: Link) -> tuple:
    first, then = ("trigger", "octant") if link.first else ("octant", "response")
    passed = gettext("yes") if link.claimed else gettext("no")
    return label_of(CODES[first], link.given), label_of(CODES[then], link.target), link.count, passed


def _drawn(figure: ChainFigure) -> Iterator[str]:
    for link in figure.links:
        look = "fig-link on" if link.claimed else "fig-link"
        yield f'<path class="{look}" d="{link.way}" stroke-width="{link.thickness}"/>'
    yield from (_head(figure, part) for part in dict.fromkeys(node.part for node in figure.nodes))
    yield from (_node(figure, node) for node in figure.nodes)


def _head(figure: ChainFigure, part: str) -> str:
    heads = {"trigger": gettext("Set off by"), "octant": gettext("Shown"), "response": gettext("The others")}
    return drawing.text(_x(figure, part), figure.heads, heads[part], "soft small", ANCHORS[part])


def _node(figure: ChainFigure, node: Node) -> str:
    name = escape(label_of(CODES[node.part], node.code))
    return drawing.text(_x(figure, node.part), node.y, name, "", ANCHORS[node.part])


def _x(figure: ChainFigure, part: str) -> int:
    return figure.columns[list(CODES).index(part)]
