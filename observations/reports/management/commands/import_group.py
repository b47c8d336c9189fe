"""Import the record of a group from a document of groupcounsel/1: all of it, or nothing and every fault."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from observations.reports.importing.outcome import Refused
from observations.reports.importing.run import import_document
from observations.reports.importing.source import Source, private_folder, spooled
from observations.reports.interchange.faults import Faults


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", help="the document, sealed or not; - reads it from the standard input")
        parser.add_argument("--amend", action="store_true", help="changed events that are on record become amendments")
        parser.add_argument(
            "--counselor",
            action="append",
            default=[],
            metavar="c1=name@example.org",
            help="who of this site the counselor c1 is; may be given several times",
        )

    def handle(self, *args, file, amend, counselor, **options):
        seats = dict(map(_seat, counselor))
        with _opened(file) as stream, Faults.kept_in(private_folder()) as faults:
            source = Source(stream)
            try:
                with _bar(source) as bar:
                    outcome = import_document(source, faults, by=None, amend=amend, seats=seats, tick=bar.update)
            except Refused:
                self._refuse(faults)
        if options["verbosity"]:
            self.stdout.write(f"{outcome.group}: {outcome}")

    def _refuse(self, faults: Faults):
        for fault in faults:
            self.stderr.write(str(fault))
        number = "1 fault" if faults.count == 1 else f"{faults.count} faults"
        raise CommandError(f"{number}; nothing was imported.")


def _seat(pair: str) -> tuple[str, str]:
    ref, _, email = pair.partition("=")
    if not (ref and email):
        raise CommandError(f"--counselor {pair}: expected a ref and an e-mail address, such as c1=name@example.org")
    return ref, email


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        with spooled(sys.stdin.buffer) as stream:
            yield stream
        return
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except OSError as fault:
        raise CommandError(f"{name}: {fault.strerror}") from fault


def _bar(source: Source) -> tqdm:
    """On a terminal only. Everything is read twice."""
    return tqdm(total=2 * source.size, unit="B", unit_scale=True, leave=False, disable=None)
