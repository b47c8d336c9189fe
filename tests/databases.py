"""Databases of the tests: one template made by the migrations, copied wherever a test needs one of its own."""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from groupcounsel.lib.services.testing import Urls, start

ROOT = Path(__file__).resolve().parent.parent
SHAPE = [
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "groupcounsel/lib/row_security.py",
    "observations/codebook/codes.py",
    "observations/analysis/__init__.py",  # its version, for which the preparation looks
]


def prepare_environment() -> Urls:
    """Servers up, settings pointed at them. Called once a process, before Django is."""
    urls = start()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "groupcounsel.settings",
        "SECRET_KEY": "only-for-tests-" * 4,
        "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "GROUPCOUNSEL_VAR": str(ROOT / "var" / "test"),
        "DATABASE_URL": urls.app,
        "DATABASE_OWNER_URL": urls.owner,
        "REDIS_URL": urls.redis,
        "SITE_URL": "http://localhost:8000",
        "SWEEP_SECONDS": "1",
        "EMAIL_URL": "memorymail://",
    }
    return urls


def named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def as_superuser(statement: str, *names: str) -> None:
    with psycopg.connect(start().superuser, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def template() -> str:
    """Name of the migrated template; made once for each state of the migrations, whoever comes first."""
    files = sorted(path for pattern in SHAPE for path in ROOT.glob(pattern))
    name = "template_" + hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    with psycopg.connect(start().superuser, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(71)")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _make(name)
    return name


def _make(name: str) -> None:
    draft = f"{name}_draft"
    as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
    as_superuser("CREATE DATABASE {} OWNER {}", draft, urlsplit(start().owner).username)
    run_command("prepare", database=draft)
    as_superuser("ALTER DATABASE {} RENAME TO {}", draft, name)


def environment(database: str, **more: str) -> dict[str, str]:
    """The environment of a process that works on this database."""
    urls = start()
    return (
        os.environ
        | {"DATABASE_URL": named(urls.app, database), "DATABASE_OWNER_URL": named(urls.owner, database)}
        | more
    )


def run_command(*words: str, database: str, failing: bool = False) -> subprocess.CompletedProcess:
    """A management command as a process of its own. Raises with its output when it fails and was not expected to."""
    command = [sys.executable, "manage.py", *words]
    result = subprocess.run(command, cwd=ROOT, env=environment(database), capture_output=True, text=True)
    assert failing or result.returncode == 0, result.stdout + result.stderr
    return result


@contextmanager
def copied(name: str, *, of: str | None = None):
    """A database of the test's own, a copy of the template; gone afterwards."""
    as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    as_superuser("CREATE DATABASE {} OWNER {} TEMPLATE {}", name, urlsplit(start().owner).username, of or template())
    try:
        yield name
    finally:
        as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
