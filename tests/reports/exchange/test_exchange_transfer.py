"""How an import stands and how it ended, for who sent it in and nobody else."""

import re

import pytest
from cryptography.fernet import Fernet

from groupcounsel.lib.database_session import acting
from members.models import Group, Person
from observations.reports.exchange.running import KEPT
from observations.reports.interchange.sealed import sealed
from observations.reports.models import Transfer, TransferFault
from tests.factories import make_user
from tests.pages import queries, text_of, trail
from tests.reports.exchange.made import done, faults_of, files_in, page_of, put, sent, written
from tests.reports.importing.made import changed, quick, small


def shown(at, transfer) -> str:
    answer = at(transfer.by).get(page_of(transfer))
    assert answer.status_code == 200
    return text_of(answer)


def asks_again(html: str) -> bool:
    return 'hx-trigger="every 1s"' in html and 'aria-busy="true"' in html


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "charlie", "sari", "rina"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(page_of(sent(cast.adi, small()))).status_code == 404


def test_another_admin_sees_neither_the_page_nor_in_the_database_the_rows(cast, at):
    other = make_user(name="Ani", is_counselor=False, is_admin=True)
    transfer = done(cast.adi, changed(small(), "events[0].strength", 9))
    assert at(other).get(page_of(transfer)).status_code == 404
    with acting(user_id=other.id):
        assert not Transfer.objects.exists() and not TransferFault.objects.exists()
        assert Transfer.objects.update(state="done") == 0


def test_who_is_no_admin_any_more_does_not_see_their_own(cast, at):
    transfer = sent(cast.adi, small())
    type(cast.adi).objects.filter(pk=cast.adi.pk).update(is_admin=False)
    assert at(cast.adi).get(page_of(transfer)).status_code == 404


def test_it_waits_and_asks_again_by_itself_or_by_a_link(cast, at):
    transfer = sent(cast.adi, small())
    page = at(cast.adi).get(page_of(transfer)).content.decode()
    assert asks_again(page) and f'<a class="button small" href="{page_of(transfer)}">' in page
    assert "waiting It waits for the worker" in shown(at, transfer)


def test_while_it_runs_it_says_how_much_is_read(cast, at):
    transfer = sent(cast.adi, small())
    put(transfer, state="running", read=transfer.size // 2)
    assert "running The document is read. Read so far 25 %" in shown(at, transfer).replace("\xa0", " ")
    put(transfer, read=3 * transfer.size)
    assert "Everything is read; now it is written. Read so far 100 %" in shown(at, transfer).replace("\xa0", " ")


def test_htmx_gets_the_part_which_is_silent_until_it_is_over(cast, at):
    transfer, adi = sent(cast.adi, small()), at(cast.adi)
    part = adi.get(page_of(transfer), headers={"hx-request": "true"})
    assert "<html" not in part.content.decode() and asks_again(part.content.decode())
    put(transfer, state="refused", counts={"faults": 1})
    part = adi.get(page_of(transfer), headers={"hx-request": "true"}).content.decode()
    assert not asks_again(part) and "Nothing was imported." in part and 'hx-swap-oob="true"' in part
    assert "Nothing was imported." not in adi.get(page_of(transfer)).content.decode()


def test_a_done_one_says_what_was_added(cast, at):
    document = small()
    transfer = done(cast.adi, document)
    facts = {"people": 4, "sessions": 4, "events": 2, "polls": 1, "amended": 0, "unchanged": 0}
    assert (transfer.state, transfer.group) == ("done", document["group"]["ref"])
    assert facts.items() <= transfer.counts.items()
    told = shown(at, transfer)
    assert "imported Imported: 4 people, 4 sessions, 2 events, 1 poll, 21 further facts." in told
    assert "People in the group 4 Sessions 4 Events 2 Polls 1" in told and "Who leads Kelompok Melati" in told


def test_it_tells_who_a_counselor_is_and_they_lead_the_group(cast, at):
    document = small()
    transfer = done(cast.adi, document, seats={"c1": cast.charlie.email}, amend=True)
    assert "c1 = Charlie" in shown(at, transfer) and "changed events become amendments" in shown(at, transfer)
    with acting(user_id=cast.charlie.id):
        group = Group.objects.readable().get(ref=document["group"]["ref"])
        assert group.may_write and Person.objects.get(group=group, user=cast.charlie).alias == "Ibu Sari"


def test_twice_the_same_changes_nothing_and_says_so(cast, at):
    document = small()
    done(cast.adi, document)
    again = done(cast.adi, document)
    assert again.state == "done" and "Nothing to change: everything is on record already." in shown(at, again)
    assert "Events unchanged 2" in shown(at, again)


def test_changed_events_are_refused_or_amended_as_it_was_said(cast, at):
    document = small()
    done(cast.adi, document)
    other = changed(document, "events[0].text", "Said otherwise.")
    refused, amended = done(cast.adi, other), done(cast.adi, other, amend=True)
    [(path, _value, told)] = faults_of(refused)
    assert refused.state == "refused" and path == "$.events[0]" and "only changed by an amendment" in told
    assert amended.state == "done" and amended.counts["amended"] == 1 and "1 amendment" in shown(at, amended)


def test_every_fault_is_told_with_its_place_and_nothing_is_saved(cast, at):
    document = changed(changed(small(), "events[0].strength", 9), "people[1].joined", "yesterday")
    transfer = done(cast.adi, document)
    assert transfer.state == "refused" and transfer.counts == {"faults": 2}
    told = shown(at, transfer)
    assert "2 faults; nothing was imported." in told
    assert '$.people[1].joined "yesterday" expected a date such as 2026-01-31' in told
    assert "$.events[0].strength 9 expected a whole number from 1 to 5 or null" in told
    with acting(user_id=cast.adi.id):
        assert not Group.objects.filter(ref=document["group"]["ref"]).exists()


def sealed_document() -> bytes:
    return b"".join(sealed([written(small())]))


BROKEN_SEAL = "this sealed file was changed, or sealed with keys that this site does not have"


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        (lambda: b"{", "line 1 column 2", "expected a key in quotation marks"),
        (lambda: written(small())[:-200], "line 1 column", "this is not JSON"),
        (lambda: b'{"format": "groupcounsel/1", "text": "\xff"}', "line 1 column", "this is not UTF-8"),
        (lambda: b"\xef\xbb\xbf{}", "line 1 column 1", "a byte order mark"),
        (lambda: b"{}", "$.format", "is missing"),
        (lambda: written(small(format="groupcounsel/2")), "$.format", "expected groupcounsel/1"),
        (lambda: sealed_document()[:-40], "$", BROKEN_SEAL),
        (lambda: sealed_document()[:22], "$", BROKEN_SEAL),
        (lambda: sealed_document().replace(b"gAAAA", b"gAAAB", 1), "$", BROKEN_SEAL),
        (lambda: sealed_document() + sealed_document()[22:], "$", BROKEN_SEAL),
    ],
)
def test_whatever_is_broken_is_refused_with_a_sentence(cast, at, content, place, told):
    transfer = done(cast.adi, content())
    assert transfer.state == "refused"
    assert any(path.startswith(place) and told in expected for path, _value, expected in faults_of(transfer))


