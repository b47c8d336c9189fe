"""Rows in and out by statements that are put together once.

For what happens at every request and every tap: writing such a statement anew takes Django longer than carrying it out
takes the database. Whatever is asked more seldom, or in more ways, is a query set.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.fields import AutoField

from groupcounsel.lib.together import say

Row = TypeVar("Row", bound=Model)
TAKEN_AS_THEY_ARE = {UUID, str, int, float, bool, datetime, bytes, type(None)}


def rows(statement: str, values: Sequence | dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@lru_cache(maxsize=64)
def columns(model: type[Model]) -> str:
    """All of them, in the order in which `made_of` wants their values."""
    return ", ".join(_named(model, field) for field in model._meta.concrete_fields)


def made_of(model: type[Row], values: tuple) -> Row:
    """The row as the database has it now."""
    names, converted = _shape(model)
    values = list(values)
    for position, convert in converted:
        values[position] = convert(values[position], None, connection)
    return model.from_db(connection.alias, names, values)


def found(model: type[Row], *, held: bool = False, **by) -> Row | None:
    """The only row with these values in these columns. `held` until the transaction ends."""
    told = rows(_select(model, tuple(by), held), [*by.values()])
    return made_of(model, told[0]) if told else None


def add(*new: Row) -> None:
    """Rows of one model, none of them stored yet. What the database gives a number is told it, save the trail's."""
    model, said = type(new[0]), _said(new)
    for row in new:
        row._state.adding, row._state.db = False, connection.alias
    values = [_prepared(field, row) for row in new for field in said]
    say(_insert(model, said, len(new)), values, partial(_number, new))


def change(row: Model, names: tuple[str, ...]) -> None:
    """These fields of a stored row."""
    fields = [row._meta.get_field(name) for name in names]
    values = [_prepared(field, row) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), names), [*values, row.pk])


def _number(rows: Sequence[Model], told: list[tuple]) -> None:
    for row, values in zip(rows, told, strict=True):
        for field, value in zip(_given(type(row)), values, strict=False):
            setattr(row, field.attname, value)


def _named(model: type[Model], field: Field) -> str:
    quoted = connection.ops.quote_name
    return f"{quoted(model._meta.db_table)}.{quoted(field.column)}"


@lru_cache(maxsize=64)
def _shape(model: type[Model]) -> tuple[list[str], list[tuple]]:
    fields = model._meta.concrete_fields
    converted = [(place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")]
    return [field.attname for field in fields], converted


@lru_cache(maxsize=64)
def _select(model: type[Model], by: tuple[str, ...], held: bool) -> str:
    where = " AND ".join(f"{_named(model, model._meta.get_field(name))} = %s" for name in by)
    return f"SELECT {columns(model)} FROM {model._meta.db_table} WHERE {where}{' FOR UPDATE' if held else ''}"


def _said(new: Sequence[Model]) -> tuple[Field, ...]:
    """What is not null in at least one of the rows, and not the database's to give."""
    own = _own(type(new[0]))
    return tuple(field for field in own if any(field.pre_save(row, True) is not None for row in new))


@lru_cache(maxsize=64)
def _own(model: type[Model]) -> list[Field]:
    """Fields whose values the database does not give."""
    return [field for field in model._meta.concrete_fields if not field.has_db_default() and not _numbers(field)]


def _numbers(field: Field) -> bool:
    return isinstance(field, AutoField)


@lru_cache(maxsize=64)
def _given(model: type[Model]) -> list[Field]:
    """Fields whose values the database gives."""
    return [field for field in model._meta.concrete_fields if field.has_db_default()]


@lru_cache(maxsize=256)
def _insert(model: type[Model], said: tuple[Field, ...], number: int) -> str:
    quoted = connection.ops.quote_name
    line = f"({', '.join(['%s'] * len(said))})"
    names = ", ".join(quoted(field.column) for field in said)
    into = f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([line] * number)}"
    return f"{into} RETURNING {', '.join(quoted(field.column) for field in _given(model)) or 'true'}"


@lru_cache(maxsize=64)
def _update(model: type[Model], names: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    changed = ", ".join(f"{quoted(model._meta.get_field(name).column)} = %s" for name in names)
    return f"UPDATE {model._meta.db_table} SET {changed} WHERE {quoted(model._meta.pk.column)} = %s"


def _prepared(field: Field, row: Model):
    """As the driver takes it; most values it takes as they are, which is found out sooner than by asking the field."""
    value = getattr(row, field.attname)
    if type(value) in TAKEN_AS_THEY_ARE and not isinstance(field, JSONField):
        return value
    return field.get_db_prep_save(value, connection)
