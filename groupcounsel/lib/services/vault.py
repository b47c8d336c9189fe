"""The secrets of an embedded run: made once, kept in one file that only its owner reads."""

import base64
import json
import os
import secrets
from pathlib import Path

FILE = "secrets.json"
MAKERS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: base64.urlsafe_b64encode(os.urandom(32)).decode(),
    "postgres_password": lambda: secrets.token_urlsafe(24),
    "owner_password": lambda: secrets.token_urlsafe(24),
    "app_password": lambda: secrets.token_urlsafe(24),
    "app_role": lambda: f"groupcounsel_app_{secrets.token_hex(4)}",  # on a server that others use as well
}


def kept_secrets(folder: Path) -> dict[str, str]:
    path = folder / FILE
    kept = json.loads(path.read_text()) if path.exists() else {}
    made = {name: make() for name, make in MAKERS.items() if name not in kept}
    if made:
        _write(path, kept | made)
    return kept | made


def _write(path: Path, content: dict[str, str]) -> None:
    """Whole or not at all: a key lost halfway would close what it sealed."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with unfinished.open("w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
