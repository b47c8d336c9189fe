from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.events.models import Event
from observations.live import keys
from observations.live.entries import _proved
from observations.live.models import Quarantined
from sessions_app.models import Session
from tests.live.made import Device, leave_behind


@pytest.fixture
def live(cast):
    """The cast ten minutes into their session."""
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state="live", began=timezone.now() - timedelta(minutes=10))
        cast.session.refresh_from_db()
    return cast


@pytest.fixture
def device(live, at):
    return Device(at(live.alice), live.session)


@pytest.fixture
def co_leaders(live, at):
    return Device(at(live.bob), live.session)


@pytest.fixture
def events(live):
    """What is on record of the session, read anew each time."""

    def stored():
        with acting(group_id=live.group.id):
            return list(Event.objects.filter(session=live.session).select_related("recorded_by"))

    return stored


@pytest.fixture
def rows_of_group(live):
    """What a table holds of the group, whoever may read it."""

    def rows(model):
        with acting(group_id=live.group.id):
            return list(model.objects.all())

    return rows


@pytest.fixture
def kept(live, at):
    """Bob tapped, then his part in the group ended, then his tablet found the network."""
    device = Device(at(live.bob), live.session)
    said = {
        "event": str(uuid7()),
        "set": {"actor": live.melati.person.ref, "toward": "group", "affect": "negative", "strength": 3},
    }
    envelope = device.entry("record", said, ago=60)
    Leadership.objects.filter(user=live.bob).update(ends="2026-01-02")
    assert device.send(envelope).json()["kept"] == "quarantine"
    with acting(group_id=live.group.id):
        return Quarantined.objects.get()


@pytest.fixture
def lot(live, at):
    """Four entries of Bob's: three events, and a line of text to the last of them."""
    return leave_behind(live, at(live.bob), 1, 2, 3, then=[{"text": "He looked away"}])


@pytest.fixture
def without_old_keys(settings):
    """As after a restart with new FIELD_KEYS, from which the one in use until now was taken out."""

    def restart():
        settings.FIELD_KEYS = [Fernet.generate_key().decode()]
        for cached in (keys._private, _proved):
            cached.cache_clear()

    yield restart
    keys._private.cache_clear()
