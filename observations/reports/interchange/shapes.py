"""Words to write a JSON Schema with."""

from django.db.models import TextChoices

UUID = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
}
DATE = {"type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
    "(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$",
}
CODE = {"type": "string", "format": "code", "maxLength": 60, "pattern": "^[-a-zA-Z0-9_]+$"}
REF = {"type": "string", "minLength": 1, "maxLength": 60}
REFS = {"type": "array", "items": REF, "uniqueItems": True}
YES_OR_NO = {"type": ["boolean", "null"]}


def record(required: tuple[str, ...], **properties) -> dict:
    """An object with these keys and no other."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", **needed, "properties": properties, "additionalProperties": False}


def listed(items: dict, *, unique: bool = False) -> dict:
    return {"type": "array", "items": items} | ({"uniqueItems": True} if unique else {})


def named(values: dict) -> dict:
    """An object with any keys."""
    return {"type": "object", "additionalProperties": values}


def text(most: int | None = None, *, least: int = 0) -> dict:
    return {"type": "string"} | ({"minLength": least} if least else {}) | ({"maxLength": most} if most else {})


def whole(low: int, high: int) -> dict:
    return {"type": "integer", "minimum": low, "maximum": high}


def number(low: float, high: float) -> dict:
    return {"type": "number", "minimum": low, "maximum": high}


def coded(codes: type[TextChoices]) -> dict:
    return {"enum": [*codes.values, None]}


def either(schema: dict) -> dict:
    """Or null."""
    return schema | {"type": [schema["type"], "null"]}
