"""Query sets that are put together once.

Of the time that a page's queries take, Django needs three quarters to put them together and to compile them. A question
keeps the statement and how its rows become objects, never the rows; whoever asks it gets what the database shows them
now. What is asked with ever other filters stays a query set.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from functools import lru_cache
from inspect import signature
from typing import Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import ForeignKey, Lookup, QuerySet, UUIDField
from django.utils import timezone
from django.utils.translation import get_language

Row = TypeVar("Row")
ELSEWHERE = "Antarctica/Troll"  # a time zone in which nobody asks: a statement that holds it would hold anybody's
STAND_INS: dict[Any, Callable] = {
    UUID: lambda place: UUID(int=place),
    list[UUID]: lambda place: [UUID(int=place)],
    date: date.fromordinal,
    datetime: lambda place: datetime.fromordinal(place).replace(tzinfo=UTC),
}


class Question(Generic[Row]):
    """Called with the values of the function's parameters: a list of the rows, in the query set's order.

    A list of ids is what is looked for: with none of them nothing is found, and nobody is asked.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        kinds = [parameter.annotation for parameter in signature(build).parameters.values()]
        self.build, self.stand_ins = build, [STAND_INS[kind](place) for place, kind in enumerate(kinds, start=1)]
        self.put_together = lru_cache(self._put_together)

    def __call__(self, *values, part: slice | None = None) -> list[Row]:
        if [] in values:
            return []
        rows, compiler, statement, places = self.put_together(get_language())
        asked, mine = rows.all(), copy(compiler)
        filled = statement, tuple(values[place] if stands_in else place for stands_in, place in places)
        if part is not None:
            filled = f"{statement} LIMIT %s OFFSET %s", (*filled[1], part.stop - part.start, part.start)
        mine.connection, mine.as_sql = connections[rows.db], lambda *_, **__: filled
        asked.query.get_compiler = lambda *_, **__: mine
        return list(asked)

    def _put_together(self, _language: str) -> tuple:
        """With stand-ins. Of each place in the statement: whether a value belongs there, and which, or the constant."""
        with timezone.override(ZoneInfo(ELSEWHERE)):
            rows = self.build(*self.stand_ins)
            compiler = rows.query.get_compiler(rows.db)
            statement, constants = compiler.as_sql()
        places = [self._place(constant) for constant in constants]
        if {place for stands_in, place in places if stands_in} != set(range(len(self.stand_ins))):
            raise TypeError(f"{self.build.__qualname__}: a value does not reach the statement")
        return rows, compiler, statement, places

    def _place(self, constant) -> tuple[bool, Any]:
        if constant in self.stand_ins:
            return True, self.stand_ins.index(constant)
        if isinstance(constant, UUID | date | list) or constant == ELSEWHERE:
            raise TypeError(f"{self.build.__qualname__}: {constant!r} would be kept for everybody and for ever")
        return False, constant


class Paged(Generic[Row]):
    """The rows of a question as a paginator takes them: asked for part by part."""

    def __init__(self, asked: Question[Row], *values):
        self.asked, self.values = asked, values

    def __getitem__(self, part: slice) -> list[Row]:
        return self.asked(*self.values, part=part)

    def count(self) -> int:
        return self.asked.build(*self.values).count()


def question(build: Callable[..., QuerySet[Row]]) -> Question[Row]:
    """The function is called once for each language, with stand-ins: whatever may differ comes in by its parameters."""
    return Question(build)


@UUIDField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """As `in`, with one value in the statement however many are looked for."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*values, self.rhs]
