"""What does not belong in the record is set aside by whoever it is for, with a reason, and stays kept."""

import pytest
from django.db import ProgrammingError
from django.db.transaction import atomic
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from observations.live import access
from observations.live.apart import take_in_together
from observations.live.models import Quarantined
from sessions_app.models import Session
from tests.live.test_kept_apart import LIST, page, state
from tests.live.test_kept_together import page as lot_page
from tests.live.test_kept_together import sent, states
from tests.pages import text_of, trail

TODAY = reverse("today:today")


@pytest.fixture
def handed(live, kept, at):
    at(live.sari).post(page(kept, "hand_over"))
    return kept


def unsupervised():
    Supervision.objects.update(ends=timezone.now().date())


def test_those_who_lead_set_aside_what_was_handed_over_to_them(live, handed, at):
    alice = at(live.alice)
    assert "Set it aside" in text_of(alice.get(page(handed)))
    answer = alice.post(page(handed, "set_aside"), {"reason": "Tapped by a child."}, follow=True)
    assert "It is set aside; it stays kept with your reason." in text_of(answer)
    assert "Kelompok Melati" not in text_of(alice.get(LIST)) and "kept apart" not in text_of(alice.get(TODAY))
    assert (state(handed).state, state(handed).decided_by) == ("set-aside", live.alice)
    assert [entry.by for entry in trail("entry-set-aside")] == [live.alice.id]
    assert "Tapped by a child." in text_of(alice.get(page(handed))), "it stays kept"


@pytest.mark.parametrize("why", ["its key is gone", "the record is signed"])
def test_what_is_refused_for_ever_does_not_stay_on_their_list(live, handed, at, why, without_old_keys):
    alice = at(live.alice)
    if why == "its key is gone":
        without_old_keys()
    else:
        with acting(group_id=live.group.id):
            Session.objects.filter(pk=live.session.pk).update(state="signed")
    alice.post(page(handed, "take_in"))
    assert state(handed).state == "handed-over"
    alice.post(page(handed, "set_aside"), {"reason": "Too late."})
    assert state(handed).state == "set-aside" and "Kelompok Melati" not in text_of(alice.get(LIST))


def test_it_wants_a_reason(live, handed, at):
    refused = at(live.alice).post(page(handed, "set_aside"), {"reason": " "})
    assert refused.status_code == 422 and "Write why it does not belong in the record." in text_of(refused)
    assert state(handed).state == "handed-over"


def test_what_the_supervisor_wrote_for_them_stays_with_their_reason(live, lot, at):
    at(live.sari).post(lot_page(live, "hand_over"), sent(lot, reason="Ask Bob about these."))
    at(live.alice).post(reverse("live:kept_set_aside", args=[lot[0].id]), {"reason": "He was not there."})
    assert states(live)[0] == ("set-aside", "Ask Bob about these.\n\nHe was not there.")


def test_several_at_once(live, lot, at):
    at(live.sari).post(lot_page(live, "hand_over"), sent(lot))
    alice = at(live.alice)
    assert "Set them aside" in text_of(alice.get(lot_page(live)))
    wordless = alice.post(lot_page(live, "set_aside"), sent(lot[:3]))
    assert wordless.status_code == 422 and "Write why they do not belong" in text_of(wordless)
    answer = alice.post(lot_page(live, "set_aside"), sent(lot[:3], reason="Tried out."), follow=True)
    assert "3 entries are set aside." in text_of(answer) and len(trail("entry-set-aside")) == 3
    assert states(live) == [("set-aside", "Tried out.")] * 3 + [("handed-over", "")]


def test_what_was_said_of_them_stands_where_they_are_decided_on_together_once(live, lot, at):
    at(live.sari).post(lot_page(live, "hand_over"), sent(lot, reason="Ask Bob about these."))
    assert text_of(at(live.alice).get(lot_page(live))).count("Ask Bob about these.") == 1


def test_what_somebody_else_decided_in_the_same_moment_is_left_out_and_said(live, lot, at, events):
    at(live.sari).post(lot_page(live, "hand_over"), sent(lot))
    at(live.alice).post(lot_page(live, "set_aside"), sent(lot[1:2], reason="Tried out."))
    with acting(user_id=live.alice.id):
        desk = access.desk_to_write(live.session.id, live.alice)
    done, reasons = take_in_together(entries=lot[:3], desks={live.session.id: desk})
    assert done == len(events()) == 2 and ["Somebody else has decided" in words for words in reasons] == [True]
    assert [state for state, _reason in states(live)] == ["taken-in", "set-aside", "taken-in", "handed-over"]


