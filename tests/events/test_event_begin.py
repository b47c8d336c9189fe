"""The same short entry, and on to the page on which all of it is said."""

import pytest
from django.urls import reverse

from tests.events.made import signed
from tests.events.test_event_add import entry, stored


def url(cast):
    return reverse("events:event_begin", args=[cast.session.id])


def test_it_records_and_opens_the_whole_event(cast, at):
    answer = at(cast.alice).post(url(cast), entry(cast))
    [document] = stored(cast)
    assert answer.url == reverse("events:event_detail", args=[document["id"]])
    assert at(cast.alice).get(answer.url).status_code == 200


def test_the_quick_entry_offers_it_in_both_languages(cast, at):
    record = reverse("events:record", args=[cast.session.id])
    page = at(cast.alice).get(record).content.decode()
    assert f'formaction="{url(cast)}">Record and complete</button>' in page
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="id")
    page = at(cast.alice).get(record).content.decode()
    assert ">Catat</button>" in page and ">Catat dan lengkapi</button>" in page


def test_what_is_refused_is_said_and_kept(cast, at):
    answer = at(cast.alice).post(url(cast), entry(cast, actor=None))
    assert answer.status_code == 422 and "Choose who it was." in answer.content.decode() and stored(cast) == []


def test_with_htmx_the_whole_page_goes_there(cast, at):
    answer = at(cast.alice, **{"hx-request": "true"}).post(url(cast), entry(cast))
    assert answer.headers["HX-Redirect"] == reverse("events:event_detail", args=[stored(cast)[0]["id"]])


def test_a_signed_record_takes_nothing_more(cast, at):
    signed(cast)
    assert at(cast.alice).post(url(cast), entry(cast)).status_code == 422 and stored(cast) == []


@pytest.mark.parametrize(
    ("who", "status"), [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]
)
def test_nobody_else_records(cast, at, who, status):
    assert at(getattr(cast, who)).post(url(cast), entry(cast)).status_code == status and stored(cast) == []


def test_only_sending_records(cast, at):
    assert at(cast.alice).get(url(cast)).status_code == 405
