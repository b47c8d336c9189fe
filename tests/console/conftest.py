"""The console in Chromium, before a web server of its own that can be killed; rooms of any size."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.models import Person
from tests import visiting
from tests.console.desk import Desk
from tests.databases import copied
from tests.factories import lead_group, make_group, make_member, make_session, make_user
from tests.journeys.inspection import watched
from tests.stack import running

chromium, inside, stored, visit = visiting.chromium, visiting.inside, visiting.stored, visiting.visit

NAMES = [
    "Melati", "Kenanga", "Anggrek", "Mawar", "Dahlia", "Teratai", "Cempaka",
    "Seroja", "Kamboja", "Flamboyan", "Bugenvil", "Soka",
]  # fmt: skip


@pytest.fixture(scope="package")
def site(worker_id):
    with (
        copied(f"console_{worker_id}_{os.getpid()}") as name,
        running(name, queue_number=visiting.queue_number(worker_id), parts=("web",)) as stack,
    ):
        yield stack


@pytest.fixture
def room(inside):
    """`room(members=3)`: a group that Bayu leads together with Sari, and its session."""

    def made(*, members=3, state="live", language="en", **fields) -> SimpleNamespace:
        with inside():
            bayu, sari = (make_user(name=name, language=language) for name in ("Bayu", "Sari"))
            group = make_group(lead=bayu)
            lead_group(group=group, user=sari, role="co-lead")
            memberships = [make_member(group=group, alias=alias) for alias in NAMES[:members]]
            words = {"state": state, "starts": timezone.now() - timedelta(minutes=5)} | fields
            session = make_session(group=group, there=[one.person for one in memberships], **words)
            with acting(group_id=group.id):
                seats = {person.alias: person for person in Person.objects.filter(group=group)}
        return SimpleNamespace(group=group, session=session, bayu=bayu, sari=sari, seats=seats, members=memberships)

    return made


@pytest.fixture
def desk(inside, visit, site):
    """`desk(room)` is Bayu's console of its session, open in a browser of its own.

    Its answers can be bent as long as no worker stands between: that comes with `service_workers="allow"`.
    """
    return lambda room, by="bayu", **words: Desk(
        site=site,
        inside=inside,
        room=room,
        user=getattr(room, by),
        page=watched(visit(**{"service_workers": "block"} | words)),
    )
