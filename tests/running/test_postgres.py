"""The embedded PostgreSQL: whose it is, what its log keeps quiet about, and how it comes back."""

import asyncio
import json
import os
import signal
import subprocess

import psycopg
import pytest

from groupcounsel.lib.services import testing
from groupcounsel.lib.services.faults import CannotStart
from groupcounsel.lib.services.places import place
from groupcounsel.lib.services.postgres import NO_PROCESS, Postgres, program
from groupcounsel.lib.services.vault import kept_secrets
from tests.running.homes import home

CANARY = "she cried about her brother"


@pytest.fixture(scope="module")
def cluster():
    """One for all tests here; several of them end it, and start it again."""
    with home() as made:
        testing.start(made / "var")
        here = place(made / "var")
        yield Postgres(here, kept_secrets(here.folder), durable=False)
        testing.stop(made / "var")


def number(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def ask(cluster, role, statement, *values, database="groupcounsel"):
    with psycopg.connect(cluster.url(role, database), autocommit=True) as connection:
        return connection.execute(statement, values).fetchall()


def test_it_has_no_port_and_asks_for_a_password(cluster):
    assert ask(cluster, "postgres", "SHOW listen_addresses") == [("",)]
    wrong = cluster.url("app").replace(cluster.secrets["app_password"], "guessed")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_the_programs_role_may_sign_in_and_nothing_else(cluster):
    powers = "rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
    roles = ask(
        cluster, "postgres", f"SELECT rolname, {powers} FROM pg_roles WHERE rolname LIKE 'groupcounsel%%' ORDER BY 1"
    )
    assert roles == [("groupcounsel_app", False), ("groupcounsel_owner", False)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(cluster, "app", "CREATE TABLE public.mine (id int)")


def test_it_is_durable_unless_it_is_for_tests(cluster):
    safe, hasty = Postgres(cluster.place, cluster.secrets).command(), cluster.command()
    assert "fsync=off" in hasty and not any("fsync" in word or "synchronous" in word for word in safe)


def test_a_failing_statement_leaves_nothing_of_what_was_written_in_the_log(cluster):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        ask(cluster, "app", "SELECT CAST(%s AS text)::int", CANARY)
    with pytest.raises(psycopg.errors.CheckViolation), psycopg.connect(cluster.url("owner")) as connection:
        connection.execute("CREATE TABLE said (words text CHECK (words = ''))")
        connection.execute("INSERT INTO said VALUES (%s)", [CANARY])
    log = (cluster.place.folder / "postgres.log").read_text()
    assert "ready to accept connections" in log and CANARY not in log


def test_killed_it_starts_again_with_what_was_committed(cluster):
    with psycopg.connect(cluster.url("owner"), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = on")  # as it is outside the tests
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    killed = number(cluster)
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    testing.start(cluster.place.folder)
    assert ask(cluster, "owner", "SELECT answer FROM kept") == [(42,)]


def test_while_it_says_itself_that_it_is_starting_nobody_knocks(cluster):
    """Its answer would be a FATAL in the log of every start, which a newcomer takes for the end."""
    note = cluster.data / "postmaster.pid"
    said = note.read_text()
    assert cluster.is_ready()
    note.write_text(said.replace("\nready", "\nstarting"))
    assert not cluster.is_ready()
    note.write_text(said)


def test_data_that_came_back_from_a_copy_with_other_rights_is_closed_again(cluster):
    """PostgreSQL refuses a folder that others may read."""
    testing.stop(cluster.place.folder)
    cluster.data.chmod(0o755)
    testing.start(cluster.place.folder)
    assert cluster.data.stat().st_mode & 0o777 == 0o700


def test_a_note_whose_number_now_belongs_to_another_process_does_not_stop_it(cluster):
    testing.stop(cluster.place.folder)
    bystander = subprocess.Popen(["sleep", "3600"])
    note = cluster.data / "postmaster.pid"
    note.write_text(f"{bystander.pid}\n{cluster.data}\n1\n5432\n{cluster.place.sockets}\n\n1 1\nready\n")
    (cluster.place.sockets / ".s.PGSQL.5432.lock").write_text(f"{bystander.pid}\n")
    testing.start(cluster.place.folder)
    assert bystander.poll() is None and number(cluster) != bystander.pid
    bystander.kill()
    bystander.wait()


def test_the_note_of_a_killed_server_stays_for_its_check_of_open_connections(cluster):
    testing.stop(cluster.place.folder)
    note = cluster.data / "postmaster.pid"
    note.write_text(f"{NO_PROCESS - 2}\n{cluster.data}\n1\n5432\n{cluster.place.sockets}\n\n  123 456\nready\n")
    cluster.end_other()
    assert note.read_text().splitlines()[0] == str(NO_PROCESS) and "  123 456" in note.read_text()
    testing.start(cluster.place.folder)


def test_an_interrupted_first_start_leaves_no_half_cluster(here):
    workshop = here.folder / "postgres.new"
    (workshop / "data").mkdir(parents=True)
    (workshop / "data/PG_VERSION").write_text("half")
    postgres = Postgres(here, kept_secrets(here.folder), durable=False)
    postgres.prepare()
    assert (postgres.data / "base").exists() and not workshop.exists()


def test_secrets_that_belong_to_other_data_are_said_so(cluster):
    other = Postgres(cluster.place, cluster.secrets | {"postgres_password": "another"})
    with pytest.raises(CannotStart, match=r"was made with another secrets\.json"):
        other.is_ready()


def test_secrets_are_made_once_and_new_kinds_are_added(folder):
    folder.mkdir()
    first = kept_secrets(folder)
    (folder / "secrets.json").write_text(json.dumps({k: v for k, v in first.items() if k != "app_role"}))
    again = kept_secrets(folder)
    assert {k: v for k, v in again.items() if k != "app_role"} == {k: v for k, v in first.items() if k != "app_role"}
    assert again["app_role"] and kept_secrets(folder) == again


def test_the_script_for_docker_makes_the_same_roles(folder):
    """docker/roles.sh, run on a cluster that has no roles yet."""
    here = place(folder)
    postgres = Postgres(here, kept_secrets(folder), durable=False)
    asyncio.run(testing.launch([postgres], here))
    settings = {"PGHOST": str(here.sockets), "PGUSER": "postgres", "PGPASSWORD": postgres.secrets["postgres_password"]}
    passwords = {"OWNER_PASSWORD": "it's", "APP_PASSWORD": "its"}
    path = f"{program('psql').parent}:{os.environ['PATH']}"
    subprocess.run(["sh", "docker/roles.sh"], env=settings | passwords | {"PATH": path}, check=True)
    postgres.secrets.update(owner_password="it's", app_password="its")
    postgres.provision()
    with psycopg.connect(postgres.url("owner")) as connection:
        connection.execute("CREATE TABLE mine (id int)")
    testing.stop(folder)
