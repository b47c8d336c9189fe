"""What somebody may read is found out once a transaction: and anew as soon as it changes there, or for another name."""

from datetime import date

import pytest
from django.db import connection, transaction

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.database_session import acting
from members.models import Leadership
from sessions_app.models import Session
from tests.factories import lead_group, supervise


def told(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [setting])
        return cursor.fetchone()[0]


def sees(cast) -> bool:
    return Session.objects.filter(pk=cast.session.pk).exists()


def writes(cast) -> bool:
    return bool(Session.objects.filter(pk=cast.session.pk).update(theme="Trust"))


def test_it_is_kept_under_the_name_it_was_found_for(cast):
    with acting(user_id=cast.alice.id):
        assert sees(cast) and told("app.rights").startswith(f"{cast.alice.id}/|{{{cast.group.id}}}")


def test_another_name_in_the_same_transaction_has_its_own(cast):
    with acting(user_id=cast.alice.id):
        assert sees(cast) and writes(cast)
        with acting(user_id=cast.charlie.id):
            assert not sees(cast) and not writes(cast)
        with acting(user_id=cast.olga.id):
            assert sees(cast) and not writes(cast)
        with acting(group_id=cast.group.id):
            assert sees(cast) and writes(cast)
        with acting():
            assert not sees(cast)
        assert sees(cast)


def leads_now(cast):
    lead_group(group=cast.group, user=cast.charlie, role="co-lead")


def supervises_now(cast):
    User.objects.filter(pk=cast.charlie.pk).update(is_supervisor=True)
    supervise(supervisor=cast.charlie, counselor=cast.alice)


@pytest.mark.parametrize("change", [leads_now, supervises_now])
def test_who_is_let_in_sees_at_once(cast, change):
    with acting(user_id=cast.charlie.id):
        assert not sees(cast)
        change(cast)
        assert sees(cast)


ENDED = {
    "the part": ("alice", lambda cast: Leadership.objects.filter(user=cast.alice).update(ends=date(2026, 1, 2))),
    "the person's work": ("alice", lambda cast: User.objects.filter(pk=cast.alice.pk).update(is_counselor=False)),
    "the sign-in": ("alice", lambda cast: User.objects.filter(pk=cast.alice.pk).update(is_active=False)),
    "the supervision": ("sari", lambda cast: Supervision.objects.filter(supervisor=cast.sari).delete()),
}


@pytest.mark.parametrize("what", ENDED)
def test_whose_right_ends_sees_nothing_from_then_on(cast, what):
    who, end = ENDED[what]
    with acting(user_id=getattr(cast, who).id):
        assert sees(cast)
        end(cast)
        assert not sees(cast) and not writes(cast)


def test_what_is_taken_back_is_forgotten_too(cast):
    with acting(user_id=cast.charlie.id):
        with pytest.raises(ArithmeticError), transaction.atomic():
            leads_now(cast)
            assert sees(cast)
            raise ArithmeticError
        assert not sees(cast)


def test_nothing_of_it_outlives_the_transaction(committed):
    with acting(), connection.cursor() as cursor:
        cursor.execute("SELECT app_readable_groups()")
        assert cursor.fetchone() == ([],) and told("app.rights").startswith("/|")
    assert told("app.rights") == ""
