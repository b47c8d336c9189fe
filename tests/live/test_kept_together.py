"""What was kept apart of one author's in one group, decided on together; each entry with its own line in the trail."""

import os

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.live.models import Quarantined
from sessions_app.models import Session
from tests.connections import for_good, in_a_thread, waiting
from tests.live.made import leave_behind
from tests.live.test_kept_apart import LIST
from tests.pages import queries, text_of, trail
from tests.stack import wait_until


def page(live, name="detail"):
    return reverse(f"live:lot_{name}", args=[live.group.id, live.bob.id])


def sent(entries, **words):
    return {"entries": [str(kept.id) for kept in entries]} | words


def states(live):
    with acting(group_id=live.group.id):
        return list(Quarantined.objects.order_by("tapped_at").values_list("state", "reason"))


def test_the_list_leads_to_all_of_one_author_and_the_page_says_what_each_is(live, lot, at):
    listed = at(live.sari).get(LIST)
    assert "Kelompok Melati : 4 entries of Bob" in text_of(listed) and page(live) in listed.content.decode()
    shown = text_of(at(live.sari).get(page(live)))
    for words in ("Kept apart: entries of Bob", "Melati → the group negative 1", "In your words: He looked away"):
        assert words in shown
    assert shown.count("session 1") == 4


def test_one_alone_is_decided_on_its_own_page(live, kept, at):
    assert page(live) not in at(live.sari).get(LIST).content.decode()


def test_all_are_handed_over_at_once_each_with_the_words_for_those_who_lead(live, lot, at):
    answer = at(live.sari).post(page(live, "hand_over"), sent(lot, reason="His last evening."), follow=True)
    assert "4 entries are handed over." in text_of(answer)
    assert states(live) == [("handed-over", "His last evening.")] * 4
    assert {entry.subject for entry in trail("entry-handed-over")} == {kept.id for kept in lot}
    assert at(live.sari).get(page(live)).status_code == 404, "nothing is left for her to decide"
    assert page(live) not in at(live.sari).get(LIST).content.decode()


def test_those_that_are_ticked_are_set_aside_with_one_reason_and_the_others_stay(live, lot, at):
    answer = at(live.sari).post(page(live, "set_aside"), sent(lot[:2], reason="Tried out."), follow=True)
    assert "2 entries are set aside." in text_of(answer)
    assert states(live) == [("set-aside", "Tried out.")] * 2 + [("waiting", "")] * 2
    assert len(trail("entry-set-aside")) == 2


def test_without_a_reason_nothing_is_set_aside_and_what_was_ticked_stays_ticked(live, lot, at):
    answer = at(live.sari).post(page(live, "set_aside"), sent(lot[1:3], reason=" "))
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"reason"}
    assert "Write why they do not belong in the record." in text_of(answer)
    assert answer.content.decode().count(" checked") == 2 and states(live) == [("waiting", "")] * 4


def test_at_least_one_is_ticked_and_none_of_somebody_elses(live, lot, at):
    assert "Tick at least one." in text_of(at(live.sari).post(page(live, "hand_over"), {}))
    strange = at(live.sari).post(page(live, "hand_over"), {"entries": [str(uuid7()), str(lot[0].id)]})
    assert strange.status_code == 422 and states(live) == [("waiting", "")] * 4


def test_those_who_lead_take_all_of_it_into_the_record_in_its_order(live, lot, at, events):
    at(live.sari).post(page(live, "hand_over"), sent(lot, reason="His last evening."))
    alice = at(live.alice)
    assert "Take them into the record" in text_of(alice.get(page(live)))
    assert "4 entries are on record." in text_of(alice.post(page(live, "take_in"), sent(lot), follow=True))
    said = sorted((event.strength, event.text, event.recorded_by.alias) for event in events())
    assert said == [(1, "", "Bob"), (2, "", "Bob"), (3, "He looked away", "Bob")]
    assert states(live) == [("taken-in", "His last evening.")] * 4 and len(trail("entry-taken-in")) == 4


