"""What a schema refuses, in a counselor's words: every fault with its place, not only the first."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import reduce
from operator import getitem

import fastjsonschema
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, ValidationError

from observations.reports.interchange.faults import Fault, fault, step


class Check:
    """One schema: `fits` is quick, `faults` is thorough."""

    def __init__(self, schema: dict):
        self.quick = fastjsonschema.compile(schema, use_formats=False, use_default=False)
        self.thorough = Draft202012Validator(schema)

    def fits(self, value) -> bool:
        try:
            self.quick(value)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    def faults(self, path: str, value) -> list[Fault]:
        if self.fits(value):
            return []
        found = [one for error in self.thorough.iter_errors(value) for one in _explained(path, error)]
        return list(dict.fromkeys(found))

    def blanked(self, value):
        """A copy with null wherever a fault stands: what is left can be checked by further rules."""
        copy = deepcopy(value) if isinstance(value, dict) else {}
        for *above, last in sorted(self._faulty(value), key=len, reverse=True):
            reduce(getitem, above, copy)[last] = None
        return copy

    def _faulty(self, value) -> Iterator[list]:
        for error in self.thorough.iter_errors(value):
            if error.validator == "additionalProperties":
                yield from ([*error.absolute_path, key] for key in _unknown(error))
            elif error.validator != "required" and error.absolute_path:
                yield list(error.absolute_path)


def _explained(path: str, error: ValidationError) -> Iterator[Fault]:
    for key in error.absolute_path:
        path = step(path, key)
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        yield from (Fault(step(path, key), "", _("is missing")) for key in missing)
    elif error.validator == "additionalProperties":
        known = ", ".join(sorted(error.schema["properties"]))
        for key in sorted(_unknown(error)):
            expected = _("is not known here; known are %(keys)s") % {"keys": known}
            yield fault(step(path, key), error.instance[key], expected)
    elif error.validator == "uniqueItems":
        yield fault(path, error.instance, _("expected everything in it once"))
    else:
        yield fault(path, error.instance, _("expected %(what)s") % {"what": wanted(error.schema)})


def _unknown(error: ValidationError) -> set[str]:
    return set(error.instance) - set(error.schema["properties"])


def wanted(schema: dict) -> str:
    """What a schema lets pass, in words."""
    if "const" in schema or "enum" in schema:
        return _one_of(schema.get("enum", [schema.get("const")]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return _(" or ").join(_kind(kind, schema) for kind in kinds)


def _one_of(values: list) -> str:
    names = ["null" if value is None else str(value) for value in values]
    return names[0] if len(names) == 1 else _("one of %(names)s") % {"names": ", ".join(names)}


def _kind(kind: str, schema: dict) -> str:
    return KINDS[kind](schema)


def _text(schema: dict) -> str:
    if schema.get("pattern") == "^group$":
        return '"group"'
    if schema.get("format") in FORMATS:
        return str(FORMATS[schema["format"]]())
    if "maxLength" in schema:
        limits = {"least": schema.get("minLength", 0), "most": schema["maxLength"]}
        return _("text of %(least)d to %(most)d characters") % limits
    return _("text that is not empty") if "minLength" in schema else _("text")


def _number(schema: dict, whole: bool) -> str:
    limits = {"low": schema["minimum"], "high": schema["maximum"]}
    return (_("a whole number from %(low)d to %(high)d") if whole else _("a number from %(low)d to %(high)d")) % limits


FORMATS: dict[str, Callable[[], str]] = {
    "uuid": lambda: _("a UUID such as 0193a1f0-7c1e-7c39-9f0a-2b1de0c8a111"),
    "date": lambda: _("a date such as 2026-01-31"),
    "date-time": lambda: _("a time with its distance from UTC, such as 2026-01-31T16:00:00+07:00"),
    "code": lambda: _("a code of up to 60 letters, digits, - and _"),
}
KINDS: dict[str, Callable[[dict], str]] = {
    "string": _text,
    "integer": lambda schema: _number(schema, whole=True),
    "number": lambda schema: _number(schema, whole=False),
    "boolean": lambda schema: _("true or false"),
    "array": lambda schema: _("a list"),
    "object": lambda schema: _("an object"),
    "null": lambda schema: "null",
}
