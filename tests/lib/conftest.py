import psycopg
import pytest
from django.db import connection

from tests.databases import named, start
from tests.lib.scratch import ELSEWHERE, GROUP, HERE, Scratch


@pytest.fixture
def scratch(db):
    with (
        psycopg.connect(named(start().superuser, connection.settings_dict["NAME"])) as session,
        session.transaction(force_rollback=True),
    ):
        yield Scratch(session)


@pytest.fixture
def groups(scratch):
    for group in (HERE, ELSEWHERE):
        scratch.run(GROUP, group, f"g{group.int}")
    return scratch
