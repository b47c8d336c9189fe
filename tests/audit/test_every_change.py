"""Whatever changes a row of the practice leaves its trace in the same transaction."""

from collections import Counter

import pytest
from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.every_url import ADDRESSES, SENT
from tests.forms import WORD, Forms, filled
from tests.one_of_everything import objects_of
from tests.test_every_url import OPEN_TO, ask

WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
SIGN_IN = ("/account/login", "/account/logout", "/account/password", "/account/2fa", "/account/reauthenticate")
NOT_THE_PRACTICES = {"audit_entry", "django_session", "members_watermark"}


def written() -> Counter:
    """How many rows of each table this transaction has written so far."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return Counter(dict(cursor.fetchall()))


def forms(scene, browser, who) -> dict[str, dict]:
    """Where this person can send something, and what; the sign-in has tests of its own."""
    found = {}
    for name, (word, arguments, method) in ADDRESSES.items():
        if who in OPEN_TO.get(word, ()):
            url = reverse(name, args=[argument(scene) for argument in arguments])
            if method == "post":
                found.setdefault(url, SENT.get(name, {}))
            else:
                found |= {place: filled(form) for place, form in Forms(ask(scene, browser, name)).forms.items()}
    return {url: data for url, data in found.items() if not url.startswith(SIGN_IN)}


def sent(browser, url, data) -> tuple[set[str], list[Entry]]:
    """Which of the practice's tables the answer wrote into, and the entries of the trail it added."""
    with atomic():
        before, last = written(), Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        browser.post(url, data)
        changed = set(written() - before) - NOT_THE_PRACTICES
        entries = list(Entry.objects.filter(id__gt=last))
        set_rollback(True)
    return changed, entries


@pytest.mark.parametrize(
    ("who", "state"), [("alice", "planned"), ("alice", "live"), ("alice", "debriefing"), ("adi", "debriefing")]
)
def test_whatever_is_sent_leaves_its_trace_when_it_changes_something(cast, at, who, state):
    scene, person = objects_of(cast), getattr(cast, who)
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state=state)
    browser, changing = at(person), 0
    for url, data in forms(scene, browser, who).items():
        changed, entries = sent(browser, url, data)
        changing += bool(changed)
        assert bool(entries) >= bool(changed), url
        assert {entry.by for entry in entries} <= {person.id}, url
        assert [entry.detail for entry in entries if WORD in str(entry.detail | {"code": ""})] == [], url
        if who == "alice" and changed and not url.startswith(("/account/", "/console/cues/")):  # her own, of no group
            assert {entry.group for entry in entries} <= {cast.group.id}, url
    assert changing >= 10