def test_decided_it_is_nobodys_to_decide_again(live, handed, at):
    alice = at(live.alice)
    alice.post(page(handed, "set_aside"), {"reason": "Tapped by a child."})
    for browser in (alice, at(live.sari)):
        for name in ("set_aside", "take_in", "hand_over"):
            assert browser.post(page(handed, name), {"reason": "No."}).status_code == 403
    assert state(handed).reason == "Tapped by a child."


def test_handed_over_it_is_theirs_and_not_the_supervisors_any_more(live, lot, at):
    sari = at(live.sari)
    sari.post(lot_page(live, "hand_over"), sent(lot))
    assert "Set it aside" not in text_of(sari.get(reverse("live:kept_detail", args=[lot[0].id])))
    assert sari.post(reverse("live:kept_set_aside", args=[lot[0].id]), {"reason": "x"}).status_code == 403
    assert sari.post(lot_page(live, "set_aside"), sent(lot, reason="x")).status_code == 404
    assert {state for state, _reason in states(live)} == {"handed-over"}


@pytest.mark.parametrize("who", ["bob", "charlie", "olga", "rina", "adi"])
def test_nobody_else_sets_it_aside(live, handed, at, who):
    assert at(getattr(live, who)).post(page(handed, "set_aside"), {"reason": "x"}).status_code == 404
    assert state(handed).state == "handed-over"


@pytest.mark.parametrize("where", ["handed over", "nobody supervises"])
def test_those_who_lead_hand_nothing_over_to_themselves(live, lot, at, where):
    if where == "handed over":
        at(live.sari).post(lot_page(live, "hand_over"), sent(lot))
    else:
        unsupervised()
    before = states(live)
    alice = at(live.alice)
    assert alice.post(reverse("live:kept_hand_over", args=[lot[0].id])).status_code == 403
    assert alice.post(lot_page(live, "hand_over"), sent(lot)).status_code == 403
    assert states(live) == before


def put(kept, user, to, by=None) -> int:
    """By a statement of its own, past every page: how many rows it changed."""
    with acting(user_id=user.id), atomic():
        return Quarantined.objects.filter(pk=kept.pk).update(state=to, reason="x", decided_by=by or user)


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "charlie", "rina", "adi"])
@pytest.mark.parametrize("to", ["set-aside", "taken-in", "handed-over"])
def test_the_database_lets_only_the_supervisor_decide_on_what_waits_for_one(live, kept, who, to):
    assert put(kept, getattr(live, who), to) == 0 and state(kept).state == "waiting"


@pytest.mark.parametrize("who", ["sari", "bob", "olga", "charlie", "rina", "adi"])
@pytest.mark.parametrize("to", ["set-aside", "taken-in", "waiting"])
def test_the_database_lets_only_those_who_lead_decide_on_what_is_handed_over(live, handed, who, to):
    assert put(handed, getattr(live, who), to) == 0 and state(handed).state == "handed-over"


@pytest.mark.parametrize("to", ["set-aside", "taken-in"])
@pytest.mark.parametrize("where", ["handed over", "nobody supervises"])
def test_the_database_lets_those_who_lead_do_either(live, kept, at, to, where):
    if where == "handed over":
        at(live.sari).post(page(kept, "hand_over"))
    else:
        unsupervised()
    assert put(kept, live.alice, to) == 1


@pytest.mark.parametrize("decided", ["set-aside", "taken-in"])
@pytest.mark.parametrize("where", ["supervised", "nobody supervises"])
def test_for_the_database_too_what_is_decided_stays_decided(live, handed, decided, where):
    put(handed, live.alice, decided)
    if where == "nobody supervises":
        unsupervised()
    for to in ("waiting", "handed-over", "taken-in", "set-aside"):
        assert [put(handed, who, to) for who in (live.alice, live.sari)] == [0, 0]
    assert (state(handed).state, state(handed).decided_by) == (decided, live.alice)


@pytest.mark.parametrize("to", ["taken-in", "waiting"])
def test_the_database_lets_a_supervisor_take_nothing_in(live, kept, to):
    with pytest.raises(ProgrammingError, match="row-level security"):
        put(kept, live.sari, to)


@pytest.mark.parametrize("to", ["waiting", "handed-over"])
def test_the_database_lets_those_who_lead_give_nothing_back(live, handed, to):
    with pytest.raises(ProgrammingError, match="row-level security"):
        put(handed, live.alice, to)


def test_the_database_lets_nobody_decide_in_anothers_name(live, handed):
    with pytest.raises(ProgrammingError, match="row-level security"):
        put(handed, live.alice, "set-aside", by=live.sari)
