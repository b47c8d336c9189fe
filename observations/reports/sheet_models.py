from django.conf import settings
from django.db import models
from django.utils import timezone

from groupcounsel.lib.models import Identified, OfGroup
from observations.reports.sheets.reading import Table
from observations.reports.sheets.rows import Reading, interpret
from sessions_app.models import Session


class SheetDraft(OfGroup):
    """A spreadsheet on its way into a session: as it was read, before a row of it is on record."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    structure = models.CharField(max_length=8, choices=Session.Structure)
    header = models.JSONField()
    rows = models.JSONField()
    blank = models.JSONField(default=list)
    people = models.JSONField(default=dict)
    columns = models.JSONField(null=True)
    unit = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_person_imports_one_sheet_at_a_time", fields=["group", "by"]),
        ]

    def reading(self, columns: dict[str, int | None], unit: str) -> Reading:
        return interpret(Table(self.header, self.rows, self.blank), columns, unit, self.minutes)


class SheetMapping(Identified):
    """Which column meant what in the last file with these columns, remembered for the person who said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    columns = models.JSONField()
    unit = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_mapping_is_remembered_once", fields=["user", "shape"])]
