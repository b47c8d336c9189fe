"""Compile every catalogue under a `locale` folder, without system tools; those already newer are left alone."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        for source in catalogues(settings.BASE_DIR):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(compiled))


def catalogues(root: Path) -> list[Path]:
    folders = [root, root / "members", root / "sessions_app", root / "groupcounsel", root / "observations"]
    found = {path for folder in folders for path in folder.glob("locale/*/LC_MESSAGES/*.po")}
    return sorted(found | {path for folder in folders[3:] for path in folder.glob("*/locale/*/LC_MESSAGES/*.po")})
