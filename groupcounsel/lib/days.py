"""Days as people mean them, for the database, whose days are those of UTC."""

from datetime import UTC, date, datetime

from django.utils import timezone


def begun(day: date) -> date:
    """The day itself; but one that has begun here has begun: what starts or ends today does so at once."""
    return min(day, datetime.now(UTC).date()) if day <= timezone.localdate() else day
