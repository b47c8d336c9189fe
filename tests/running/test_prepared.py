"""A start skips the preparation only when this database was prepared by exactly these files."""

import os

import psycopg
import pytest

from groupcounsel.lib.services import prepared
from groupcounsel.lib.services.prepared import Prepared
from groupcounsel.lib.services.vault import kept_secrets
from tests.databases import copied, named, start


@pytest.fixture
def database():
    with copied(f"prepared_{os.getpid()}") as name:
        yield named(start().owner, name)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project of our own, so that nobody's saving a file now disturbs."""
    (tmp_path / "project/members").mkdir(parents=True)
    (tmp_path / "project/members/models.py").write_text("one")
    monkeypatch.setattr(prepared, "PROJECT", tmp_path / "project")
    return tmp_path


def state(project, database, app="app"):
    return Prepared(project, database, app)


def test_it_is_so_only_after_it_was_done(project, database):
    assert not state(project, database).is_so()
    state(project, database).remember()
    assert state(project, database).is_so()


@pytest.mark.parametrize("name", ["members/models.py", "members/new.po", "look.css"])
def test_a_changed_or_new_file_asks_for_it_again(project, database, name):
    state(project, database).remember()
    (project / "project" / name).write_text("something else")
    assert not state(project, database).is_so()


def test_files_that_the_preparation_does_not_use_do_not(project, database):
    state(project, database).remember()
    (project / "project/README.md").write_text("words")
    assert state(project, database).is_so()


def test_what_a_second_copy_writes_into_its_data_folder_beside_the_program_does_not(project, database):
    beside = project / "project/second/copy"
    (beside / "static").mkdir(parents=True)
    kept_secrets(beside)
    state(project, database).remember()
    (beside / "processes.json").write_text("{}")
    (beside / "static/look.css").write_text("body {}")
    assert state(project, database).is_so()


def test_another_role_of_the_program_asks_for_it_again(project, database):
    state(project, database).remember()
    assert not state(project, database, app="another").is_so()


def test_a_restored_database_asks_for_it_again(project, database):
    state(project, database).remember()
    with psycopg.connect(database) as connection:
        connection.execute("COMMENT ON SCHEMA public IS 'prepared by an earlier version'")
    assert not state(project, database).is_so()


def test_a_database_out_of_reach_is_not_prepared(project):
    assert not state(project, "postgresql://nobody@127.0.0.1:1/none").is_so()


def test_a_role_that_may_not_write_it_down_is_no_hindrance(project, database):
    name = database.partition("?")[0].rpartition("/")[2]
    state(project, named(start().app, name)).remember()
    assert not state(project, database).is_so()
