"""Several statements as one: what an entry of the console writes costs more on the way than in the database."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.db import connection


class Said(NamedTuple):
    """`then` is told the rows of the answer; their values as JSON has them where it was not alone."""

    statement: str
    values: Sequence
    then: Callable[[list[tuple]], None] | None = None


@contextmanager
def together() -> Iterator[None]:
    """Inside, what is said waits, and is carried out at the end as one statement, in this order.

    Each part sees the tables as they stood before all of them, and the rules of tables look at the end. Their locks
    are then taken last: whoever needs another order holds first what they would. One within another is one.
    """
    if _waiting() is not None:
        yield
        return
    connection.said_together = waiting = []
    try:
        yield
    finally:
        connection.said_together = None
    _carry_out(waiting)


def say(statement: str, values: Sequence, then: Callable[[list[tuple]], None] | None = None) -> None:
    """At once, or with the others. The statement gives rows back (`RETURNING`), or nobody would wait for it."""
    said, waiting = Said(statement, values, then), _waiting()
    if waiting is None:
        _carry_out([said])
    else:
        waiting.append(said)


def _waiting() -> list[Said] | None:
    return getattr(connection, "said_together", None)


def _carry_out(waiting: list[Said]) -> None:
    if not waiting:
        return
    with connection.cursor() as cursor:
        cursor.execute(_joined(tuple(said.statement for said in waiting)), [*chain(*(said.values for said in waiting))])
        told = cursor.fetchall()
    answers = [told] if len(waiting) == 1 else [_rows(answer) for answer in told[0]]
    for said, answer in zip(waiting, answers, strict=True):
        if said.then:
            said.then(answer)


@lru_cache(maxsize=256)
def _joined(statements: tuple[str, ...]) -> str:
    if len(statements) == 1:
        return statements[0]
    parts = ", ".join(f"s{number} AS ({statement})" for number, statement in enumerate(statements))
    answers = ", ".join(f"(SELECT json_agg(s{number})::text FROM s{number})" for number in range(len(statements)))
    return f"WITH {parts} SELECT {answers}"


def _rows(answer: str | None) -> list[tuple]:
    return [tuple(row.values()) for row in json.loads(answer or "[]")]
