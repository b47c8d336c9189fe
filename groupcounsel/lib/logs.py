"""A fault is logged by its kind, its place and the rule it broke; its message may quote what somebody wrote."""

import logging
import traceback
from collections.abc import Iterator
from copy import copy


class WithoutWords(logging.Formatter):
    """Also where a library puts the fault into its own sentence, as Celery does under the name `exc`."""

    def format(self, record):
        record = copy(record)
        record.exc_text = None  # as another handler may have written it
        if isinstance(record.args, dict) and "exc" in record.args and record.exc_info:
            record.args = record.args | {"exc": kind(record.exc_info[1])}
        return super().format(record)

    def formatException(self, exc_info):
        faults = [*_earlier(exc_info[1]), exc_info[1]]
        return "\n".join("".join(traceback.format_tb(fault.__traceback__)) + kind(fault) for fault in faults)


def kind(fault: BaseException) -> str:
    """ValueError; with the database's code and rule where it refused; with the kinds in a group of faults."""
    told = f"{type(fault).__module__}.{type(fault).__qualname__}".removeprefix("builtins.")
    diagnosis = getattr(fault, "diag", None)
    words = [diagnosis.sqlstate, diagnosis.constraint_name] if diagnosis else []
    words += map(kind, getattr(fault, "exceptions", ()))
    return " ".join([told, *filter(None, words)])


def _earlier(fault: BaseException) -> Iterator[BaseException]:
    """What led to it, the first one first."""
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if cause:
        yield from _earlier(cause)
        yield cause
