"""Short names (g1, m1, s1 …) by which documents speak of groups, people and sessions."""

from collections.abc import Iterator
from itertools import count

from django.db.models import QuerySet


def free_refs(rows: QuerySet, letter: str) -> Iterator[str]:
    """Names that none of the rows has, counted on from the highest; `rows` are those among which they are unique."""
    taken = rows.filter(ref__startswith=letter).values_list("ref", flat=True)
    numbers = [int(ref[1:]) for ref in taken if ref[1:].isascii() and ref[1:].isdigit()]
    return (f"{letter}{number}" for number in count(max(numbers, default=0) + 1))
