"""Reminders: to whom, when, once, and without a word of the group."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Group, Leadership
from sessions_app.models import Reminded, Reminding, Session
from sessions_app.reminders import remind, who_asked
from tests.days import day_of_the_database
from tests.factories import make_session, supervise


@pytest.fixture
def clock():
    """`with clock(9):` it is nine in the morning, UTC, today."""
    return lambda hour, minute=0: time_machine.travel(_at(hour, minute), tick=False)


def _at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return datetime.combine(day_of_the_database() + timedelta(days=days), time(hour, minute), UTC)


def asks(user, hours=None, morning=False) -> None:
    Reminding.objects.update_or_create(user=user, defaults={"hours_before": hours, "morning_after": morning})


def session(cast, hour, *, days=0, number=9, state="planned", **fields) -> Session:
    return make_session(group=cast.group, number=number, state=state, starts=_at(hour, days=days), **fields)


def letters() -> list[tuple[str, str]]:
    return [(letter.subject, letter.body) for letter in mail.outbox]


def test_a_session_is_announced_so_many_hours_before_and_once(cast, clock):
    asks(cast.alice, 2)
    session(cast, 16)
    for hour, minute, sent in ((13, 59, 0), (14, 0, 1), (14, 5, 0), (15, 59, 0)):
        with clock(hour, minute):
            assert remind(cast.alice.id) == sent, (hour, minute)
    [letter] = mail.outbox
    assert letter.to == [cast.alice.email] and letter.subject == "You have a session today"
    assert "You have a session today at 16:00 (UTC). What is planned" in letter.body
    assert f"http://localhost:8000{reverse('today:today')}" in letter.body


@pytest.mark.parametrize(
    ("days", "hours", "subject", "said"),
    [
        (1, 48, "You have a session tomorrow", "You have a session tomorrow at 10:00 (UTC)."),
        (2, 48, "You have a session soon", "at 10:00 (UTC)."),
    ],
)
def test_it_says_which_day(cast, clock, days, hours, subject, said):
    asks(cast.alice, hours)
    session(cast, 10, days=days)
    with clock(12):
        remind(cast.alice.id)
    [(told, body)] = letters()
    assert told == subject and said in body


def test_it_speaks_the_persons_language_in_the_persons_time(cast, clock):
    User.objects.filter(pk=cast.alice.pk).update(language="id", timezone="Asia/Jakarta")
    asks(cast.alice, 2)
    session(cast, 9)
    with clock(8):
        remind(cast.alice.id)
    [(subject, body)] = letters()
    assert subject == "Ada sesi Anda hari ini" and "Ada sesi Anda hari ini pukul 16:00." in body


def test_nothing_of_the_group_is_in_it(cast, clock):
    asks(cast.alice, 2, True)
    coming = session(cast, 16, theme="Grief")
    session(cast, 9, days=-1, number=8, state="debriefing", theme="Grief")
    with clock(14):
        assert remind(cast.alice.id) == 2
    clinical = ("Grief", "Melati", "Kelompok", str(coming.id), str(cast.group.id))
    assert [word for word in clinical if word in str(letters())] == []


def test_a_session_that_was_over_before_anybody_looked_is_not_announced(cast, clock):
    asks(cast.alice, 2)
    session(cast, 10)
    session(cast, 11, number=8, state="live")
    with clock(10, 1):
        assert remind(cast.alice.id) == 0


@pytest.mark.parametrize(("state", "waits"), [("debriefing", True), ("planned", True), ("signed", False)])
def test_the_morning_after_the_records_that_wait_are_counted(cast, clock, state, waits):
    asks(cast.alice, morning=True)
    session(cast, 16, days=-1, state=state)
    for hour, minute, sent in ((7, 59, 0), (8, 0, waits), (8, 5, 0)):
        with clock(hour, minute):
            assert remind(cast.alice.id) == sent, (hour, minute)
    assert [subject for subject, _ in letters()] == ["1 record to finish"] * waits


def test_several_records_are_one_letter_and_later_ones_another(cast, clock):
    asks(cast.alice, morning=True)
    for number, days in ((8, -2), (9, -1)):
        session(cast, 16, days=days, number=number, state="debriefing")
    with clock(9):
        assert remind(cast.alice.id) == 1
    session(cast, 18, days=-1, number=10, state="debriefing")
    with clock(10):
        assert remind(cast.alice.id) == 1
    assert [subject for subject, _ in letters()] == ["2 records to finish", "1 record to finish"]


def test_old_records_and_those_of_today_are_nobodys_morning(cast, clock):
    asks(cast.alice, morning=True)
    session(cast, 7, state="debriefing")
    session(cast, 16, days=-4, number=8, state="debriefing")
    with clock(12):
        assert remind(cast.alice.id) == 0


def everybody_asks(cast) -> None:
    for name in ("alice", "bob", "olga", "charlie", "sari", "adi"):
        asks(getattr(cast, name), 2, True)


def test_those_with_a_part_in_the_group_are_reminded_and_only_writers_of_records(cast, clock):
    everybody_asks(cast)
    session(cast, 16)
    session(cast, 9, days=-1, number=8, state="debriefing")
    User.objects.filter(pk=cast.charlie.pk).update(is_supervisor=True)
    supervise(supervisor=cast.charlie, counselor=cast.alice)
    with clock(14):
        sent = {name: remind(getattr(cast, name).id) for name in ("alice", "bob", "olga", "charlie", "sari", "adi")}
    assert sent == {"alice": 2, "bob": 2, "olga": 1, "charlie": 0, "sari": 0, "adi": 0}


@pytest.mark.parametrize("change", ["closed", "no counselor", "left", "over", "never asked", "asked no more"])
def test_whoever_is_to_hear_nothing_hears_nothing(cast, clock, change):
    asks(cast.alice, 2, True)
    session(cast, 16)
    changes = {
        "closed": lambda: User.objects.filter(pk=cast.alice.pk).update(is_active=False),
        "no counselor": lambda: User.objects.filter(pk=cast.alice.pk).update(is_counselor=False),
        "left": lambda: Leadership.objects.filter(user=cast.alice).update(ends=day_of_the_database()),
        "over": lambda: Group.objects.filter(pk=cast.group.pk).update(ended=day_of_the_database()),
        "never asked": lambda: Reminding.objects.all().delete(),
        "asked no more": lambda: asks(cast.alice),
    }
    with acting(user_id=cast.adi.id):
        assert changes[change]() or change == "asked no more"
    with clock(14):
        assert remind(cast.alice.id) == 0 and mail.outbox == []


def test_a_letter_that_no_server_took_is_tried_again(cast, clock, settings):
    asks(cast.alice, 2, True)
    session(cast, 16)
    session(cast, 9, days=-1, number=8, state="debriefing")
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with clock(14):
        assert remind(cast.alice.id) == 0
    with acting(user_id=cast.alice.id):
        assert not Reminded.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock(14, 5):
        assert remind(cast.alice.id) == 2


def test_who_asked_are_those_who_chose_something_and_may_sign_in(cast):
    asks(cast.alice, 2)
    asks(cast.bob, None, True)
    asks(cast.olga)
    asks(cast.charlie, 2)
    User.objects.filter(pk=cast.charlie.pk).update(is_active=False)
    assert {asked.user_id for asked in who_asked()} == {cast.alice.id, cast.bob.id}
