"""After the signature: the same form with a reason; the earlier text is kept and shown."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.events.actions import amend_event
from observations.events.document import event_document
from observations.events.models import Amendment, Event
from observations.events.refs import refs_of_group
from tests.events.made import everything, form_of, recorded, signed


@pytest.fixture
def locked(cast):
    cast.event = recorded(cast, everything(cast))
    signed(cast)
    return cast


def url(event):
    return reverse("events:event_amend", args=[event.id])


def page_of(cast, at, who="alice"):
    return at(getattr(cast, who)).get(reverse("events:event_detail", args=[cast.event.id])).content.decode()


def amend(cast, browser, reason="Checked with the co-leader.", **changes):
    data = form_of(browser.get(url(cast.event)), url(cast.event))
    return browser.post(url(cast.event), data | {"reason": reason} | changes)


def amendments(cast):
    with acting(group_id=cast.group.id):
        return list(Amendment.objects.select_related("by"))


def now(cast):
    with acting(group_id=cast.group.id):
        return event_document(cast.event)


def test_the_change_is_made_and_what_stood_there_is_kept(locked, at):
    assert amend(locked, at(locked.bob), focus="past", feared_happened="9").status_code == 302
    [kept] = amendments(locked)
    assert (kept.by, kept.reason) == (locked.bob, "Checked with the co-leader.")
    feared = {"outcome": "ridicule", "expected": 8, "happened": 0}
    assert kept.before == {"focus": "here-and-now", "feared": feared}
    assert kept.after == {"focus": "past", "feared": feared | {"happened": 9}}
    assert now(locked)["focus"] == "past" and now(locked)["feared"]["happened"] == 9


def test_the_page_shows_who_when_why_before_and_now(locked, at):
    amend(locked, at(locked.alice), text="She gave in, twice.", origin="", trigger="praise")
    page = page_of(locked, at, "sari")
    history = page[page.index('id="history"') :]
    words = [
        "Alice",
        "Checked with the co-leader.",
        "She gave in.<br>Then not.",
        "She gave in, twice.",
        "criticism",
        "praise",
    ]
    assert [word for word in words if word not in history] == []
    before, after = history.split("Now</h3>")
    assert "evoked by the counselor" in before and "evoked by the counselor" not in after


def test_what_stands_as_before_is_not_shown_as_amended(locked, at):
    amend(locked, at(locked.alice), feared_happened="9")
    history = page_of(locked, at).split('id="history"')[1]
    assert history.count("How far it happened") == 2, "before and now"
    assert "<dd>0</dd>" in history and "<dd>9</dd>" in history and "How likely it seemed" not in history


def test_an_amendment_that_empties_a_facet_says_nothing_stands_there(locked, at):
    amend(locked, at(locked.alice), need="")
    [kept] = amendments(locked)
    assert (kept.before, kept.after) == ({"need": "acceptance"}, {"need": None})
    history = page_of(locked, at).split('id="history"')[1]
    assert "acceptance" in history and "nothing" in history


def test_the_newest_amendment_stands_first(locked, at):
    for reason in ("First look", "Second look"):
        amend(locked, at(locked.alice), reason=reason, text=reason)
    history = page_of(locked, at).split('id="history"')[1]
    assert history.index("Second look</p>") < history.index("First look</p>")


def test_without_a_reason_nothing_is_changed_and_what_was_typed_is_kept(locked, at):
    answer = amend(locked, at(locked.alice), reason=" ", text="typed just now")
    assert answer.status_code == 422 and "Say why it is changed." in answer.content.decode()
    assert form_of(answer, url(locked.event))["text"] == ["typed just now"]
    assert amendments(locked) == [] and now(locked)["text"] == "She gave in.\nThen not."


def test_a_refused_amendment_keeps_the_reason(locked, at):
    answer = amend(locked, at(locked.alice), affect="")
    assert answer.status_code == 422
    assert form_of(answer, url(locked.event))["reason"] == ["Checked with the co-leader."]


def test_an_amendment_that_changes_nothing_is_none(locked, at):
    assert amend(locked, at(locked.alice)).status_code == 302
    assert amendments(locked) == [] and not Entry.objects.filter(action="event-amended").exists()


def test_the_trail_names_the_facets_only(locked, at):
    amend(locked, at(locked.alice), text="A secret")
    entry = Entry.objects.get(action="event-amended")
    assert (entry.subject, entry.detail) == (locked.event.id, {"facets": ["text"]})


def test_afterwards_the_record_is_as_locked_as_before(locked, at):
    amend(locked, at(locked.alice), text="Amended")
    with pytest.raises(IntegrityError, match="a_signed_record_is_locked"), acting(user_id=locked.alice.id):
        Event.objects.filter(pk=locked.event.pk).update(text="Past the page")
    assert now(locked)["text"] == "Amended"


def test_what_counselors_felt_is_kept_apart_from_what_observers_read(locked, at):
    amend(locked, at(locked.alice), text="Amended", **{"felt-0-feeling": "angry"})
    assert sorted(tuple(kept.before) for kept in amendments(locked)) == [("felt",), ("text",)]
    assert "Alice: angry" in page_of(locked, at, "sari")
    page = page_of(locked, at, "olga")
    assert "Amended" in page and "Alice: angry" not in page and "Alice: protective" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]
)
def test_nobody_else_amends(locked, at, who, status):
    for send in (at(getattr(locked, who)).get, at(getattr(locked, who)).post):
        assert send(url(locked.event)).status_code == status
    assert amendments(locked) == []


def test_before_the_signature_there_is_nothing_to_amend(cast, at):
    event = recorded(cast, everything(cast))
    answer = at(cast.alice).get(url(event))
    assert answer.url == reverse("events:event_detail", args=[event.id])


def test_another_verb_is_refused(locked, at):
    assert at(locked.alice).delete(url(locked.event)).status_code == 405


def test_an_import_amends_with_a_document(locked):
    with acting(group_id=locked.group.id):
        document = event_document(locked.event) | {"focus": "outside"}
        del document["insight"]
        refs = refs_of_group(locked.group.id)
        assert amend_event(by=None, event=locked.event, document=document, refs=refs, reason="From a file")
        [kept] = Amendment.objects.all()
        assert kept.by is None and set(kept.after) == {"focus", "insight"}
        assert "insight" not in event_document(locked.event)
