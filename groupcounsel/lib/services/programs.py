"""The commands of the program's processes."""

import os
import sys
from pathlib import Path

from .environment import PROJECT
from .places import Place
from .privileges import prefix

PYTHON = sys.executable
DJANGO = [PYTHON, str(PROJECT / "manage.py")]
CELERY = [PYTHON, "-m", "celery", "--quiet", "-A", "groupcounsel"]


def host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def prepare(*, demo: bool) -> list[str]:
    """Tables, rights, languages, static files; an empty database gets the demo practice."""
    return ["setpriv", "--pdeathsig", "KILL", "--", *DJANGO, "prepare", *(["--demo"] if demo else [])]


def lasting(here: Place, port: int) -> dict[str, list[str]]:
    """What runs until the end. Web is the first: its address is what people wait for."""
    lowered = prefix(here.uid, _reached(here), "TERM")
    work = here.own(here.folder / "work")
    for name in ("files", "trail"):
        here.own(here.folder / name)
    web = [*lowered, PYTHON, "-m", "gunicorn", "groupcounsel.wsgi:application", "--bind", f"{host()}:{port}", *_WEB]
    worker = [*lowered, *CELERY, "worker", *_WORKER]
    beat = [*lowered, *CELERY, "beat", "--loglevel", "info", "--schedule", str(work / "beat"), "--pidfile", ""]
    return {"web": web, "worker": worker, "beat": beat}


_WORKER = ["--concurrency", "2", "--loglevel", "info", "--without-gossip", "--without-mingle"]
_WEB = ["--worker-class", "gthread", "--workers", "2", "--threads", "8", "--preload"]
_WEB += ["--graceful-timeout", "3", "--no-control-socket", "--log-level", "warning"]


def _reached(here: Place) -> list[Path]:
    return [PROJECT / "manage.py", here.folder / "work", Path(sys.executable), Path(sys.base_prefix) / "lib"]
