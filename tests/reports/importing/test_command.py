"""`import_group` and `export_group` as somebody types them."""

import json
import os
import pty
import stat
import subprocess
import sys
import termios

import pytest

from tests.databases import ROOT, environment
from tests.factories import make_user
from tests.reports.importing.made import changed, small

PAIR = "expected a ref and an e-mail address, such as c1=name@example.org"
SEATS = """SELECT user_id FROM members_person p JOIN members_group g ON g.id = p.group_id
           WHERE g.ref = %s AND p.kind = 'counselor' ORDER BY p.ref"""
SECRET = "Ia menangis dan pergi"


@pytest.fixture
def typed(site, tmp_path):
    """`typed(*words)`: exit code, standard output and error output. A document among the words becomes a file."""

    def run(*words, given: bytes | None = None, **variables) -> tuple[int, bytes, str]:
        files = [_file(tmp_path, word) if isinstance(word, dict) else word for word in words]
        env = environment(site.database, **variables)
        done = subprocess.run(
            [sys.executable, "manage.py", *files], cwd=ROOT, env=env, input=given, capture_output=True
        )
        return done.returncode, done.stdout, done.stderr.decode()

    return run


def _file(folder, document: dict) -> str:
    (path := folder / "group.json").write_text(json.dumps(document))
    return str(path)


def test_what_was_imported_is_told_in_a_sentence(site, typed):
    document = small()
    ref = document["group"]["ref"]
    code, out, err = typed("import_group", document)
    assert (code, err) == (0, "")
    told = f"{ref}: Imported: 4 people, 4 sessions, 2 events, 1 poll, 21 further facts.\n"
    assert out.decode() == told
    assert typed("import_group", document, "--verbosity", "0") == (0, b"", "")


def test_a_document_comes_from_the_standard_input_too(site, typed):
    document = small()
    whole = json.dumps(document).encode()
    assert typed("import_group", "-", given=whole)[0] == 0
    again = b": Nothing to change: everything is on record already.\n"
    assert typed("import_group", "-", given=whole)[1].endswith(again)


def test_faults_come_a_line_each_and_nothing_else_of_the_record(site, typed):
    spoiled = small()
    spoiled["events"][0] |= {"strength": 9, "text": SECRET}
    spoiled["events"][1]["actor"] = "m9"
    before = site.picture()
    code, out, err = typed("import_group", spoiled)
    assert code == 1 and out == b""
    assert err.splitlines() == [
        "$.events[0].strength: 9 — expected a whole number from 1 to 5 or null",
        '$.events[1].actor: "m9" — is not among the people',
        "CommandError: 2 faults; nothing was imported.",
    ]
    assert site.picture() == before


def test_one_fault_is_one_fault(site, typed):
    assert typed("import_group", small(codebook="99"))[2].splitlines()[-1] == (
        "CommandError: 1 fault; nothing was imported."
    )


@pytest.mark.parametrize("document", [small(), changed(small(), "events[1].actor", "m9")], ids=["whole", "spoiled"])
def test_what_happened_in_the_group_stands_in_no_log(site, typed, tmp_path, document):
    document["events"][0]["text"] = SECRET
    _, out, err = typed("import_group", document, "--verbosity", "3")
    assert SECRET not in out.decode() + err
    trail = "SELECT string_agg(e::text, ' ') FROM audit_entry e"
    assert SECRET not in site.rows(trail)[0][0]


def test_what_the_database_refuses_is_told_without_the_row(site, typed):
    """A rule that only the database knows: its message would quote the row."""
    document = small()
    document["events"][0]["text"] = SECRET
    with site.refusing("events_event"):
        code, out, err = typed("import_group", document)
    assert code == 1 and SECRET not in err + out.decode()
    assert err.splitlines() == ["$ — nothing at all is taken in here", "CommandError: 1 fault; nothing was imported."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import_group", "nowhere.json"], "CommandError: nowhere.json: No such file or directory"),
        (["import_group", "tests"], "CommandError: tests: Is a directory"),
        (["import_group", "-", "--counselor", "c1"], f"CommandError: --counselor c1: {PAIR}"),
        (["import_group", "-", "--counselor", "=a@example.org"], f"CommandError: --counselor =a@example.org: {PAIR}"),
        (["export_group", "nowhere"], "CommandError: There is no group with the short name “nowhere” on this site."),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_done_says_so_in_one_line(site, typed, words, said):
    code, out, err = typed(*words, given=b"{}")
    assert code == 1 and out == b""
    assert err.splitlines() == [said]


def test_counselors_are_named_one_by_one(site, typed):
    alice, bob = make_user(name="Alice"), make_user(name="Bob")
    document = small()
    document["people"].append({"ref": "c2", "kind": "counselor", "alias": "Pak Bayu"})
    words = ["--counselor", f"c1={alice.email}", "--counselor", f"c2={bob.email}"]
    assert typed("import_group", document, *words)[0] == 0
    assert site.rows(SEATS, document["group"]["ref"]) == [(alice.pk,), (bob.pk,)]


def test_the_exported_file_is_whole_and_its_owners_only(site, typed, tmp_path):
    document, out = small(), tmp_path / "out.json"
    site.take(document)
    assert typed("export_group", document["group"]["ref"], "--out", str(out))[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    code, printed, _ = typed("export_group", document["group"]["ref"])
    assert code == 0 and printed == out.read_bytes() == site.exported(document["group"]["ref"])
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_rest(site, typed, tmp_path):
    document = small()
    site.take(document)
    code, _, err = typed("export_group", document["group"]["ref"], "--out", str(tmp_path / "nowhere" / "out.json"))
    assert code == 1 and err.splitlines() == [f"CommandError: {tmp_path}/nowhere/out.json: No such file or directory"]
    (tmp_path / "out.json").mkdir()
    code, _, err = typed("export_group", document["group"]["ref"], "--out", str(tmp_path / "out.json"))
    assert code == 1 and "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_progress_is_shown_on_a_terminal_and_nowhere_else(site, typed, tmp_path):
    document = small()
    assert "%" not in typed("import_group", document)[2]
    name = _file(tmp_path, document)
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "manage.py", "import_group", name, "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment(site.database), stderr=theirs, check=True)
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece
    assert b"0%|" in shown and b"B/s" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
