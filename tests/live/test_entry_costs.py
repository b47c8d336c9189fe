"""What an entry costs the database does not grow with what is there, and goes to it at once."""

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.lib.identifiers import uuid7
from observations.live.urls import urlpatterns

SCANS = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'live_delivery'"


def scans() -> int:
    with connection.cursor() as cursor:
        cursor.execute(SCANS)
        return cursor.fetchone()[0]


def test_an_entry_gets_its_number_without_a_look_through_all_the_others(live, device):
    device.record(live.melati.person)
    before = scans()
    assert device.record(live.melati.person).json()["number"] == 2
    assert scans() == before


def test_who_what_and_all_that_is_written_of_it_are_one_statement(live, device):
    device.record(live.melati.person)
    with CaptureQueriesContext(connection) as captured:
        device.record(live.melati.person)
    written = [query["sql"] for query in captured if "INSERT" in query["sql"]]
    assert len(written) == 1
    for table in ("events_event", "audit_entry", "members_watermark", "live_delivery"):
        assert table in written[0]


def test_an_entry_is_a_transaction_of_its_own_and_so_is_each_of_many():
    paths = {way.name: reverse(f"live:{way.name}", args=[uuid7()] * len(way.pattern.converters)) for way in urlpatterns}
    own = {name for name, path in paths.items() if settings.OWN_TRANSACTIONS.fullmatch(path)}
    assert own == {"entry_store", "hand_in", "lot_take_in"}
