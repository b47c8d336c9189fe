"""Whether the record is still what was signed: as signed, as signed besides its amendments, or not."""

import pytest
from django.db import connection
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.models import Event
from sessions_app.models import Signature
from tests.events.made import everything, form_of, recorded
from tests.factories import make_event
from tests.pages import queries, text_of

SIGNED = "The record is what was signed."


def url(cast):
    return reverse("events:signature", args=[cast.session.id])


def sign(cast, at, who="alice"):
    at(getattr(cast, who)).post(reverse("events:sign", args=[cast.session.id]))


def amend(cast, at, event, /, **changes):
    address = reverse("events:event_amend", args=[event.id])
    browser = at(cast.bob)
    sent = form_of(browser.get(address), address) | {"reason": "Misheard."} | changes
    assert browser.post(address, sent).status_code == 302


@pytest.fixture
def full(cast, at):
    cast.event = recorded(cast, everything(cast))
    cast.quiet = make_event(session=cast.session, actor=cast.dahlia.person, recorded_by=cast.seat, at=30.0)
    sign(cast, at)
    return cast


def said(cast, at, who="alice"):
    return text_of(at(getattr(cast, who)).get(url(cast)))


def test_what_nobody_touched_is_what_was_signed(full, at):
    assert SIGNED in said(full, at)
    with acting(group_id=full.group.id):
        assert Signature.objects.get().digest in said(full, at)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "She went"},
        {"text": ""},
        {"felt-0-feeling": "angry"},
        {"at": "0:10"},
        {"facilitation-state": "observed"},
        {"feared_expected": "", "feared_happened": "3"},
    ],
)
def test_amendments_are_taken_back_in_thought(full, at, changes):
    amend(full, at, full.event, **changes)
    assert "Without the 1 amendment made since" in said(full, at)
    amend(full, at, full.event, text="Once more", focus="past")
    amend(full, at, full.quiet, novel="True")
    assert "amendments made since" in said(full, at) and "not the same" not in said(full, at)


def test_the_second_signature_covers_what_was_amended_before_it(full, at):
    amend(full, at, full.event, text="She went")
    sign(full, at, "bob")
    shown = said(full, at)
    assert shown.index("Without the 1 amendment") < shown.index(SIGNED)


def test_what_was_changed_past_the_program_is_found(full, at):
    with acting(group_id=full.group.id), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.amending', 'on', true)")
        Event.objects.filter(pk=full.event.pk).update(text="Not so")
        cursor.execute("SELECT set_config('app.amending', '', true)")
    assert "not the same" in said(full, at) and SIGNED not in said(full, at)


def test_who_does_not_read_all_of_it_is_told_so(full, at):
    assert "You do not read all of this record" in said(full, at, "olga")
    assert SIGNED in said(full, at, "sari")


def test_a_signature_without_a_fingerprint_says_so(cast, at):
    with acting(group_id=cast.group.id):
        Signature.objects.create(group=cast.group, session=cast.session, person=cast.seat)
    assert "No fingerprint was kept" in said(cast, at)


def test_before_the_first_signature_it_says_what_it_is_for(cast, at):
    assert "Nobody has signed yet" in said(cast, at)


def test_the_record_and_the_end_of_the_debriefing_lead_there(full, at):
    for name in ("events:record", "debriefing:closing"):
        assert url(full) in at(full.sari).get(reverse(name, args=[full.session.id])).content.decode()


def test_more_events_and_amendments_make_no_more_queries(full, at):
    few = queries(at(full.alice), url(full))
    for number in range(20):
        amend(full, at, full.event, text=f"Version {number}")
    assert queries(at(full.alice), url(full)) == few
