from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from groupcounsel.lib.modules import one_file

# What is made, and of what: the module with which it begins; the sheets in their order.
MODULES = {"live/console.js": "live/main.js", "js/on_this_device.js": "js/device.js"}
BEFORE = {"live/console.js": ["js/theme.js"]}  # plain scripts, which run before the modules
SHEETS = {"live/page.css": ("css/tokens.css", "css/base.css", "css/parts.css", "live/console.css")}


class OneFileEach(CompressedManifestStaticFilesStorage):
    """Of scripts in modules there is one file more, in which all of them are; of sheets that one page needs as well."""

    def post_process(self, paths, dry_run=False, **options):
        made = {} if dry_run else {name: self._kept(name, text) for name, text in _texts(paths)}
        yield from super().post_process({**paths, **made}, dry_run, **options)

    def _kept(self, name: str, text: str) -> tuple:
        """Beside what was collected, as if it had been."""
        self.delete(name)
        self.save(name, ContentFile(text.encode()))
        return self, name


def _texts(paths: dict) -> Iterator[tuple[str, str]]:
    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    for name, first in MODULES.items():
        folder, stem = PurePosixPath(first).parent, PurePosixPath(first).stem
        own = one_file(stem, lambda module, folder=folder: read(f"{folder}/{module}.js"))
        yield name, "".join(map(read, BEFORE.get(name, []))) + own
    for name, sheets in SHEETS.items():
        yield name, "\n".join(map(read, sheets))
