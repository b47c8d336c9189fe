import pytest
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Watermark
from observations.events.models import Amendment, Event, Response
from tests.events.made import everything, recorded, signed


@pytest.fixture
def full(cast):
    cast.event = recorded(cast, everything(cast))
    return cast


def url(event):
    return reverse("events:event_remove", args=[event.id])


def left(cast):
    with acting(group_id=cast.group.id):
        return Event.objects.count(), Response.objects.count()


def test_it_asks_first(full, at):
    page = at(full.alice).get(url(full.event)).content.decode()
    assert "Remove this event?" in page and "12:34" in page and left(full) == (1, 2)


def test_the_event_goes_with_all_its_facets(full, at):
    answer = at(full.bob).post(url(full.event))
    assert answer.url == reverse("events:record", args=[full.session.id]) and left(full) == (0, 0)


def test_the_trail_keeps_that_there_was_one(full, at):
    at(full.alice).post(url(full.event))
    entry = Entry.objects.get(action="event-removed")
    assert (entry.by, entry.subject, entry.group) == (full.alice.id, full.event.id, full.group.id)
    assert entry.detail["session"] == str(full.session.id) and "text" in entry.detail["facets"]
    assert "She gave in" not in str(entry.detail)


def test_everybody_with_a_part_in_it_is_marked(full, at):
    before = dict(Watermark.objects.values_list("membership", "record"))
    at(full.alice).post(url(full.event))
    after = dict(Watermark.objects.values_list("membership", "record"))
    assert all(after[member.id] == before[member.id] + 1 for member in (full.melati, full.dahlia))


def test_a_signed_event_stays(full, at):
    signed(full)
    for send in (at(full.alice).get, at(full.alice).post):
        assert send(url(full.event)).url == reverse("events:event_detail", args=[full.event.id])
    assert left(full) == (1, 2)


def test_a_signature_in_the_same_second_is_told(full, at, monkeypatch):
    """The page saw an open session; the database knows better."""
    monkeypatch.setattr("sessions_app.models.Session.locked", False)
    signed(full)
    answer = at(full.alice).post(url(full.event))
    assert answer.status_code == 422 and "signed meanwhile" in answer.content.decode() and left(full) == (1, 2)


def test_what_was_amended_stays_and_says_so(full, at):
    """By an import, which amends records that nobody has signed too."""
    with acting(group_id=full.group.id):
        facts = {"reason": "import", "before": {"text": "a"}, "after": {"text": "b"}}
        Amendment.objects.create(group=full.group, event=full.event, **facts)
    answer = at(full.alice).post(url(full.event))
    assert answer.status_code == 422 and "amendments stay" in answer.content.decode() and left(full) == (1, 2)
    assert not Entry.objects.filter(action="event-removed").exists()


@pytest.mark.parametrize(
    ("who", "status"), [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]
)
def test_nobody_else_removes(full, at, who, status):
    assert at(getattr(full, who)).post(url(full.event)).status_code == status and left(full) == (1, 2)


def test_another_verb_is_refused(full, at):
    assert at(full.alice).delete(url(full.event)).status_code == 405
