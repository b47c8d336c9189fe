"""A migrated database of the benchmark's own, Django set up on it, and one signed-in counselor."""

import os
from contextlib import contextmanager

from tests.databases import copied, prepare_environment


@contextmanager
def scene(name: str):
    prepare_environment()
    with copied(f"bench_{name}_{os.getpid()}") as database:
        import django
        from django.conf import settings

        django.setup()
        settings.DATABASES["default"]["NAME"] = settings.DATABASES["owner"]["NAME"] = database
        settings.ALLOWED_HOSTS = ["testserver"]
        try:
            yield database
        finally:
            from django.db import connections

            connections.close_all()
