import pytest
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import record
from tests.pages import chained, text_of

URL = reverse("supervision:trail_chain")


def test_every_entry_is_looked_at(cast, at):
    for _ in range(3):
        record(by=cast.alice, action="opened", subject=cast.melati)
    browser = at(cast.adi)
    chained()
    last = Entry.objects.latest("id").id
    assert f"Each of the {last} entries follows from the one before it." in text_of(browser.get(URL))


def test_the_part_comes_into_the_page_of_the_trail(cast, at):
    answer = at(cast.adi, **{"hx-request": "true"}).get(URL)
    assert answer.content.decode().lstrip().startswith('<div id="chain"')


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(URL).status_code == 405
