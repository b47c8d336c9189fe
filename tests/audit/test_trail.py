import psycopg
import pytest
from django import forms
from django.db import connection

from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import BROKEN, broken_links, changed_fields, record
from tests.databases import copied, named, start
from tests.pages import chained


def test_an_entry_says_who_did_what_to_what_in_which_group(cast):
    entry = record(by=cast.alice, action="opened", subject=cast.melati, evidence=3)
    stored = Entry.objects.get(action="opened")
    assert (stored.by, stored.kind, stored.subject) == (cast.alice.id, "members.membership", cast.melati.id)
    assert (stored.group, stored.detail, stored.at) == (cast.group.id, {"evidence": 3}, entry.at)


def test_a_visitor_and_a_task_are_nobody(db):
    record(by=None, action="sign-in-refused")
    assert Entry.objects.get().by is None


def test_an_entry_outlives_what_it_speaks_of(cast):
    record(by=cast.rina, action="signed-in", subject=cast.rina)
    gone = cast.rina.id
    cast.rina.supervisions_given.all().delete()
    cast.rina.delete()
    assert Entry.objects.get(by=gone).subject == gone


def test_each_entry_carries_the_hash_of_the_one_before(cast):
    for _ in range(4):
        record(by=cast.alice, action="opened", subject=cast.melati)
    chained()
    entries = list(Entry.objects.order_by("id"))
    for earlier, later in zip(entries, entries[1:], strict=False):
        assert later.id == earlier.id + 1 and bytes(later.previous) == bytes(earlier.hash) != b""


def test_a_trail_that_nobody_touched_is_whole_wherever_one_begins_to_look(cast):
    for _ in range(5):
        record(by=cast.alice, action="opened", subject=cast.melati)
    chained()
    last = Entry.objects.latest("id").id
    assert broken_links() == broken_links(last - 2) == broken_links(last + 1) == []


@pytest.fixture(scope="module")
def tampered():
    """A trail of six entries, and somebody who is let in by everything: changes it, and looks whether it shows."""
    with (
        copied("tests_tampered_trail") as name,
        psycopg.connect(named(start().superuser, name), autocommit=True) as superuser,
    ):
        for number in range(6):
            superuser.execute(
                "INSERT INTO audit_entry (at, action, kind, detail, previous, hash) "
                "VALUES (now(), 'opened', '', jsonb_build_object('n', %s::int), '', '')",
                [number],
            )
        yield lambda change, first=1: _seen(superuser, change, first)


def _seen(superuser, change: str, first: int) -> list[int]:
    with superuser.transaction(force_rollback=True):
        superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute(change)
        return [number for (number,) in superuser.execute(BROKEN, {"first": first}).fetchall()]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("SELECT 1", []),
        ("UPDATE audit_entry SET action = 'closed' WHERE id = 3", [3]),
        ("UPDATE audit_entry SET by = gen_random_uuid() WHERE id = 3", [3]),
        ("UPDATE audit_entry SET at = at - interval '1 hour' WHERE id = 1", [1]),
        ("""UPDATE audit_entry SET detail = '{"n": 9}' WHERE id = 6""", [6]),
        ('UPDATE audit_entry SET "group" = gen_random_uuid() WHERE id = 2', [2]),
        ("DELETE FROM audit_entry WHERE id = 3", [4]),
        ("DELETE FROM audit_entry WHERE id < 3", [3]),
        ("UPDATE audit_entry SET id = CASE id WHEN 3 THEN 4 ELSE 3 END + 100 WHERE id IN (3, 4)", [5, 103, 104]),
        ("UPDATE audit_entry SET hash = sha256(hash) WHERE id = 4", [4, 5]),
    ],
)
def test_whatever_somebody_changes_shows(tampered, change, broken):
    assert tampered(change) == broken


def test_a_look_at_the_newest_sees_what_was_changed_among_them_and_nothing_before(tampered):
    assert tampered("UPDATE audit_entry SET action = 'closed' WHERE id IN (2, 5)", first=4) == [5]


def test_not_even_the_tables_owner_changes_an_entry(db):
    with (
        psycopg.connect(named(start().owner, connection.settings_dict["NAME"]), autocommit=True) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        owner.execute("DELETE FROM audit_entry")


class RightsForm(forms.Form):
    name = forms.CharField()
    is_admin = forms.BooleanField(required=False)


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ({"name": "Alice"}, {"fields": []}),
        ({"name": "Alicia"}, {"fields": ["name"]}),
        ({"name": "Alice", "is_admin": "on"}, {"fields": ["is_admin"], "values": {"is_admin": [False, True]}}),
    ],
)
def test_of_a_form_the_names_of_what_changed_are_noted_and_the_values_of_rights_only(typed, noted):
    form = RightsForm(typed, initial={"name": "Alice", "is_admin": False})
    assert form.is_valid()
    assert changed_fields(form, with_values=("is_admin",)) == noted
