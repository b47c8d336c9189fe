"""A database that somebody gave us: its role becomes the owner's or the program's, or it is refused with a sentence."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from groupcounsel.lib.services.faults import CannotStart
from groupcounsel.lib.services.given import as_role, database_urls
from tests.databases import as_superuser, copied, named, start

NAME = f"given_roles_{os.getpid()}"
POWERS = "SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
APP, HELPER = f"{NAME}_app", f"{NAME}_helper"


@pytest.fixture(scope="module")
def database():
    with copied(NAME):
        yield named(start().superuser, NAME)
    for role in (APP, HELPER):
        as_superuser("DROP ROLE IF EXISTS {}", role)


@contextmanager
def helper(powers):
    """The URL of a role with these powers."""
    as_superuser(f"CREATE ROLE {{}} LOGIN {powers} PASSWORD 'x'", HELPER)
    try:
        yield as_role(named(start().app, NAME), HELPER, "x")
    finally:
        as_superuser("DROP ROLE {}", HELPER)


def urls(url, owner=""):
    return database_urls(url, owner, app_role=APP, app_password="s:e/c@ret")


def test_a_superuser_prepares_and_the_program_gets_a_harmless_role(database):
    app, owner = urls(database)
    assert owner == database
    with psycopg.connect(app) as connection:
        assert connection.execute(POWERS).fetchone() == (APP, False)


def test_the_next_start_uses_the_same_role(database):
    assert urls(database) == urls(database)


@pytest.mark.parametrize("powers", ["BYPASSRLS", f"IN ROLE {urlsplit(start().owner).username}"])
def test_a_role_that_passes_the_rules_by_or_may_become_such_a_one_is_never_the_programs(database, powers):
    with helper(powers) as url, pytest.raises(CannotStart, match="could read past their access rules"):
        urls(url)
    with helper(f"CREATEROLE {powers}") as url:
        assert urls(url) == (as_role(url, APP, "s:e/c@ret"), url)


def test_the_owner_of_the_tables_is_never_the_programs(database):
    owner = named(start().owner, NAME)
    with pytest.raises(CannotStart, match="may not make a role for the program"):
        urls(owner)


def test_a_harmless_role_needs_its_owner_beside_it(database):
    app, owner = named(start().app, NAME), named(start().owner, NAME)
    assert urls(app, owner) == (app, owner)
    with pytest.raises(CannotStart, match="Set DATABASE_OWNER_URL as well"):
        urls(app)


def test_a_server_that_is_not_there_is_said_so_without_the_password():
    with pytest.raises(CannotStart, match="cannot be reached") as refusal:
        urls("postgres://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(refusal.value)


def test_the_same_address_with_another_role_keeps_the_rest():
    url = as_role("postgresql://a:b@[::1]:5433/name?sslmode=require", "c", "d/e")
    assert url == "postgresql://c:d%2Fe@[::1]:5433/name?sslmode=require"
    assert urlunsplit(urlsplit(url)) == url
