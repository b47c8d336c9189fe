"""What the supervisor reads, and what it hands on to whom."""

import pytest

from groupcounsel.lib.services.environment import for_programs, port, said
from groupcounsel.lib.services.faults import CannotStart

MADE = {"SECRET_KEY": "made", "FIELD_KEYS": "made too"}


def test_a_setting_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    assert said({"SECRET_KEY_FILE": str(tmp_path / "key")}, "SECRET_KEY") == "from a file"
    assert said({"SECRET_KEY": "plain"}, "SECRET_KEY") == "plain"
    assert said({}, "SECRET_KEY") == ""


def test_a_file_that_is_not_there_is_said_so():
    with pytest.raises(CannotStart, match="SECRET_KEY_FILE names /none"):
        said({"SECRET_KEY_FILE": "/none"}, "SECRET_KEY")


@pytest.mark.parametrize("wish", ["web", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_with_a_sentence(wish):
    with pytest.raises(CannotStart, match="1024 to 65535"):
        port({"PORT": wish})


def test_without_a_wish_it_is_the_usual_port():
    assert (port({}), port({"PORT": ""}), port({"PORT": "8010"})) == (8000, 8000, 8010)


def test_what_is_missing_is_made_and_what_is_set_stays():
    environ = for_programs({"SECRET_KEY": "mine", "PORT": "8010", "LANG": "C"}, MADE, REDIS_URL="redis")
    assert (environ["SECRET_KEY"], environ["FIELD_KEYS"], environ["REDIS_URL"]) == ("mine", "made too", "redis")
    assert (environ["SITE_URL"], environ["LANG"], environ["DEMO"]) == ("http://localhost:8010", "C", "on")


def test_the_programs_never_see_the_owner_of_the_tables(tmp_path):
    (tmp_path / "url").write_text("owner")
    environ = for_programs({"DATABASE_OWNER_URL": "owner", "DATABASE_OWNER_URL_FILE": str(tmp_path / "url")}, MADE)
    assert not [name for name in environ if "OWNER" in name]


def test_a_setting_from_a_file_is_handed_on_once(tmp_path):
    (tmp_path / "key").write_text("from a file")
    environ = for_programs({"SECRET_KEY_FILE": str(tmp_path / "key")}, MADE)
    assert environ["SECRET_KEY"] == "from a file" and "SECRET_KEY_FILE" not in environ