def test_what_is_refused_stays_and_says_why_the_others_are_on_record(live, lot, at, events):
    at(live.sari).post(page(live, "hand_over"), sent(lot))
    answer = at(live.alice).post(page(live, "take_in"), sent([lot[0], lot[3]]), follow=True)
    shown = text_of(answer)
    assert "1 entry is on record." in shown and "The event is not on record" in shown
    assert [state for state, _reason in states(live)] == ["taken-in", "handed-over", "handed-over", "handed-over"]


@pytest.mark.parametrize("one_by_one", [True, False])
def test_in_a_signed_record_they_are_refused_in_words(live, lot, at, events, one_by_one):
    at(live.sari).post(page(live, "hand_over"), sent(lot))
    alice = at(live.alice)
    alice.post(page(live, "take_in"), sent(lot[:3]))
    with acting(group_id=live.group.id):
        Session.objects.filter(pk=live.session.pk).update(state="signed")
    if one_by_one:
        answer = alice.post(reverse("live:kept_take_in", args=[lot[3].id]), follow=True)
    else:
        answer = alice.post(page(live, "take_in"), sent(lot[3:]), follow=True)
    assert answer.status_code == 200 and "signed" in text_of(answer)
    assert states(live)[3][0] == "handed-over" and {event.text for event in events()} == {""}


@pytest.mark.parametrize("who", ["alice", "olga", "charlie", "rina", "adi"])
def test_it_is_the_supervisors_to_decide(live, lot, at, who):
    browser = at(getattr(live, who))
    assert browser.get(page(live)).status_code == 404
    answers = [browser.post(page(live, name), sent(lot, reason="x")) for name in ("hand_over", "set_aside", "take_in")]
    assert {answer.status_code for answer in answers} == {404} and states(live) == [("waiting", "")] * 4


def test_the_supervisor_takes_nothing_in(live, lot, at, events):
    assert at(live.sari).post(page(live, "take_in"), sent(lot)).status_code == 403 and events() == []


def test_where_nobody_supervises_those_who_lead_decide(live, lot, at):
    Supervision.objects.update(ends=timezone.now().date())
    alice = at(live.alice)
    assert "Set them aside" in text_of(alice.get(page(live)))
    alice.post(page(live, "set_aside"), sent(lot[:1], reason="Tried out."))
    alice.post(page(live, "take_in"), sent(lot[1:]))
    assert [state for state, _reason in states(live)] == ["set-aside", "taken-in", "taken-in", "taken-in"]


def test_more_entries_make_no_more_queries(live, lot, at):
    sari = at(live.sari)
    before = {where: queries(sari, where) for where in (LIST, page(live))}
    with acting(group_id=live.group.id):
        for _ in range(20):
            lot[0].pk, lot[0].entry, lot[0]._state.adding = uuid7(), uuid7(), True
            lot[0].save()
    assert {where: queries(sari, where) for where in before} == before


@pytest.fixture(scope="module")
def for_ever(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"together_{worker_id}_{os.getpid()}") as (cast, connect):
        yield cast, connect()


def test_decided_by_two_at_the_same_moment_each_is_decided_once(for_ever):
    """One sets them aside and is not through yet; the other hands them over: the first decides."""
    cast, looks = for_ever
    browser = Client()
    browser.force_login(cast.bob)
    entries = leave_behind(cast, browser, 1, 2)
    sari = Client(raise_request_exception=False)
    sari.force_login(cast.sari)

    def other():
        asked = sari.post(page(cast, "hand_over"), sent(entries))
        return asked.status_code, sari.post(reverse("live:kept_hand_over", args=[entries[0].id])).status_code

    with acting(user_id=cast.sari.id):
        held = Quarantined.objects.select_for_update().filter(pk__in=[kept.pk for kept in entries])
        list(held)
        asking, answers = in_a_thread(other)
        wait_until(lambda: waiting(looks), seconds=60)
        held.update(state="set-aside", reason="Tried out.", decided_by=cast.sari)
    asking.join()
    assert answers == [(404, 403)] and states(cast) == [("set-aside", "Tried out.")] * 2
