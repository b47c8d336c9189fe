"""Which database roles the program refuses to work as: all that could read past the policies, on whatever way."""

from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from groupcounsel.lib.checks import REACHES_AROUND, the_role_cannot_reach_around_row_security
from tests.databases import named, start

APP, OWNER = urlsplit(start().app).username, urlsplit(start().owner).username
CANDIDATE = "CREATE ROLE candidate NOSUPERUSER NOBYPASSRLS"
ROLES = {
    "a plain role": ([CANDIDATE], "candidate", (False, False)),
    "the app's own": ([], APP, (False, False)),
    "who reads every table": ([f"{CANDIDATE} IN ROLE pg_read_all_data"], "candidate", (False, False)),
    "who owns a table elsewhere": (
        [CANDIDATE, "CREATE SCHEMA elsewhere AUTHORIZATION candidate", "CREATE TABLE elsewhere.notes ()",
         "ALTER TABLE elsewhere.notes OWNER TO candidate"],
        "candidate", (False, False),
    ),
    "a superuser": (["CREATE ROLE candidate SUPERUSER"], "candidate", (True, True)),
    "who bypasses": (["CREATE ROLE candidate BYPASSRLS"], "candidate", (True, False)),
    "who may become one that bypasses": (
        ["CREATE ROLE other BYPASSRLS", f"{CANDIDATE} NOINHERIT IN ROLE other"], "candidate", (True, False),
    ),
    "who may become a superuser by way of a third": (
        ["CREATE ROLE other SUPERUSER", "CREATE ROLE third IN ROLE other", f"{CANDIDATE} IN ROLE third"],
        "candidate", (True, False),
    ),
    "the owner": ([], OWNER, (False, True)),
    "who may become the owner": ([f"{CANDIDATE} NOINHERIT IN ROLE {OWNER}"], "candidate", (False, True)),
    "who owns a single table": (
        [CANDIDATE, "ALTER TABLE public.members_person OWNER TO candidate"], "candidate", (False, True),
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", ROLES)
def test_whoever_could_read_past_the_policies_is_recognised(db, which):
    made, role, recognised = ROLES[which]
    with (
        psycopg.connect(named(start().superuser, connection.settings_dict["NAME"])) as superuser,
        superuser.transaction(force_rollback=True),
    ):
        for statement in [*made, f"SET LOCAL ROLE {role}"]:
            superuser.execute(statement)
        assert superuser.execute(REACHES_AROUND).fetchone() == recognised


def test_the_role_of_the_tests_is_the_one_that_the_program_accepts(db):
    assert connection.settings_dict["USER"] == APP
    assert the_role_cannot_reach_around_row_security(None) == []
