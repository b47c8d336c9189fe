"""The admin's page: a document is sent in, or refused with what is wrong with the form."""

from html import unescape

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from members.models import Group
from observations.reports.exchange import uploads
from observations.reports.importing.source import Source
from observations.reports.interchange.sealed import MAGIC, sealed
from tests.factories import make_group, make_user
from tests.pages import queries, text_of, trail
from tests.reports.exchange.made import PAGE, file, files_in, page_of, post, sent, transfers_of, written
from tests.reports.importing.made import small


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "charlie", "sari", "rina"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_for_others_there_is_no_such_page(cast, at, folder, who, method):
    assert getattr(at(getattr(cast, who)), method)(PAGE, {"document": file(small())}).status_code == 404
    assert files_in(folder) == []


def test_the_way_there_is_in_the_rail_and_on_the_first_page(cast, at):
    shown = at(cast.adi).get("/practice/").content.decode()
    assert shown.count(f'href="{PAGE}"') == 2


def test_a_document_is_kept_and_waits(cast, at, folder):
    document = small()
    answer = post(at(cast.adi), document, amend="on", seats="c1 = " + cast.alice.email)
    [transfer] = transfers_of(cast.adi)
    assert answer.url == page_of(transfer)
    assert (transfer.state, transfer.amend, transfer.seats) == ("waiting", True, {"c1": cast.alice.email})
    assert transfer.size == len(written(document)) and files_in(folder) == [folder / f"{transfer.id}.document"]


def test_that_it_was_sent_in_stands_in_the_trail_without_a_word_of_it(cast, at):
    document = small()
    post(at(cast.adi), document, seats=f"c1 = {cast.alice.email}")
    [transfer], [entry] = transfers_of(cast.adi), trail("transfer-sent")
    assert (entry.by, entry.subject, entry.group) == (cast.adi.id, transfer.id, None)
    facts = {"bytes": len(written(document)), "sealed": False, "amend": False, "seats": [str(cast.alice.id)]}
    assert entry.detail == facts


def test_the_trail_names_who_was_given_a_seat(cast, at):
    post(at(cast.adi), small(), seats=f"c1 = {cast.alice.email}", amend="on")
    shown = text_of(at(cast.adi).get("/practice/trail/"))
    assert "sent in a group’s document" in shown and "counselors matched: Alice" in shown
    assert "with amendments: yes" in shown


def test_what_is_kept_is_sealed_and_for_nobody_else_on_the_machine(cast, at, folder):
    document = small()
    post(at(cast.adi), document)
    [kept] = files_in(folder)
    assert kept.read_bytes().startswith(MAGIC) and b"Melati" not in kept.read_bytes()
    with kept.open("rb") as stream:
        assert Source(stream).start().read(10**6) == written(document)
    assert folder.parent.stat().st_mode & 0o077 == folder.stat().st_mode & 0o077 == 0


def test_a_sealed_document_is_kept_as_it_came(cast, at, folder):
    content = b"".join(sealed([written(small())]))
    post(at(cast.adi), content, name="g1.groupcounsel-sealed")
    assert files_in(folder)[0].read_bytes() == content
    assert trail("transfer-sent")[0].detail["sealed"] is True
    assert transfers_of(cast.adi)[0].size < len(content)


WORKBOOK, DOCUMENT = b"PK\x03\x04 a zip", "This is no document of groupcounsel/1"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "record.json", "There is nothing in this file."),
        (b"from,to\n1,2\n", "sheet.csv", "This is a spreadsheet. It is imported from the page of its group"),
        (WORKBOOK, "sheet.XLSX", "This is a spreadsheet."),
        (WORKBOOK, "record.json", DOCUMENT),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.png", DOCUMENT),
        (b"dear admin, here is the group", "record.json", DOCUMENT),
        (b"[1, 2]", "record.json", DOCUMENT),
        (b" \n\t" * 2000, "record.json", DOCUMENT),
        (MAGIC[:-1], "record.json", DOCUMENT),
    ],
)
def test_what_cannot_be_a_document_is_refused_at_once(cast, at, folder, content, name, told):
    answer = post(at(cast.adi), content, name=name)
    assert answer.status_code == 422 and told in text_of(answer)
    assert transfers_of(cast.adi) == [] == files_in(folder) == trail("transfer-sent")


@pytest.mark.parametrize(
    "content", [b"{", b"\n\t {}", b"\xef\xbb\xbf{}", MAGIC + b"cut off", b'{"format": "groupcounsel/2"}']
)
def test_whatever_may_be_one_is_taken_and_the_import_says_what_is_wrong(cast, at, content):
    assert post(at(cast.adi), content).status_code == 302 and len(transfers_of(cast.adi)) == 1


@pytest.mark.parametrize(
    "name", ["n" * 5000 + ".json", "../../etc/passwd", "Melati dan Dahlia.json", "a\0b.json", "é.json"]
)
def test_a_files_name_says_nothing_and_is_kept_nowhere(cast, at, folder, name):
    assert post(at(cast.adi), small(), name=name).status_code == 302
    [transfer] = transfers_of(cast.adi)
    assert [path.name for path in files_in(folder)] == [f"{transfer.id}.document"]


def test_without_a_file_it_asks_for_one(cast, at):
    answer = at(cast.adi).post(PAGE, {"seats": ""})
    assert answer.status_code == 422 and "Choose the file." in text_of(answer)


