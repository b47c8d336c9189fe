"""Every table with clinical content, none of them empty, to everybody: the list is the database's own, so that a table
that is new fails here until there is a row of it and somebody has said who reads it."""

import json
from datetime import date

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.db.utils import ProgrammingError

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.identities import sealed
from members.models import Group, Identity, Membership
from observations.codebook.models import Behaviour
from observations.debriefing.models import Answer, EndedArc, Enough, Touch
from observations.events.models import Amendment, Event
from observations.live.models import Delivery, Presence, Seating, TwoEvents, View
from observations.polls.models import Ballot, Choice, Poll
from observations.reports.models import Transfer, TransferFault
from observations.reports.sheet_models import SheetMapping
from sessions_app.models import Reminded, Signature
from tests.events.made import everything, recorded
from tests.every_url import objects_of
from tests.test_access_in_the_database import clinical_tables, names

READERS, WRITERS, OUTSIDERS = ["alice", "bob", "olga", "sari"], ["alice", "bob"], ["charlie", "rina", "adi"]
# Of one person, whatever group they lead: only Alice, whose they are here.
OWN = {
    "reports_sheetdraft",
    "reports_sheetmapping",
    "reports_transfer",
    "reports_transferfault",
    "sessions_app_reminded",
}
# What counselors felt stands in them; what is kept apart is for supervisors until they hand it over.
NOT_FOR = {
    "olga": {"live_delivery", "live_view", "live_quarantined", "debriefing_touch"},
    "alice": {"live_quarantined"},
    "bob": {"live_quarantined"},
}
# What a supervisor decides about, although they write nothing into the record.
DECIDED = {"sari": {"live_quarantined"}}
# An admin sees that a group exists; everybody the practice's own behaviours.
NAMED = {"members_group", "codebook_behaviour"}
OF_A_GROUP = """SELECT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attname = 'group_id'
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY 1"""
COPY = "INSERT INTO {0} SELECT (jsonb_populate_record(t, %s::jsonb)).* FROM {0} t WHERE group_id = %s LIMIT 1"


@pytest.fixture
def full(cast):
    """A row of everything in Alice's group, and of what is hers alone."""
    objects_of(cast)
    event, of = recorded(cast, everything(cast)), {"group": cast.group}
    with acting(group_id=cast.group.id):
        Amendment.objects.create(event=event, reason="A slip", before={"text": "a"}, after={"text": "b"}, **of)
        Identity.objects.create(person=cast.melati.person, sealed=sealed({"legal_name": "Sri"}), **of)
        for left in (date(2026, 5, 1), None):
            Membership.objects.filter(pk=cast.dahlia.pk).update(left=left)
        Signature.objects.create(session=cast.session, person=cast.seat, **of)
        Behaviour.objects.create(code="sulks", **of)
        _of_consoles(cast, event, of)
        _of_debriefings(cast, event, of)
        poll = Poll.objects.create(ref="p1", kind="nomination", criterion="With whom?", **of)
        ballot = Ballot.objects.create(poll=poll, by=cast.melati.person, **of)
        Choice.objects.create(ballot=ballot, person=cast.dahlia.person, value=1, **of)
    with acting(user_id=cast.adi.id):
        Transfer.objects.all().delete()
    with acting(user_id=cast.alice.id):
        SheetMapping.objects.create(user=cast.alice, shape="x", columns={}, unit="")
        transfer = Transfer.objects.create(by=cast.alice, size=1)
        TransferFault.objects.create(transfer=transfer, path="$", expected="a date")
        Reminded.objects.create(user=cast.alice, session=cast.session, kind="session")
    return cast


def _of_consoles(cast, event, of):
    [other] = Event.objects.filter(session=cast.session).exclude(pk=event.pk)[:1]
    came = {"session": cast.session, "author": cast.alice, "device": uuid7(), "tapped_at": cast.session.starts}
    Delivery.objects.create(kind="record", event=event.id, place=1, digest="0" * 64, **came, **of)
    View.objects.create(event=event, recorded_by=cast.seat, joined_by=cast.alice, document={}, **of)
    TwoEvents.objects.create(one=event, other=other, said_by=cast.alice, **of)
    Seating.objects.create(**of)
    Presence.objects.create(session=cast.session, user=cast.alice, seen_at=cast.session.starts, **of)


