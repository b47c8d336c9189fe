"""The rights a server gets when root starts it, and the sentence when there are none to give."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from groupcounsel.lib.services.places import Place, place
from groupcounsel.lib.services.privileges import SERVICE_UID, prefix, service_uid

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
WITHOUT_RIGHTS = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all", "--"]
ASK = """
from pathlib import Path
from groupcounsel.lib.services.privileges import prefix
prefix(60606, [Path('{}')], 'TERM')
"""


def status(command, line):
    said = subprocess.run([*command, "cat", "/proc/self/status"], capture_output=True, text=True, check=True).stdout
    return next(value for name, _, value in (row.partition(":\t") for row in said.splitlines()) if name == line)


def test_an_ordinary_user_serves_as_that_user(here, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert service_uid(here.folder) is None


def test_root_hands_over_to_a_number_of_its_own_or_to_whoever_owns_the_data(folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert service_uid(folder / "postgres") == SERVICE_UID
    assert service_uid(Path("/")) == SERVICE_UID


def test_nothing_can_be_gained_again_afterwards():
    command = prefix(None, [], "TERM")
    assert status(command, "NoNewPrivs") == "1"


@pytest.mark.parametrize(("mode", "right"), [(0o755, 0), (0o700, 1 << 2)])
def test_a_closed_folder_above_is_passed_by_one_right_and_nothing_more(folder, mode, right):
    """As root: the only user who has a right to give."""
    folder.mkdir()
    folder.chmod(mode)
    command = prefix(SERVICE_UID if AS_ROOT else None, [folder / "postgres"], "TERM")
    expected = right if AS_ROOT else int(status(["env"], "CapEff"), 16)
    assert int(status(command, "CapEff"), 16) == expected
    assert int(status(command, "CapInh"), 16) == (right if AS_ROOT else int(status(["env"], "CapInh"), 16))


def test_without_a_right_to_give_it_says_what_to_do(folder):
    folder.mkdir()
    folder.chmod(0o700)
    bare = WITHOUT_RIGHTS if AS_ROOT else []
    asked = [*bare, sys.executable, "-c", ASK.format(folder / "postgres")]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stderr
    assert f"cannot pass the folder {folder}" in said and "chmod o+x" in said


def test_the_sockets_are_in_a_folder_that_only_the_servers_enter(here):
    mode = stat.S_IMODE(here.sockets.stat().st_mode)
    assert (mode, here.sockets) == (0o700, here.folder / "run")


def test_a_long_path_has_its_sockets_in_a_short_closed_folder(folder, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder.parent))
    deep = place(folder / ("long" * 20))
    assert deep.sockets.parent == folder.parent and len(str(deep.sockets)) < 90
    assert stat.S_IMODE(deep.sockets.stat().st_mode) == 0o700
    assert Place(folder / ("long" * 21)).sockets != deep.sockets


def test_a_prepared_trap_in_place_of_the_socket_folder_is_refused(folder, monkeypatch):
    from groupcounsel.lib.services.faults import CannotStart

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder.parent))
    deep = place(folder / ("long" * 20))
    name = deep.sockets
    name.rmdir()
    name.symlink_to(folder)
    with pytest.raises(CannotStart, match="belongs to another user"):
        assert place(deep.folder).sockets