def test_a_file_that_is_too_large_is_counted_and_not_kept(cast, at, folder, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1024**2)
    monkeypatch.setattr("observations.reports.exchange.forms.LARGEST", 1024**2)
    answer = post(at(cast.adi), b"{" + b" " * (2 * 1024**2))
    assert answer.status_code == 422 and "This file is larger than 1 MB." in text_of(answer)
    assert files_in(folder) == []


EXPECTED = "expected a ref and an e-mail address, such as c1 = name@example.org."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("c1", f"Line 2: {EXPECTED}"),
        ("c1 =", f"Line 2: {EXPECTED}"),
        ("= alice@example.org", f"Line 2: {EXPECTED}"),
        ("c1 = nobody@example.org", "Line 2: nobody signs in on this site with “nobody@example.org”."),
        ("c1 = {former}", "Line 2: nobody signs in on this site with “{former}”."),
        ("c1 = {sari}", "Line 2: “{sari}” is no counselor on this site yet."),
        ("c0 = {alice}", "Line 2: “c0” stands in an earlier line already."),
        ("c1 = {bob}", "Line 2: “{bob}” stands in an earlier line already, and a person has one seat in a group."),
    ],
)
def test_a_line_that_matches_nobody_is_named_and_what_was_typed_stays(cast, at, line, told):
    former = make_user(name="Former", is_active=False)
    known = {name: getattr(cast, name).email for name in ("alice", "bob", "sari")} | {"former": former.email}
    typed = f"c0 = {cast.bob.email}\n{line.format(**known)}"
    answer = post(at(cast.adi), small(), seats=typed, amend="on")
    shown = answer.content.decode()
    assert answer.status_code == 422 and told.format(**known) in text_of(answer) and typed in unescape(shown)
    assert "checked" in shown and "no browser keeps a file" in shown and transfers_of(cast.adi) == []


def test_each_line_with_a_fault_is_told(cast, at):
    shown = text_of(post(at(cast.adi), small(), seats="c1\n\n\nc2 = nobody@example.org"))
    assert f"Line 1: {EXPECTED}" in shown and "Line 4: nobody signs in" in shown


def test_addresses_are_matched_whatever_their_case_and_spaces(cast, at):
    post(at(cast.adi), small(), seats=f"\n  c1={cast.alice.email.upper()}  \nc = 2 = {cast.bob.email}\n")
    assert transfers_of(cast.adi)[0].seats == {"c1": cast.alice.email, "c = 2": cast.bob.email}


def test_a_form_from_elsewhere_is_refused_and_nothing_is_kept(cast, folder):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.adi)
    assert post(browser, small()).status_code == 403 and files_in(folder) == []


def test_a_form_from_here_is_taken(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.adi)
    token = browser.get(PAGE).context["csrf_token"]
    assert post(browser, small(), csrfmiddlewaretoken=str(token)).status_code == 302


def test_files_of_other_fields_and_a_second_document_are_passed_over(cast, at, folder):
    document = small()
    said = {"document": [file(document), file(b"{}")], "other": file(b"x")}
    assert at(cast.adi).post(PAGE, said).status_code == 302
    assert transfers_of(cast.adi)[0].size == len(written(document)) and len(files_in(folder)) == 1


def test_an_admin_sees_only_their_own_imports(cast, at):
    other = make_user(name="Ani", is_counselor=False, is_admin=True)
    transfer = sent(cast.adi, small())
    assert page_of(transfer) in at(cast.adi).get(PAGE).content.decode()
    assert page_of(transfer) not in at(other).get(PAGE).content.decode()
    assert transfers_of(other) == []


def test_keys_that_cannot_seal_keep_nothing(cast, at, folder, settings):
    settings.FIELD_KEYS = []
    browser = at(cast.adi)
    browser.raise_request_exception = False
    assert post(browser, small()).status_code == 500
    assert files_in(folder) == [] == transfers_of(cast.adi)


def test_groups_are_found_by_name_and_short_name_and_htmx_gets_only_them(cast, at):
    make_group(name="Tuesday group", ref="tuesday")
    adi = at(cast.adi)
    assert "Kelompok Melati" not in text_of(adi.get(PAGE, {"words": "tuesd"}))
    part = adi.get(PAGE, {"words": "Group"}, headers={"hx-request": "true"}).content.decode()
    assert part.startswith('<div id="exchange-groups">') or '<div id="exchange-groups">' in part[:200]
    assert "Tuesday group" in part and "<html" not in part
    assert "No group here" in text_of(adi.get(PAGE, {"words": "nowhere"}))


def test_more_groups_and_imports_cost_no_query_more(cast, at):
    browser = at(cast.adi)
    sent(cast.adi, small())
    before = queries(browser, PAGE)
    for number in range(20):
        make_group(name=f"Group {number}")
        sent(cast.adi, small())
    assert queries(browser, PAGE) == before


def test_it_shows_nothing_of_any_record_and_nobody_keeps_the_page(cast, at):
    answer = at(cast.adi).get(PAGE)
    shown = text_of(answer).replace("Kelompok Melati", "")
    assert "Melati" not in shown and "Dahlia" not in shown and Group.objects.count() == 0
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_key_that_was_replaced_still_opens_what_it_sealed(cast, folder, settings):
    document = small()
    sent(cast.adi, document)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    with files_in(folder)[0].open("rb") as stream:
        assert Source(stream).start().read(10**6) == written(document)
