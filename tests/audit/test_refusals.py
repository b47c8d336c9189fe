"""Every address that is closed to somebody, and what the trail keeps of their knocking."""

import pytest
from django.db.transaction import atomic, set_rollback
from django.urls import resolve, reverse

from groupcounsel.audit.models import Entry
from tests.every_url import ADDRESSES, SENT
from tests.one_of_everything import objects_of
from tests.pages import trail
from tests.test_every_url import OPEN_TO


@pytest.fixture
def scene(cast):
    return objects_of(cast)


def refused(scene, browser, name) -> tuple[int, str, list[Entry]]:
    _, arguments, method = ADDRESSES[name]
    url = reverse(name, args=[argument(scene) for argument in arguments])
    with atomic():
        status = getattr(browser, method)(url, SENT.get(name)).status_code
        entries = trail("refused")
        set_rollback(True)
    return status, url, entries


@pytest.mark.parametrize(("who", "closed"), [("charlie", 30), ("olga", 30), ("adi", 30), ("alice", 10)])
def test_whoever_is_refused_is_on_record_with_the_page_and_the_ids_of_its_address(scene, at, who, closed):
    person = getattr(scene.cast, who)
    names = [name for name, (word, *_) in ADDRESSES.items() if word != "factor" and who not in OPEN_TO[word]]
    assert len(names) >= closed
    for name in names:
        status, url, [entry] = refused(scene, at(person), name)
        ids = {key: str(value) for key, value in resolve(url).kwargs.items()}
        assert (entry.by, entry.detail) == (person.id, {"view": name, "status": status, "ids": ids})


def test_a_visitor_who_is_sent_to_the_sign_in_page_is_not(scene, at):
    status, _, entries = refused(scene, at(None), "members:group_detail")
    assert (status, entries) == (302, [])


def test_an_address_that_is_none_is_not(cast, at):
    assert at(cast.alice).get("/groups/nobody-knows-it/").status_code == 404 and trail("refused") == []


def test_a_refusal_is_kept_although_everything_else_the_request_did_is_taken_back(cast, at):
    answer = at(cast.charlie).get(reverse("members:group_detail", args=[cast.group.id]), {"q": "Melati"})
    [entry] = trail("refused")
    assert answer.status_code == 404 and "Melati" not in str(entry.detail)


@pytest.mark.parametrize("address", ["/calendar/%00.ics", "/debriefing/{0}/climate/%00/"])
def test_a_sign_in_an_address_that_the_database_cannot_keep_is_on_record_as_another(cast, at, address):
    way = address.format(cast.session.id)
    assert at(cast.alice).get(way).status_code in (404, 405)
    assert at(cast.alice).post(way).status_code in (404, 405)
    assert "\ufffd" in str([entry.detail["ids"] for entry in trail("refused")])
