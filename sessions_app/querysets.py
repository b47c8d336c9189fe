from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

LOCKED = ("signed", "countersigned")


def a_while_ago() -> datetime:
    """What should have begun before then and is still only planned was forgotten or did not take place."""
    return timezone.now() - timedelta(hours=3)


class Sessions(models.QuerySet):
    def upcoming(self, since: datetime | None = None):
        return self.filter(state="planned", starts__gte=since or a_while_ago())

    def begun(self, since: datetime | None = None):
        """All but the upcoming ones."""
        return self.exclude(state="planned", starts__gte=since or a_while_ago())

    def newest(self):
        return self.order_by("-starts", "-number")

    def held(self):
        return self.exclude(state="planned")

    def unfinished(self, since: datetime | None = None):
        """Over, or under way, and not signed yet."""
        return self.begun(since).exclude(state__in=LOCKED)

    def under_way_no_more(self, since: datetime | None = None):
        """Without those that began just now and run; one that nobody ended is over after a while."""
        return self.exclude(state="live", starts__gte=since or a_while_ago())

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