def _of_debriefings(cast, event, of):
    mine = {"session": cast.session, "by": cast.alice}
    Touch.objects.create(event=event.id, before={"novel": None}, after={"novel": True}, **mine, **of)
    Enough.objects.create(**mine, **of)
    first, *_, later = Event.objects.filter(session=cast.session).order_by("at", "id")
    Answer.objects.create(event=first, answer=later, by=cast.alice, line={}, **of)
    EndedArc.objects.create(event=event, by=cast.alice, **of)


def of_group(table, group) -> tuple[str, list]:
    """The condition that a row is of the group, where the table has one; and its values."""
    column = {"members_group": "id"}.get(table, "group_id" if table in names(OF_A_GROUP) else "")
    return (f" WHERE {column} = %s", [group.id]) if column else ("", [])


def met(statement, table, group) -> int:
    """How many of the group's rows the statement finds or changes."""
    condition, values = of_group(table, group)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table) + condition, values)
        return cursor.rowcount


def seen(cast, **who) -> set[str]:
    """Tables in which rows of Alice's group show themselves."""
    with acting(**who):
        return {table for table in clinical_tables() if met("SELECT FROM {}", table, cast.group)}


def test_there_is_a_row_in_every_table(full):
    of_the_group = seen(full, group_id=full.group.id) | seen(full, user_id=full.alice.id)
    assert of_the_group == set(clinical_tables()) and len(of_the_group) > 25


def test_without_a_user_every_table_is_empty(full):
    assert seen(full) == set()


@pytest.mark.parametrize("who", READERS)
def test_readers_of_the_group_read_all_of_it_but_what_is_alices_alone(full, who):
    hidden = NOT_FOR.get(who, set()) | (set() if who == "alice" else OWN)
    assert seen(full, user_id=getattr(full, who).id) == set(clinical_tables()) - hidden


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_read_nothing_of_it(full, who):
    assert seen(full, user_id=getattr(full, who).id) == ({"members_group"} if who == "adi" else set())


def test_another_groups_task_reads_nothing_of_it(full):
    assert seen(full, group_id=full.other_group.id) == set()


@pytest.mark.parametrize("who", ["olga", "sari", *OUTSIDERS])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_who_may_not_write_changes_and_removes_nothing(full, who, statement):
    """The own drafts and files of somebody else are theirs; an admin may change a group's register."""
    tables = sorted(set(clinical_tables()) - NAMED - DECIDED.get(who, set()))
    with acting(user_id=getattr(full, who).id):
        changed = {table: met(statement, table, full.group) for table in tables}
    assert changed == dict.fromkeys(tables, 0)


@pytest.mark.parametrize("who", ["olga", "sari"])
def test_readers_who_may_not_write_add_nothing(full, who):
    """They see a row to copy; the copy is refused by the policy, not by a rule about what it says."""
    tables = [table for table in names(OF_A_GROUP) if table not in OWN]
    refused = {}
    with acting(user_id=getattr(full, who).id):
        for table in tables:
            refused[table] = refusal(COPY.format(table), json.dumps({"id": str(uuid7())}), full.group.id)
    assert refused == {table: unseen(who, table) or "row-level security" for table in tables}


def unseen(who, table) -> str:
    """There is no row to copy where this person sees none."""
    return "0 rows written" if table in NOT_FOR.get(who, ()) else ""


def test_who_leads_one_group_puts_no_row_into_another(full):
    """Alice copies rows of her own group under the name of Charlie's."""
    tables = names(OF_A_GROUP)
    refused = {}
    with acting(user_id=full.alice.id):
        for table in tables:
            wanted = {"id": str(uuid7()), "group_id": str(full.other_group.id)}
            refused[table] = refusal(COPY.format(table), json.dumps(wanted), full.group.id)
    assert refused == {table: unseen("alice", table) or "row-level security" for table in tables}


def refusal(statement, *params) -> str:
    try:
        with atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            return f"{cursor.rowcount} rows written"
    except ProgrammingError as refused:
        return "row-level security" if "row-level security" in str(refused) else str(refused)


def test_a_group_that_is_moved_into_another_by_a_change_of_its_rows_stays_where_it_is(full):
    with acting(user_id=full.alice.id), pytest.raises(ProgrammingError, match="row-level security"), atomic():
        connection.cursor().execute("UPDATE members_person SET group_id = %s", [full.other_group.id])
    with acting(group_id=full.group.id):
        assert Group.objects.get().id == full.group.id
