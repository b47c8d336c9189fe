import pytest
from django.db import connection
from django.db.transaction import atomic
from django.db.utils import IntegrityError, NotSupportedError, ProgrammingError

from groupcounsel.lib.database_session import acting
from members.models import Group, Person
from observations.events.models import Event
from tests.factories import feel, make_event, make_member, make_session

# Nothing clinical in them, and read before anybody is known: by sign-ins, tasks, calendars.
OPEN_TABLES = {
    "account_emailaddress", "account_emailconfirmation", "accounts_limits", "accounts_supervision", "accounts_user",
    "audit_entry",
    "auth_group", "auth_group_permissions", "auth_permission", "codebook_codebook", "django_content_type",
    "django_migrations", "django_session", "live_cues", "live_sealkey", "members_leadership", "members_watermark",
    "mfa_authenticator", "sessions_app_reminding", "summaries_build", "summaries_rebuild", "today_feed",
}  # fmt: skip
TABLES = """SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1"""


def names(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [name for (name,) in cursor.fetchall()]


def clinical_tables():
    return [name for name in names(TABLES) if name not in OPEN_TABLES]


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def filled(cast):
    event = make_event(session=cast.session, actor=cast.melati.person, toward=[cast.dahlia.person])
    feel(event=event, by=cast.seat)
    feel(event=event, by=cast.dahlia.person, feeling="angry")
    return cast


def test_every_table_that_is_not_named_open_has_forced_row_security(db):
    forced = names(
        """SELECT relname FROM pg_class
           WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace"""
    )
    assert len(forced) > 20
    assert set(clinical_tables()) == set(forced)


def test_without_a_user_every_clinical_table_is_empty(filled):
    with acting():
        assert {table: rows(table) for table in clinical_tables()} == dict.fromkeys(clinical_tables(), 0)


def test_the_same_tables_are_full_for_the_groups_own_task(filled):
    with acting(group_id=filled.group.id):
        assert rows("events_event") == 1 and rows("members_person") == 5 and rows("events_felt") == 2


@pytest.mark.parametrize(
    ("who", "events"),
    [("alice", 1), ("bob", 1), ("olga", 1), ("sari", 1), ("charlie", 0), ("rina", 0), ("adi", 0)],
)
def test_a_person_reads_the_events_of_groups_they_lead_or_supervise(filled, who, events):
    with acting(user_id=getattr(filled, who).id):
        assert rows("events_event") == events


def test_an_admin_sees_which_groups_there_are_and_nobody_in_them(filled):
    with acting(user_id=filled.adi.id):
        assert Group.objects.count() == 2
        assert not Person.objects.exists()


def test_one_groups_task_sees_no_other_group(filled):
    with acting(group_id=filled.other_group.id):
        assert set(Person.objects.values_list("group_id", flat=True)) == {filled.other_group.id}


@pytest.mark.parametrize("who", ["olga", "sari", "charlie", "adi"])
def test_who_only_reads_cannot_write_past_the_pages(filled, who):
    with acting(user_id=getattr(filled, who).id):
        assert Event.objects.update(text="changed") == 0
        assert Event.objects.all().delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), atomic():
            Person.objects.create(group=filled.group, ref="x", alias="X")


@pytest.mark.parametrize(("who", "feelings"), [("alice", 2), ("bob", 2), ("sari", 2), ("olga", 1)])
def test_counselors_feelings_are_for_counselors_and_supervisors(filled, who, feelings):
    with acting(user_id=getattr(filled, who).id):
        assert rows("events_felt") == feelings


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_counselor": False}])
def test_who_loses_the_sign_in_or_the_role_reads_nothing(filled, change):
    type(filled.alice).objects.filter(id=filled.alice.id).update(**change)
    with acting(user_id=filled.alice.id):
        assert rows("events_event") == 0


def test_an_ended_leadership_ends_at_once(filled, today):
    filled.group.leaderships.filter(user=filled.alice).update(ends=today)
    with acting(user_id=filled.alice.id):
        assert rows("events_event") == 0


def test_an_ended_supervision_ends_at_once(filled, today):
    filled.sari.supervisions_given.update(ends=today)
    with acting(user_id=filled.sari.id):
        assert rows("events_event") == 0


def test_a_row_cannot_refer_to_a_row_of_another_group(filled):
    stranger = make_member(group=filled.other_group, alias="Stranger")
    with pytest.raises(IntegrityError, match="of_the_same_group"), acting(group_id=filled.group.id):
        Event.objects.update(actor=stranger.person)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_user_is_gone_after_the_transaction_on_the_same_connection(filled):
    with acting(user_id=filled.alice.id):
        pass
    assert rows("events_event") == 0


def test_a_nested_scope_gives_back_the_outer_one(filled):
    with acting(user_id=filled.alice.id):
        with acting(group_id=filled.other_group.id):
            assert rows("events_event") == 0
        assert rows("events_event") == 1


def test_a_rolled_back_scope_gives_back_the_outer_one(filled):
    with acting(user_id=filled.alice.id):
        with pytest.raises(ZeroDivisionError), acting(group_id=filled.other_group.id):
            raise ZeroDivisionError
        assert rows("events_event") == 1


@pytest.mark.parametrize(
    "statement", ["TRUNCATE events_event", "CREATE TABLE loot (id int)", "COPY events_event FROM STDIN"]
)
def test_the_apps_role_has_no_such_right(db, statement):
    with (
        pytest.raises((ProgrammingError, NotSupportedError), match="denied|not supported"),
        atomic(),
    ):
        connection.cursor().execute(statement)


def test_the_apps_role_owns_nothing_and_bypasses_nothing(db):
    from groupcounsel.lib.checks import the_role_cannot_reach_around_row_security

    assert the_role_cannot_reach_around_row_security(None) == []


def test_a_component_seen_before_its_event_is_refused(filled):
    second = make_session(group=filled.group, number=2)
    with pytest.raises(IntegrityError, match="a_component_is_not_seen_before_its_event"), atomic():
        make_event(session=second, actor=filled.melati.person, components={"risk": ("observed", filled.session)})
