"""What the database refused, said where it was typed: its rules carry names, and a form knows the words for them."""

from collections.abc import Callable
from contextlib import contextmanager

from django.db import IntegrityError, transaction


def broken_rule(error: IntegrityError) -> str:
    """The name of the rule that refused; empty when the database gave none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def told_in(form, rules: dict[str, tuple[str, str]]):
    """Inside, a change that breaks one of these rules is taken back and becomes an error of the form."""
    return told_by(form.add_error, rules)


@contextmanager
def told_by(tell: Callable[[str | None, str], None], rules: dict[str, tuple[str | None, str]]):
    """Inside, a change that breaks one of these rules is taken back, and `tell` hears the field and the words of it.

    `rules`: name of the rule → (field, words). Any other rule is a fault of ours and stays one.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        rule = broken_rule(error)
        if rule not in rules:
            raise
        tell(*rules[rule])
