"""Looking at pages as tests do."""

import html
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.audit.models import Entry

OUTSIDERS = ["charlie", "rina", "adi"]
READERS = ["olga", "sari"]
WRITERS = ["alice", "bob"]


def text_of(response) -> str:
    """What stands on the page, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def queries(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def chained() -> None:
    """The trail as it is after the commit, for a test that never commits."""
    with connection.cursor() as cursor:
        for when in ("IMMEDIATE", "DEFERRED"):
            cursor.execute(f"SET CONSTRAINTS audit_is_one_chain {when}")


def trail(action: str) -> list[Entry]:
    return list(Entry.objects.filter(action=action).order_by("id"))
