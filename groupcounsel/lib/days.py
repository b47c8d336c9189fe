"""Days as people mean them, for the database, whose days are those of UTC."""

from datetime import UTC, date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

LONG_AGO = date(1900, 1, 1)
FAR_AHEAD = timedelta(days=3653)


def in_our_time(day: date) -> None:
    """A validator: refuses years that only a slip of the finger writes, 0206 or 20266."""
    if not LONG_AGO <= day <= timezone.localdate() + FAR_AHEAD:
        raise ValidationError(_("Look at the year once more: %(year)s.") % {"year": f"{day.year:04}"})


def gone_by(day: date | None) -> date | None:
    """The day itself, which is today or behind us, or None. Raises `ValidationError`."""
    if day and day > timezone.localdate():
        raise ValidationError(_("That day has not come yet."))
    return day


def begun(day: date) -> date:
    """The day itself; but one that has begun here has begun: what starts or ends today does so at once.

    Raises `ValidationError` for a year that nobody can mean.
    """
    in_our_time(day)
    return min(day, datetime.now(UTC).date()) if day <= timezone.localdate() else day
