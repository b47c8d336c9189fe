"""The events behind each sentence about a session, opened in place or on a page of their own."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_session
from tests.pages import text_of, trail
from tests.summaries.made import incident, worked_out


@pytest.fixture
def lived(cast):
    """Two incidents of Melati in the second session, one in the first."""
    cast.second = make_session(group=cast.group, number=2, there=[cast.melati.person])
    for session in (cast.session, cast.second, cast.second):
        incident(cast, session=session)
    worked_out(cast.group)
    return cast


def addresses(cast, at):
    page = at(cast.alice).get(reverse("summaries:session_summary", args=[cast.second.id]))
    return re.findall(r'hx-get="(/summaries/session/[^"]+/evidence/[^"]+)"', page.content.decode())


def test_every_sentence_opens_its_events_and_no_address_tells_what_they_are(lived, at):
    found = addresses(lived, at)
    assert found and all(re.fullmatch(r".*/evidence/[0-9a-f]{16}/", address) for address in found)
    text = text_of(at(lived.alice).get(found[0]))
    assert text.count("Session 2 ·") == 2 and "Session 1 ·" not in text and "Findings of session 2" in text


def test_for_a_part_only_the_rows_are_sent_and_opening_them_is_on_record(lived, at):
    [address, *_] = addresses(lived, at)
    part = at(lived.olga).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Session 2" in part
    entry = trail("opened")[-1]
    assert (entry.by, entry.subject, list(entry.detail)) == (lived.olga.id, lived.second.id, ["evidence"])


@pytest.mark.parametrize(("who", "status"), [("olga", 200), ("sari", 200), ("charlie", 404), ("adi", 404)])
def test_they_have_the_doors_of_the_record(lived, at, who, status):
    [address, *_] = addresses(lived, at)
    assert at(getattr(lived, who)).get(address).status_code == status


def test_a_sentence_that_there_is_not_has_no_events(lived, at):
    address = reverse("summaries:session_evidence", args=[lived.second.id, "0123456789abcdef"])
    assert at(lived.alice).get(address).status_code == 404
