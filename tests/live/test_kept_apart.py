"""What could not go into the record: for supervisors to decide, for leaders to take in, for nobody else."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.live.models import Quarantined, SealKey
from tests.live.made import Device
from tests.pages import queries, text_of, trail

LIST = reverse("live:kept_list")


def page(kept, name="detail"):
    return reverse(f"live:kept_{name}", args=[kept.id])


def state(kept):
    with acting(group_id=kept.group_id):
        return Quarantined.objects.get(pk=kept.pk)


def test_the_supervisor_reads_what_it_says_and_from_whom(live, kept, at):
    assert "Kelompok Melati" in text_of(at(live.sari).get(LIST))
    shown = text_of(at(live.sari).get(page(kept)))
    assert "Melati → the group negative 3" in shown and "entered by Bob" in shown


@pytest.fixture
def behind(live, at):
    """What Bob's tablet says after his part in the group has ended: kept apart, and read by his supervisor."""
    device = Device(at(live.bob), live.session)

    def told(kind, said) -> str:
        Leadership.objects.filter(user=live.bob).update(ends="2026-01-02")
        assert device.tell(kind, said).json()["kept"] == "quarantine"
        with acting(group_id=live.group.id):
            newest = Quarantined.objects.order_by("-received_at").first()
        return text_of(at(live.sari).get(page(newest)))

    return told


def test_every_kind_of_entry_is_told_in_words(live, behind, device):
    event, melati = uuid7(), live.melati.person.ref
    attacks = {"by": live.dahlia.person.ref, "kind": "attacks"}
    no_words = "something in it that has no words here"
    device.record(live.melati.person, event)
    said = [
        ("change", {"event": str(event), "add": {"responses": attacks}}, "Responses: Dahlia: attacks"),
        ("change", {"event": str(event), "set": {"strength": 2}}, "completed · the event of Melati at 10:"),
        ("remove", {"event": str(event)}, "taken back · the event of Melati at 10:"),
        ("attend", {"person": melati, "state": "late"}, "attendance noted · Melati: late"),
        ("attend", {"person": melati, "state": "lost"}, f"attendance noted · {no_words}"),
        ("pause", {}, "pause begun"),
        ("change", {"event": str(uuid7()), "set": {"trigger": "nothing-of-ours"}}, f"completed · {no_words}"),
        ("record", {"event": [], "set": {"actor": "nobody", "toward": 7}}, f"recorded · {no_words}"),
    ]
    for kind, about, words in said:
        assert words in behind(kind, about), (kind, about)


def test_the_supervisors_first_page_leads_there(live, kept, at):
    page = at(live.sari).get(reverse("supervision:caseload"))
    assert "1 entry kept apart" in text_of(page) and LIST in page.content.decode()


def test_todays_page_leads_who_leads_there_once_it_was_handed_over(live, kept, at):
    told = "1 entry is kept apart for you to decide on."
    today = reverse("today:today")
    assert told not in text_of(at(live.alice).get(today))
    at(live.sari).post(page(kept, "hand_over"))
    shown = at(live.alice).get(today)
    assert told in text_of(shown) and LIST in shown.content.decode()
    assert told not in text_of(at(live.olga).get(today)), "who only observes has nothing to take in"
    at(live.alice).post(page(kept, "take_in"))
    assert told not in text_of(at(live.alice).get(today))


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "olga", "rina", "adi"])
def test_before_the_supervisor_has_decided_nobody_else_sees_it(live, kept, at, who):
    browser = at(getattr(live, who))
    assert browser.get(page(kept)).status_code == 404 and "Kelompok Melati" not in text_of(browser.get(LIST))
    for name in ("hand_over", "set_aside", "take_in"):
        assert browser.post(page(kept, name), {"reason": "x"}).status_code == 404
    assert state(kept).state == "waiting"


def test_handed_over_it_is_taken_into_the_record_in_its_authors_name(live, kept, at, events):
    assert at(live.sari).post(page(kept, "hand_over")).status_code == 302
    alice = at(live.alice)
    assert "Melati → the group" in text_of(alice.get(page(kept)))
    assert alice.post(page(kept, "take_in")).status_code == 302
    [event] = events()
    assert (event.recorded_by.alias, event.strength) == ("Bob", 3) and 530 <= event.at <= 600
    assert state(kept).state == "taken-in" and trail("entry-taken-in")[0].by == live.alice.id


def test_it_is_decided_once(live, kept, at, events):
    sari, alice = at(live.sari), at(live.alice)
    assert alice.post(page(kept, "take_in")).status_code == 404
    sari.post(page(kept, "hand_over"))
    assert sari.post(page(kept, "set_aside"), {"reason": "late"}).status_code == 403
    assert [alice.post(page(kept, "take_in")).status_code for _ in range(2)] == [302, 403]
    assert len(events()) == 1


