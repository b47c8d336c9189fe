from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Window
from django.db.models.functions import Now, RowNumber
from django.utils import timezone

LOCKED = ("signed", "countersigned")


# What should have begun before then and is still only planned was forgotten or did not take place.
WHILE = timedelta(hours=3)
A_WHILE_AGO = Now() - WHILE  # as the database reckons, so that a question may hold it


def a_while_ago() -> datetime:
    return timezone.now() - WHILE


class Sessions(models.QuerySet):
    def upcoming(self):
        return self.filter(state="planned", starts__gte=A_WHILE_AGO)

    def begun(self):
        """All but the upcoming ones."""
        return self.exclude(state="planned", starts__gte=A_WHILE_AGO)

    def newest(self):
        return self.order_by("-starts", "-number")

    def held(self):
        return self.exclude(state="planned")

    def unfinished(self):
        """Over, or under way, and not signed yet."""
        return self.begun().exclude(state__in=LOCKED)

    def under_way_no_more(self):
        """Without those that began just now and run; one that nobody ended is over after a while."""
        return self.exclude(state="live", starts__gte=A_WHILE_AGO)

    def of_each_group(self, order: str, most: int):
        """The first so many of each group in this order, by their beginning; each says in `total` of how many."""
        place = Window(RowNumber(), partition_by="group_id", order_by=order)
        total = Window(Count("id"), partition_by="group_id")
        return self.annotate(place=place, total=total).filter(place__lte=most).order_by("starts")


class Attendances(models.QuerySet):
    def with_people(self):
        return self.select_related("person").order_by("person__alias", "person__ref")

    def there(self):
        return self.exclude(state__startswith="absent")

    def missed(self):
        return self.filter(state__startswith="absent")
