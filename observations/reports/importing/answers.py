"""What one ballot may say, by the kind of its poll. The rules are the database's, too."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from observations.reports.interchange.faults import Fault, fault, step

LIMITED = ("nomination", "whose-opinion-matters")


def answer_faults(path: str, ballot: dict, poll: dict) -> Iterator[Fault]:
    voter = ballot.get("by")
    for place, ref in spoken_of(path, ballot):
        if ref is not None and ref == voter:
            yield fault(place, ref, _("a ballot speaks of others, not of the one who answers"))
    values = {ref: value for ref, value in (ballot.get("choices") or {}).items() if value is not None}
    for ref, value in values.items():
        if expected := _expected(value, poll):
            yield fault(step(f"{path}.choices", ref), value, expected)
    yield from _too_many(path, values, poll)


def spoken_of(path: str, ballot: dict) -> Iterator[tuple[str, str | None]]:
    """Everybody a ballot names, with the place."""
    for key in ("choices", "reason"):
        yield from ((step(f"{path}.{key}", ref), ref) for ref in ballot.get(key) or {})
    yield from ((f"{path}.expected[{index}]", ref) for index, ref in enumerate(ballot.get("expected") or ()))


def _expected(value: float, poll: dict) -> str:
    """What should stand there instead; empty where nothing is wrong."""
    kind = poll.get("kind")
    if kind == "nomination":
        return "" if value in (1, -1) else _("expected 1 for a choice or -1 for a rejection")
    if kind == "rating":
        return _off_the_scale(value, poll.get("scale"))
    return _("expected a rank, 1 or more") if kind and value < 1 else ""


def _off_the_scale(value: float, scale) -> str:
    """Only a list of numbers is a scale with ends."""
    marks = [mark for mark in scale if isinstance(mark, int | float)] if isinstance(scale, list) else []
    if not marks or min(marks) <= value <= max(marks):
        return ""
    return _("expected a number of the poll's scale, from %(low)s to %(high)s") % {
        "low": min(marks),
        "high": max(marks),
    }


def _too_many(path: str, values: dict[str, float], poll: dict) -> Iterator[Fault]:
    limit = poll.get("limit")
    signs = Counter(value > 0 for value in values.values())
    if limit and poll.get("kind") in LIMITED and max(signs.values(), default=0) > limit:
        said = _("more than the poll allows; expected at most %(limit)d of a kind") % {"limit": limit}
        yield fault(f"{path}.choices", list(values), said)
