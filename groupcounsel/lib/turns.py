"""Who waits for whom where no row can be locked, because it is not there yet."""

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Until the transaction ends, whoever else asks for this name waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
