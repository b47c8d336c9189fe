"""A picture with everything that stands around it: its title, what is to be seen in it, and the same as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from observations.summaries.drawing import rows


@dataclass(frozen=True, slots=True)
class Framed:
    """`heads` are the columns of the table whose lines are `rows`; `marks` is drawn in `view`, `words` says the same.

    `earlier` counts what is left out because it is too long ago. A `wide` one has the width of the page.
    """

    name: str
    title: str
    caption: str
    heads: Sequence[str]
    view: str
    marks: SafeString
    rows: SafeString
    words: str
    earlier: int = 0
    wide: bool = False


def framed(name: str, told: tuple[str, str, Sequence[str]], size: tuple[int, int], marks: Iterable[str], lines, **more):
    """`lines` of the table: the first cell of each names it. Numbers and texts of `lines` are escaped here."""
    title, caption, heads = told
    cells = [tuple(escape(str(cell)) for cell in line) for line in lines]
    words = ". ".join(", ".join(f"{head} {cell}" for head, cell in zip(heads, line, strict=True)) for line in lines)
    view = f"0 0 {size[0]} {size[1]}"
    return Framed(name, title, caption, heads, view, mark_safe("".join(marks)), rows(cells), words, **more)
