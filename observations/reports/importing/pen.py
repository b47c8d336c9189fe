"""Writes rows of one group and counts what it wrote."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from groupcounsel.accounts.models import User


@dataclass
class Pen:
    group_id: UUID
    by: User | None
    at: datetime = field(default_factory=timezone.now)
    added: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    new: dict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))

    def add(self, model: type[Model], **facts) -> Model:
        """A row to be written with the others of its kind."""
        row = model(**({"group_id": self.group_id} if _of_group(model) else {}), **facts)
        self.new[model].append(row)
        return row

    def change(self, row: Model, **facts) -> None:
        """Only what differs, and only if something does."""
        differing = {name: value for name, value in facts.items() if getattr(row, name) != value}
        if differing:
            type(row).objects.filter(pk=row.pk).update(**differing)
            self.changed[row._meta.model_name] += 1

    def write(self, *models: type[Model]) -> None:
        for model in models:
            self.added[model._meta.model_name] += len(self.new[model])
            model.objects.bulk_create(self.new.pop(model, []), batch_size=1000)


def _of_group(model: type[Model]) -> bool:
    return any(one.attname == "group_id" for one in model._meta.concrete_fields)
