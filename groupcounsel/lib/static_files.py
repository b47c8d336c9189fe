from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from groupcounsel.lib.modules import one_file

MODULES = {"live/console.js": "live/main.js"}  # what is made, and the module with which it begins


class ModulesInOneFile(CompressedManifestStaticFilesStorage):
    """Of scripts in modules there is one file more, in which all of them are."""

    def post_process(self, paths, dry_run=False, **options):
        made = {} if dry_run else {name: self._made(name, first, paths) for name, first in MODULES.items()}
        yield from super().post_process({**paths, **made}, dry_run, **options)

    def _made(self, name: str, first: str, paths: dict) -> tuple:
        """Beside what was collected, as if it had been."""
        folder = PurePosixPath(first).parent

        def read(module: str) -> str:
            storage, path = paths[f"{folder}/{module}.js"]
            with storage.open(path) as file:
                return file.read().decode()

        text = one_file(PurePosixPath(first).stem, read)
        self.delete(name)
        self.save(name, ContentFile(text.encode()))
        return self, name
