"""What the database itself keeps of people and of who supervises whom."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.constraints import broken_rule
from tests.factories import make_user, supervise

DAY = date(2026, 3, 1)
RULES = {
    "nobody_supervises_themselves": lambda cast: supervise(supervisor=cast.sari, counselor=cast.sari),
    "supervision_does_not_end_before_it_starts": lambda cast: supervise(
        supervisor=cast.rina, counselor=cast.bob, starts=DAY, ends=date(2026, 2, 28)
    ),
    "a_pair_has_one_open_supervision": lambda cast: supervise(supervisor=cast.sari, counselor=cast.alice, starts=DAY),
    "a_supervision_of_two_people_does_not_overlap": lambda cast: supervise(
        supervisor=cast.sari, counselor=cast.alice, starts=date(2025, 12, 1), ends=DAY
    ),
    "accounts_user_email_key": lambda cast: make_user(email=cast.alice.email),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_database_refuses_what_breaks_its_rule(cast, rule):
    with pytest.raises(IntegrityError) as refused:
        RULES[rule](cast)
    assert broken_rule(refused.value) == rule


def test_a_pair_may_come_together_again_once_the_first_time_is_over(cast):
    Supervision.objects.filter(supervisor=cast.sari).update(ends=DAY)
    assert supervise(supervisor=cast.sari, counselor=cast.alice, starts=DAY).ends is None


def test_supervision_may_end_on_the_day_it_began(cast):
    assert supervise(supervisor=cast.rina, counselor=cast.bob, starts=DAY, ends=DAY).is_over


@pytest.mark.parametrize("of", ["supervisor", "counselor"])
def test_nobody_is_removed_of_whom_a_supervision_speaks(cast, of):
    with pytest.raises(ProtectedError):
        {"supervisor": cast.rina, "counselor": cast.charlie}[of].delete()


@pytest.mark.parametrize("typed", ["New@Example.ORG", " new@example.org", "NEW@EXAMPLE.ORG"])
def test_an_address_is_kept_in_small_letters(db, typed):
    user = User.objects.create_user(email=typed.strip(), name="New")
    assert user.email == "new@example.org" and not user.has_usable_password()