def test_what_was_sealed_with_other_keys_is_refused(cast, settings):
    ours, settings.FIELD_KEYS = settings.FIELD_KEYS, [Fernet.generate_key().decode()]
    content = sealed_document()
    settings.FIELD_KEYS = ours
    assert faults_of(done(cast.adi, content)) == [("$", "", BROKEN_SEAL)]


def test_faults_come_in_pages_and_the_number_of_the_rest_is_told(cast, at):
    document = small()
    document["events"] += [quick(strength=9) for _ in range(KEPT + 4)]
    transfer, adi = done(cast.adi, document), at(cast.adi)
    assert transfer.counts == {"faults": KEPT + 4} and len(faults_of(transfer)) == KEPT
    first = text_of(adi.get(page_of(transfer)))
    assert f"{KEPT + 4} faults" in first
    assert f"1–25 of {KEPT}" in first and "4 more are not" in first and "$.events[26].strength" in first
    last = text_of(adi.get(page_of(transfer), {"page": KEPT // 25}))
    assert f"$.events[{KEPT + 1}].strength" in last and f"$.events[{KEPT + 2}].strength" not in last


def test_a_fault_is_told_short_however_long_its_place(cast):
    transfer = done(cast.adi, written(small(**{"k" * 5000: 1})))
    assert max(len(text) for fault in faults_of(transfer) for text in fault) <= 300


def test_what_a_document_quotes_is_text_and_no_part_of_the_page(cast, at):
    transfer = done(cast.adi, changed(small(), "events[0].actor", "<script>alert(1)</script>"))
    page = at(cast.adi).get(page_of(transfer)).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_refusal_stands_in_the_trail_with_the_number_of_faults_only(cast):
    transfer = done(cast.adi, changed(small(), "events[0].strength", 9))
    [entry] = trail("transfer-refused")
    assert (entry.by, entry.subject, entry.detail) == (cast.adi.id, transfer.id, {"faults": 1})
    assert trail("group-imported") == []


def test_an_import_stands_in_the_trail_by_who_sent_it_in(cast):
    transfer = done(cast.adi, small())
    [entry] = trail("group-imported")
    assert entry.by == cast.adi.id and entry.detail == transfer.counts


@pytest.mark.parametrize("spoil", [lambda document: document, lambda document: changed(document, "codebook", "9")])
def test_its_file_is_gone_however_it_ended(cast, folder, spoil):
    transfer = done(cast.adi, spoil(small()))
    assert transfer.over and files_in(folder) == []


def test_faults_are_told_in_the_language_of_who_sent_it_in(cast, at):
    type(cast.adi).objects.filter(pk=cast.adi.pk).update(language="id")
    cast.adi.refresh_from_db()
    transfer = done(cast.adi, changed(small(), "events[0].strength", 9))
    assert faults_of(transfer)[0][2] == "diharapkan bilangan bulat dari 1 sampai 5 atau null"
    assert "1 kesalahan; tidak ada yang diimpor." in shown(at, transfer)


def test_nobody_keeps_the_page(cast, at):
    answer = at(cast.adi).get(page_of(sent(cast.adi, small())))
    assert "no-store" in answer.headers["Cache-Control"] and 'hx-history="false"' in answer.content.decode()


def test_more_faults_cost_no_query_more(cast, at):
    adi, document = at(cast.adi), small()
    document["events"] += [quick(strength=9) for _ in range(2)]
    few = done(cast.adi, document)
    document["events"] += [quick(strength=9) for _ in range(60)]
    assert queries(adi, page_of(few)) == queries(adi, page_of(done(cast.adi, document)))


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(page_of(sent(cast.adi, small()))).status_code == 405


def test_no_title_and_no_address_names_the_group(cast, at):
    transfer = done(cast.adi, small())
    page = at(cast.adi).get(page_of(transfer)).content.decode()
    assert re.search(r"<title>(.+)</title>", page)[1] == "Import · GroupCounsel"
