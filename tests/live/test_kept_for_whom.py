"""Who decides about what was kept apart when its author's part has ended, and with it perhaps the supervisor's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.live.models import Quarantined
from tests.live.test_kept_apart import LIST, page, state
from tests.pages import queries, text_of, trail


@pytest.fixture
def left(live, device):
    """Alice tapped, then her part in the group ended, and with it her supervisor's view of it."""
    envelope = device.entry("record", {"event": str(live.group.id), "set": {"actor": live.melati.person.ref}}, ago=60)
    Leadership.objects.filter(user=live.alice).update(ends="2026-01-02")
    assert device.send(envelope).json()["kept"] == "quarantine"
    with acting(group_id=live.group.id):
        return Quarantined.objects.get()


@pytest.fixture
def unsupervised(kept):
    Supervision.objects.update(ends=timezone.now().date())
    return kept


def test_the_authors_supervisor_decides_also_when_the_group_is_closed_to_them(live, left, at, events):
    sari = at(live.sari)
    assert sari.get(reverse("members:group_detail", args=[live.group.id])).status_code == 404
    assert "1 entry kept apart" in text_of(sari.get(reverse("supervision:caseload")))
    listed = text_of(sari.get(LIST))
    assert "Kelompok Melati" in listed and "session 1" in listed and "Alice" in listed
    shown = sari.get(page(left))
    assert "entered by Alice" in text_of(shown) and "Kelompok Melati, session 1" in text_of(shown)
    assert str(live.session.id) not in shown.content.decode(), "no way leads to what would be refused"
    assert sari.post(page(left, "take_in")).status_code == 403
    assert sari.post(page(left, "hand_over")).status_code == 302
    assert trail("entry-handed-over")[0].by == live.sari.id
    assert at(live.bob).post(page(left, "take_in")).status_code == 302
    assert [event.recorded_by.alias for event in events()] == ["Alice"]


def test_the_authors_supervisor_sets_it_aside(live, left, at):
    refused = at(live.sari).post(page(left, "set_aside"), {"reason": " "})
    assert refused.status_code == 422 and "Write why" in text_of(refused)
    assert at(live.sari).post(page(left, "set_aside"), {"reason": "A test."}).status_code == 302
    assert state(left).state == "set-aside"


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "olga", "rina", "adi"])
def test_nobody_else_sees_it_meanwhile(live, left, at, who):
    browser = at(getattr(live, who))
    assert browser.get(page(left)).status_code == 404 and "Kelompok Melati" not in text_of(browser.get(LIST))


def test_a_supervision_that_has_ended_opens_nothing(live, left, at):
    Supervision.objects.filter(supervisor=live.sari).update(ends=timezone.now().date())
    assert at(live.sari).get(page(left)).status_code == 404


def test_where_nobody_supervises_those_who_lead_decide(live, unsupervised, at, events):
    alice = at(live.alice)
    assert "1 entry is kept apart for you to decide on." in text_of(alice.get(reverse("today:today")))
    assert "Take it into the record" in text_of(alice.get(page(unsupervised)))
    assert alice.post(page(unsupervised, "take_in")).status_code == 302
    assert [event.recorded_by.alias for event in events()] == ["Bob"]
    assert (state(unsupervised).state, state(unsupervised).decided_by) == ("taken-in", live.alice)


def test_where_nobody_supervises_those_who_lead_set_it_aside(live, unsupervised, at):
    assert at(live.alice).post(page(unsupervised, "set_aside"), {"reason": "A test."}).status_code == 302
    assert state(unsupervised).state == "set-aside"


@pytest.mark.parametrize("who", ["bob", "charlie", "olga", "sari", "rina", "adi"])
def test_where_nobody_supervises_nobody_else_sees_it(live, unsupervised, at, who):
    browser = at(getattr(live, who))
    assert browser.get(page(unsupervised)).status_code == 404 and "Kelompok Melati" not in text_of(browser.get(LIST))


def test_more_of_what_was_kept_for_an_author_make_no_more_queries(live, left, at):
    sari = at(live.sari)
    before = queries(sari, LIST)
    with acting(group_id=live.group.id):
        for _ in range(20):
            left.pk, left.entry, left._state.adding = None, type(left)().pk, True
            left.save()
    assert queries(sari, LIST) == before


def test_a_line_of_text_that_was_added_is_read_before_it_is_decided_on(live, device, at):
    Leadership.objects.filter(user=live.alice).update(ends="2026-01-02")
    device.change(live.session.id, set={"text": "She looked at nobody."})
    with acting(group_id=live.group.id):
        kept = Quarantined.objects.get()
    assert "In your words: She looked at nobody." in text_of(at(live.sari).get(page(kept)))


@pytest.fixture
def again(live, device):
    """Alice's entry was kept apart; then her part in the group began anew, and the file that she had saved comes in."""
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}, ago=60)
    part = Leadership.objects.filter(user=live.alice)
    part.update(ends="2026-01-02")
    assert device.send(envelope).json()["kept"] == "quarantine"
    part.update(ends=None)
    with acting(group_id=live.group.id):
        return Quarantined.objects.get(), lambda: device.send(envelope).json()["kept"]


@pytest.mark.parametrize("first", ["sent", "taken in"])
def test_what_comes_in_by_itself_after_all_is_on_record_once(live, again, at, events, first):
    kept, send = again
    at(live.sari).post(page(kept, "hand_over"))
    steps = [send, lambda: at(live.bob).post(page(kept, "take_in"))]
    for step in steps if first == "sent" else reversed(steps):
        step()
    assert len(events()) == 1 and state(kept).state == "taken-in" and send() == "record"
