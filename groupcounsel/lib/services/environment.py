"""The settings a run works with: what the environment says, and for the rest what is made and kept under `var/`."""

from collections.abc import Mapping
from pathlib import Path

from .faults import CannotStart

PROJECT = Path(__file__).resolve().parents[3]
MADE = ("SECRET_KEY", "FIELD_KEYS")


def said(environ: Mapping[str, str], name: str) -> str:
    """A setting, or the content of the file that NAME_FILE names; empty when neither is there."""
    if file := environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as fault:
            raise CannotStart(f"{name}_FILE names {file}, which cannot be read: {fault.strerror}.") from fault
    return environ.get(name, "")


def port(environ: Mapping[str, str]) -> int:
    wish = environ.get("PORT") or "8000"
    if not wish.isdecimal() or not 1024 <= int(wish) < 65536:
        raise CannotStart(f"PORT is {wish!r}; it has to be a number from 1024 to 65535.")
    return int(wish)


def data_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("GROUPCOUNSEL_VAR") or PROJECT / "var")


def for_programs(environ: Mapping[str, str], made: Mapping[str, str], **given: str) -> dict[str, str]:
    """What every program gets. The owner of the tables is not in it: only the preparation needs it."""
    values = {
        **{name: said(environ, name) or made[name] for name in MADE},
        "SITE_URL": said(environ, "SITE_URL") or f"http://localhost:{port(environ)}",
        "DEMO": said(environ, "DEMO") or "on",
        "PYTHONUNBUFFERED": "1",
        **given,
    }
    dropped = {"DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE", *(f"{name}_FILE" for name in values)}
    return {name: value for name, value in environ.items() if name not in dropped} | values
