"""One process under supervision, tried with small programs."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from groupcounsel.lib.services import journal
from groupcounsel.lib.services.supervised import Supervised
from tests.stack import wait_until


@pytest.fixture
def lines(monkeypatch):
    said = []
    monkeypatch.setattr(journal, "say", lambda name, line: said.append((name, line)))
    return said


def supervised(script, **options):
    # A shell cannot trap what its parent ignored, as parents in the background do with INT.
    command = ["env", "--default-signal=INT", "sh", "-c", script]
    return Supervised("it", command, os.environ, **options)


def kept_until(process, enough):
    """Supervises until it is enough, then ends it in order."""

    async def watched():
        keeping = asyncio.create_task(process.keep())
        async with asyncio.timeout(60):
            while not enough():
                await asyncio.sleep(0.02)
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping

    asyncio.run(watched())


def is_living(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return b"sleep" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def test_each_of_its_lines_is_passed_on_whatever_they_hold(lines):
    script = r"printf 'one\ntw\377o\n'; head -c 200000 /dev/zero | tr '\0' x; printf '\n'; echo late >&2"
    assert asyncio.run(supervised(script).run()) == 0
    assert [line for _, line in lines] == ["one", "tw\N{REPLACEMENT CHARACTER}o", "x" * 200000, "late"]
    assert {name for name, _ in lines} == {"it"}


def test_what_ends_is_started_again_and_waits_longer_each_time(lines):
    process = supervised("kill -9 $$")
    kept_until(process, lambda: len(lines) == 3)
    pauses = [line.removeprefix("ended (SIGKILL); starting it again in ") for _, line in lines]
    assert pauses == ["0.5 s", "1 s", "2 s"] and process.starts == 3


def test_it_is_prepared_before_each_start(lines):
    calls = []
    process = supervised("exit 3", before=lambda: calls.append("before"), started=lambda name, pid: calls.append(name))
    kept_until(process, lambda: len(lines) == 2)
    assert calls == ["before", "it", "before", "it"]
    assert "status 3" in lines[0][1]


def test_what_it_started_ends_with_it(lines):
    process = supervised("sleep 60 & echo $!; sleep 0.1; kill -9 $$")
    asyncio.run(process.run())
    wait_until(lambda: not is_living(int(lines[0][1])), seconds=30)


def test_one_that_does_not_listen_is_ended_all_the_same(lines):
    process = supervised("trap '' TERM; echo $$; while :; do sleep 1; done", patience=0.3)
    kept_until(process, lambda: lines)
    with pytest.raises(ProcessLookupError):
        os.kill(int(lines[0][1]), 0)


def test_it_is_asked_with_the_signal_it_wants(lines):
    script = "trap 'echo bye; exit 0' INT; echo here; while :; do sleep 0.05; done"
    kept_until(supervised(script, stop_signal=signal.SIGINT), lambda: lines)
    assert lines == [("it", "here"), ("it", "bye")]


def test_the_log_is_turned_over_before_it_grows_large(folder):
    folder.mkdir()
    journal.open_log(folder)
    try:
        kept, _ = journal.log.handlers
        assert (kept.maxBytes, kept.backupCount) == (5_000_000, 5)
        journal.say("web", "a line")
        assert (folder / "groupcounsel.log").read_text().endswith(" web      a line\n")
    finally:
        for handler in list(journal.log.handlers):
            journal.log.removeHandler(handler)
            handler.close()
