"""What holds from the day `starts`, until and without the day `ends`. Days are those of UTC, as the database's are."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


def _today() -> date:
    return timezone.now().date()


class Terms(models.QuerySet):
    def current(self):
        return self.unended().filter(starts__lte=_today())

    def unended(self):
        """Now, or from a later day on."""
        return self.filter(Q(ends=None) | Q(ends__gt=_today()))

    def ended(self):
        return self.filter(ends__lte=_today())


class Term:
    """A model's row of that kind."""

    ends: date | None

    @property
    def is_over(self) -> bool:
        return bool(self.ends) and self.ends <= _today()
