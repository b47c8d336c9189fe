from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from groupcounsel import health
from members.models import Watermark
from tests.factories import PASSWORD, make_group, make_user, supervise
from tests.pages import queries, text_of
from tests.stack import queue

URL = reverse("supervision:practice")


def test_an_admin_sees_who_there_is(cast, at):
    make_user(name="Former", is_active=False)
    cast.sari.set_password(PASSWORD)
    cast.sari.save()
    make_group(name="Ended", ended=date(2026, 3, 1))
    shown = text_of(at(cast.adi).get(URL))
    assert "Who may sign in 7 6 invited Counselors 4 Supervisors 2 Admins 1 Running groups 2 Ended groups 1" in shown


def test_who_leads_what_and_who_supervises_whom(cast, at):
    make_group(name="Orphan")
    shown = text_of(at(cast.adi).get(URL))
    assert "Kelompok Melati Alice, Bob, Olga (observer)" in shown.replace(" ,", ",") and "Orphan nobody" in shown
    assert "Sari → Alice since 1 Jan 2026" in shown


def test_nothing_of_the_records_is_on_it(cast, at):
    shown = text_of(at(cast.adi).get(URL)).replace("Kelompok Melati", "")
    assert "Melati" not in shown and "Dahlia" not in shown and "session" not in shown.lower()


def test_summaries_behind_their_record_are_counted(cast, at):
    assert "4 behind their records" in text_of(at(cast.adi).get(URL))
    Watermark.objects.update(built=1)
    assert "all up to date" in text_of(at(cast.adi).get(URL))


@pytest.fixture
def queue_at():
    """Another queue than the tests' own, so that nobody else's tasks are counted."""

    @contextmanager
    def elsewhere(url):
        health.queue_client.cache_clear()
        with override_settings(REDIS_URL=url):
            yield
        health.queue_client.cache_clear()

    return elsewhere


def test_the_queue_says_how_many_tasks_wait(cast, at, queue_at):
    with queue_at(queue(13)):
        health.queue_client().flushdb()
        assert "Queue empty" in text_of(at(cast.adi).get(URL))
        health.queue_client().rpush(health.QUEUE, "one", "two")
        assert "2 tasks wait" in text_of(at(cast.adi).get(URL))
        health.queue_client().flushdb()


def test_a_queue_that_is_not_reached_is_no_fault_of_the_page(cast, at, queue_at):
    with queue_at("redis://127.0.0.1:1/0"):
        shown = text_of(at(cast.adi).get(URL))
    assert "Queue not reached" in shown and "no sign of life" in shown


def test_twenty_of_each_more_cost_no_query_more_and_the_page_stays_short(cast, at):
    browser = at(cast.adi)
    before = queries(browser, URL)
    for number in range(20):
        counselor = make_user(name=f"C{number:02}")
        make_group(lead=counselor, name=f"A group {number:02}")
        supervise(supervisor=cast.rina, counselor=counselor)
    assert queries(browser, URL) == before
    shown = text_of(browser.get(URL))
    assert shown.count("A group") == 12 and shown.count("Rina →") == 12


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(URL).status_code == 405


def test_a_first_admin_has_a_page_that_says_what_is_missing(db, at, capsys):
    call_command("create_admin", "adi@example.org", "Adi")
    adi = make_user(name="Other", is_counselor=False, is_admin=True)
    shown = text_of(at(adi).get(URL))
    assert "No group yet." in shown and "No pair yet." in shown and "Admins 2" in shown
