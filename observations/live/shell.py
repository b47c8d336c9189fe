"""What the console's page consists of before it knows anything of a group: its files and its words."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.template.loader import render_to_string
from django.templatetags.static import static

from groupcounsel.lib.templatetags.look import STYLES
from observations.live.words import words

MODULES = sorted(path.name for path in (Path(__file__).parent / "static" / "live").glob("*.js"))
FILES = [*(f"css/{name}.css" for name in STYLES), "live/console.css", "js/theme.js", "img/favicon.svg"]


def assets() -> list[str]:
    """Addresses with the hash of their content in them."""
    return [static(name) for name in FILES] + modules()


def modules() -> list[str]:
    return [static(f"live/{name}") for name in MODULES]


def on_the_page(session_id: UUID | None = None) -> dict:
    return {"session_id": session_id, "modules": modules(), "words": words()}


def version(request) -> str:
    """Another one as soon as anything of the page is: its files, its texts, its language."""
    page = render_to_string("live/console.html", on_the_page(), request)
    return hashlib.sha256("".join([page, *assets()]).encode()).hexdigest()[:16]
