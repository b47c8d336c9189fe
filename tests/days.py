"""Which day it is, so that a test means the same at any hour and wherever it runs."""

from datetime import UTC, date, datetime


def day_of_the_database() -> date:
    """Also that of people made by the factories, whose time zone is UTC. It is asked for when a test needs it: the
    machine's own day is another one for hours, and that of the beginning of a long run may be over."""
    return datetime.now(UTC).date()
