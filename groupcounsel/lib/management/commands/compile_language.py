"""Compile every catalogue under a `locale` folder, without system tools; those already newer are left alone."""

import re
from collections import Counter
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand, CommandError

# The library that reads catalogues passes over a line it does not understand, and the text is gone without a word.
LINE = re.compile(r'(#(?!\|).*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"([^"\\]|\\.)*")?')


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        for source in catalogues(settings.BASE_DIR):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                read_catalogue(source).save_as_mofile(str(compiled))


def catalogues(root: Path) -> list[Path]:
    folders = [root, root / "members", root / "sessions_app", root / "groupcounsel", root / "observations"]
    found = {path for folder in folders for path in folder.glob("locale/*/LC_MESSAGES/*.po")}
    return sorted(found | {path for folder in folders[3:] for path in folder.glob("*/locale/*/LC_MESSAGES/*.po")})


def read_catalogue(path: Path) -> polib.POFile:
    """Raises CommandError with the place of what is not a catalogue's, or with the text that stands in it twice."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not LINE.fullmatch(line):
            raise CommandError(f"{path}, line {number}: this is not part of a catalogue: {line}")
    found = polib.pofile(str(path), encoding="utf-8")
    times = Counter((entry.msgctxt, entry.msgid) for entry in found if not entry.obsolete)
    if twice := [text for (_, text), count in times.items() if count > 1]:
        raise CommandError(f"{path}: stands here twice: {twice[0]}")
    return found
