from whitenoise.storage import CompressedManifestStaticFilesStorage

Storage = CompressedManifestStaticFilesStorage
IMPORTS = Storage._js_module_import_aggregation_patterns[1]


class ModulesToo(Storage):
    """Our scripts name the modules that they import by their hashed names: a page never mixes two versions."""

    patterns = (*Storage.patterns, ("live/*.js", IMPORTS))
    max_post_process_passes = 20
