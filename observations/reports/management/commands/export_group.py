"""Export the record of a group as a document of groupcounsel/1."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.core.management import BaseCommand, CommandError

from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.sealing import SealBroken
from observations.reports.exporting import document_lines, snapshot
from observations.reports.register import group_named


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("group", help="its short name, the ref in its document")
        parser.add_argument("--out", metavar="FILE", help="write there instead of to the standard output")
        parser.add_argument("--with-identities", action="store_true", help="with who the members are by law")

    def handle(self, *args, group, out, with_identities, **options):
        found = group_named(group)
        if not found:
            raise CommandError(f"There is no group with the short name “{group}” on this site.")
        record(by=None, action="group-exported", group_id=found.id, identities=with_identities, sealed=False)
        try:
            with snapshot(), acting(group_id=found.id):
                self._write(document_lines(found, identities=with_identities), out)
        except SealBroken as fault:
            raise CommandError("A legal identity was sealed with keys that this site does not have.") from fault
        except OSError as fault:
            raise CommandError(f"{out}: {fault.strerror}") from fault

    def _write(self, lines: Iterable[bytes], out: str | None) -> None:
        if out:
            with _whole_file(Path(out)) as file:
                file.writelines(lines)
        elif hasattr(self.stdout, "buffer"):
            self.stdout.buffer.writelines(lines)
        else:
            for line in lines:
                self.stdout.write(line.decode(), ending="")


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """Readable by its owner only, and never half of it: it takes its name when it is complete."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        try:
            yield draft
            draft.flush()
            Path(draft.name).rename(path)
        except BaseException:
            Path(draft.name).unlink()
            raise
