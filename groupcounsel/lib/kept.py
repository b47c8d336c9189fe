"""Rows in and out by statements that are put together once.

For what happens at every request and every tap: writing such a statement anew takes Django longer than carrying it out
takes the database. Whatever is asked more seldom, or in more ways, is a query set.
"""

from functools import lru_cache
from typing import TypeVar

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import AutoField

Row = TypeVar("Row", bound=Model)


def rows(statement: str, *values) -> list[tuple]:
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
    told = rows(_select(model, tuple(by), held), *by.values())
    return made_of(model, told[0]) if told else None


def add(*new: Row) -> None:
    """Rows of one model, none of them stored yet. What the database says of itself is in them afterwards."""
    model = type(new[0])
    given = _given(model)
    with connection.cursor() as cursor:
        cursor.execute(_insert(model, len(new)), [value for row in new for value in _values(row)])
        told = cursor.fetchall() if given else [()] * len(new)
    for row, said in zip(new, told, strict=True):
        row._state.adding, row._state.db = False, connection.alias
        for field, value in zip(given, said, strict=True):
            setattr(row, field.attname, value)


def change(row: Model, names: tuple[str, ...]) -> None:
    """These fields of a stored row."""
    fields = [row._meta.get_field(name) for name in names]
    values = [_prepared(field, getattr(row, field.attname)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), names), [*values, row.pk])


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


@lru_cache(maxsize=64)
def _said(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field not in _given(model)]


@lru_cache(maxsize=64)
def _given(model: type[Model]) -> list[Field]:
    """Fields whose values the database gives."""
    fields = model._meta.concrete_fields
    return [field for field in fields if isinstance(field, AutoField) or field.has_db_default()]


@lru_cache(maxsize=64)
def _insert(model: type[Model], number: int) -> str:
    said, given = ([connection.ops.quote_name(field.column) for field in of(model)] for of in (_said, _given))
    line = f"({', '.join(['%s'] * len(said))})"
    into = f"INSERT INTO {model._meta.db_table} ({', '.join(said)}) VALUES {', '.join([line] * number)}"
    return f"{into} RETURNING {', '.join(given)}" if given else into


@lru_cache(maxsize=64)
def _update(model: type[Model], names: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    changed = ", ".join(f"{quoted(model._meta.get_field(name).column)} = %s" for name in names)
    return f"UPDATE {model._meta.db_table} SET {changed} WHERE {quoted(model._meta.pk.column)} = %s"


def _values(row: Model) -> list:
    return [_prepared(field, field.pre_save(row, True)) for field in _said(type(row))]


def _prepared(field: Field, value):
    return field.get_db_prep_save(value, connection)