def test_the_supervisor_reads_and_takes_nothing_in(live, kept, at, events):
    sari = at(live.sari)
    sari.post(page(kept, "hand_over"))
    assert sari.post(page(kept, "take_in")).status_code == 403 and events() == []


def test_setting_aside_wants_a_reason_and_keeps_it(live, kept, at):
    sari = at(live.sari)
    refused = sari.post(page(kept, "set_aside"), {"reason": " "})
    assert refused.status_code == 422 and "Write why" in text_of(refused)
    assert sari.post(page(kept, "set_aside"), {"reason": "It was a test."}).status_code == 302
    assert (state(kept).state, state(kept).reason, state(kept).decided_by) == ("set-aside", "It was a test.", live.sari)


def test_what_can_no_longer_be_opened_says_so_and_stays(live, kept, at, without_old_keys):
    without_old_keys()
    assert "cannot be opened" in text_of(at(live.sari).get(page(kept)))
    at(live.sari).post(page(kept, "hand_over"))
    at(live.alice).post(page(kept, "take_in"))
    assert state(kept).state == "handed-over"


def test_who_differs_from_what_is_on_record_is_taken_in_under_another_number(live, device, at, events):
    number, event = uuid7(), uuid7()
    for strength in (2, 5):
        said = {
            "event": str(event),
            "set": {"actor": live.melati.person.ref, "affect": "positive", "strength": strength},
        }
        device.tell("record", said, number=number)
    with acting(group_id=live.group.id):
        clash = Quarantined.objects.get()
    at(live.sari).post(page(clash, "hand_over"))
    at(live.alice).post(page(clash, "take_in"))
    assert sorted(one.strength for one in events()) == [2, 5]


def test_more_kept_entries_make_no_more_queries(live, kept, at):
    sari = at(live.sari)
    before = queries(sari, LIST)
    with acting(group_id=live.group.id):
        for _ in range(20):
            kept.pk, kept.entry, kept._state.adding = uuid7(), uuid7(), True
            kept.save()
    assert queries(sari, LIST) == before


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("what_is_kept_apart_says_why", {"why": "mood"}),
        ("what_is_set_aside_has_a_reason", {"state": "set-aside", "reason": ""}),
        ("what_is_decided_names_by_whom", {"state": "handed-over", "decided_by_id": None}),
    ],
)
def test_rules_of_what_is_kept_apart(live, kept, rule, facts):
    vars(kept).update({"id": uuid7(), "entry": uuid7(), "decided_by_id": live.sari.id} | facts)
    kept._state.adding = True
    with acting(group_id=live.group.id), pytest.raises(IntegrityError, match=rule), atomic():
        kept.save()


@pytest.mark.parametrize("scope", ["task", "sari"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("entry", uuid7()), ("author", "sari"), ("why", "conflict"), ("digest", "x"), ("envelope", {}),
        ("tapped_at", timezone.now()), ("received_at", timezone.now()), ("session_id", uuid7()),
    ],
)  # fmt: skip
def test_what_came_stays_as_it_came_whoever_decides(live, kept, scope, name, value):
    """Not even along with a decision that is theirs."""
    facts = {"state": "handed-over", "decided_by": live.sari, name: getattr(live, str(value), value)}
    whose = {"task": {"group_id": live.group.id}, "sari": {"user_id": live.sari.id}}[scope]
    rule = "what_is_kept_apart_stays_as_it_came"
    with acting(**whose), pytest.raises(IntegrityError, match=rule), atomic():
        Quarantined.objects.filter(pk=kept.pk).update(**facts)


def test_an_author_adds_for_themselves_and_for_groups_they_had_a_part_in_only(live, kept):
    facts = {
        "entry": uuid7(), "why": "access-ended", "digest": "x", "envelope": {}, "tapped_at": kept.tapped_at,
    }  # fmt: skip
    of_the_group = {"group_id": live.group.id, "session": live.session}
    for person, author in ((live.charlie, live.charlie), (live.bob, live.alice), (live.olga, live.olga)):
        with acting(user_id=person.id), pytest.raises(Exception, match="row-level security"), atomic():
            Quarantined.objects.bulk_create([Quarantined(author=author, **of_the_group, **facts)])


def test_the_private_half_of_the_key_is_sealed(live, device):
    key = SealKey.objects.get()
    assert key.sealed.startswith("gAAAA") and key.public == device.opened["key"]["public"]
