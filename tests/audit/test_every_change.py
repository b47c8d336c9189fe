"""Whatever changes a row of the practice leaves its trace in the same transaction."""

from collections import Counter

import pytest
from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.every_url import ADDRESSES, SENT, objects_of
from tests.forms import WORD, Forms, filled
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


@pytest.fixture(params=["planned", "live", "debriefing"])
def scene(request, cast):
    """Everything that an address can name, the session in one of its states."""
    scene = objects_of(cast)
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state=request.param)
    return scene


@pytest.mark.parametrize("who", ["alice", "adi"])
def test_whatever_is_sent_leaves_its_trace_when_it_changes_something(scene, at, who):
    person = getattr(scene.cast, who)
    browser = at(person)
    answers = {url: sent(browser, url, data) for url, data in forms(scene, browser, who).items()}
    changing = {url: entries for url, (changed, entries) in answers.items() if changed}
    assert len(changing) >= 10 and [url for url, entries in changing.items() if not entries] == []
    traces = [entry for entries in changing.values() for entry in entries]
    assert {entry.by for entry in traces} == {person.id}
    assert [entry.detail for entry in traces if WORD in str(entry.detail | {"code": ""})] == []


def test_what_changes_in_a_group_is_found_by_the_group(scene, at):
    browser = at(scene.cast.alice)
    for url, data in forms(scene, browser, "alice").items():
        changed, entries = sent(browser, url, data)
        of_the_group = {table for table in changed if not table.startswith("account")}
        assert {entry.group for entry in entries if of_the_group} <= {scene.cast.group.id}, url
