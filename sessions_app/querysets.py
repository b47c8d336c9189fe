from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

LOCKED = ("signed", "countersigned")


def a_while_ago() -> datetime:
    """What should have begun before then and is still only planned was forgotten or did not take place."""
    return timezone.now() - timedelta(hours=3)


class Sessions(models.QuerySet):
    def upcoming(self):
        return self.filter(state="planned", starts__gte=a_while_ago())

    def begun(self):
        """All but the upcoming ones."""
        return self.exclude(state="planned", starts__gte=a_while_ago())

    def newest(self):
        return self.order_by("-starts", "-number")

    def held(self):
        return self.exclude(state="planned")

    def unfinished(self):
        """Over, or under way, and not signed yet."""
        return self.begun().exclude(state__in=LOCKED)


class Attendances(models.QuerySet):
    def with_people(self):
        return self.select_related("person").order_by("person__alias", "person__ref")

    def there(self):
        return self.exclude(state__startswith="absent")

    def missed(self):
        return self.filter(state__startswith="absent")
