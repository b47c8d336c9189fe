"""What hangs on an event besides its own facets: kept when it is taken back, so that it comes back with it; handed on
when it becomes one with another.

Rooms above this one hang on events what this one does not know; the models tell.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from groupcounsel.lib import kept
from observations.events.models import Event
from observations.live.models import View


def rows_of(event: Event) -> list[dict]:
    """As JSON, with moments to the microsecond."""
    found = [row for _name, rows in _hanging(event) for row in serializers.serialize("python", rows)]
    return json.loads(json.dumps(found, default=str))


def put_back(event_id: UUID, rows: list[dict]) -> None:
    """Those of which all else that they name is still there; the event itself is on its way."""
    for told in serializers.deserialize("python", rows, ignorenonexistent=True):
        if _is_whole(told.object, event_id):
            kept.add(told.object)


def hand_on(event: Event, to: UUID) -> None:
    """To the event that stays when two become one. What that one has already, or cannot have, goes with the other."""
    for name, rows in _hanging(event):
        for row in rows:
            with suppress(IntegrityError), transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(**{f"{name}_id": to})


def _hanging(event: Event) -> Iterator[tuple[str, QuerySet]]:
    for relation in Event._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if relation.one_to_many and model is not View and model._meta.app_label != Event._meta.app_label:
            yield relation.field.name, model.objects.filter(**{relation.field.name: event})


def _is_whole(row: Model, event_id: UUID) -> bool:
    named = ((field.related_model, getattr(row, field.attname)) for field in row._meta.fields if field.is_relation)
    return all(pk in (None, event_id) or model.objects.filter(pk=pk).exists() for model, pk in named)
