"""A sealed file opens on a site with its keys and only whole: cut, reordered, changed or mixed it is refused."""

import json
from base64 import urlsafe_b64encode
from io import BytesIO

import pytest

from observations.reports.interchange import sealed as sealing
from observations.reports.interchange.sealed import MAGIC, sealed
from tests.reports.importing.made import quick, small

BROKEN = ("$", "", "this sealed file was changed, or sealed with keys that this site does not have")


def file(document: dict) -> bytes:
    return b"".join(sealed([json.dumps(document).encode()]))


@pytest.fixture
def pieces(monkeypatch):
    """A sealed file of more than three pieces: its first line, and a line for each."""
    monkeypatch.setattr(sealing, "PIECE", 1000)
    monkeypatch.setattr(sealing, "LONGEST", 3000)
    lines = BytesIO(file(small())).readlines()
    assert len(lines) > 4
    return lines


def test_a_sealed_document_is_taken_in_like_a_plain_one(site):
    document = small(events=[quick(text="x" * 3000) for _ in range(300)])
    assert site.take(file(document)).events == 300
    assert site.take(document).anything is False


def test_nothing_of_it_can_be_read_in_the_file(site):
    whole = file(small())
    assert whole.startswith(MAGIC) and b"Melati" not in whole and b"groupcounsel/1" not in whole


def test_faults_in_it_are_told_as_in_a_plain_one(site):
    assert site.faults(file(small(codebook="99")))[0][0] == "$.codebook"
    assert site.faults(b"".join(sealed([b"{"]))) == [("line 1 column 2", "", "expected a key in quotation marks")]


def another(letter: bytes) -> bytes:
    return b"B" if letter == b"A" else b"A"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[:1],
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [*lines, b"\n"],
        lambda lines: [*lines, b"x"],
        lambda lines: [lines[0], lines[1][:50] + another(lines[1][50:51]) + lines[1][51:], *lines[2:]],
        lambda lines: [*lines[:-1], lines[-1][:-20]],
        lambda lines: [lines[0], b"{}\n"],
        lambda lines: [lines[0], b"A" * 1_000_000 + b"\n"],
    ],
    ids=["cut", "empty", "one missing", "two swapped", "end twice", "one twice", "a line more", "a letter more",
         "one letter changed", "torn off", "plain text", "one endless line"],
)  # fmt: skip
def test_a_file_that_was_changed_is_refused(site, pieces, spoil):
    before = site.picture()
    assert site.faults(b"".join(spoil(pieces)))[-1] == BROKEN
    assert site.picture() == before


def test_pieces_of_two_files_do_not_make_a_third(site, pieces):
    other = BytesIO(file(small())).readlines()
    assert site.faults(b"".join([*pieces[:2], *other[2:]]))[-1] == BROKEN


def test_a_file_of_another_site_is_refused(site, settings):
    ours, theirs = settings.FIELD_KEYS, [urlsafe_b64encode(b"9" * 32).decode()]
    settings.FIELD_KEYS = theirs
    document = file(small())
    settings.FIELD_KEYS = ours
    assert site.faults(document) == [BROKEN]


def test_a_file_from_before_the_keys_were_changed_still_opens(site, settings):
    document = small()
    old = file(document)
    settings.FIELD_KEYS = [urlsafe_b64encode(b"9" * 32).decode(), *settings.FIELD_KEYS]
    assert site.take(old).events == 2
