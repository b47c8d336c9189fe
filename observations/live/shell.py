"""What the console's page consists of before it knows anything of a group: its files and its words."""

import hashlib
from uuid import UUID

from django.template.loader import render_to_string
from django.templatetags.static import static

from observations.live.words import words

SCRIPT = "live/console.js"  # the appearance, and all of static/live/*.js
# Its own sheet and of the site's those that it needs: each rule about what stands beside something is asked of every
# entry again.
SHEET = "live/page.css"
FILES = [SHEET, SCRIPT, "img/favicon.svg"]


def assets() -> list[str]:
    """Addresses with the hash of their content in them."""
    return [static(name) for name in FILES]


def on_the_page(session_id: UUID | None = None) -> dict:
    return {"session_id": session_id, "sheet": static(SHEET), "script": static(SCRIPT), "words": words()}


def version(request) -> str:
    """Another one as soon as anything of the page is: its files, its texts, its language."""
    page = render_to_string("live/console.html", on_the_page(), request)
    return hashlib.sha256("".join([page, *assets()]).encode()).hexdigest()[:16]
