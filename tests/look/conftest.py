from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parent.parent.parent
SARI = SimpleNamespace(name="Sari Wulandari", is_authenticated=False, is_active=True)
ENTRIES = [
    {"label": "Groups", "url": "/groups/", "current": True, "count": 2},
    {"label": "Codebook", "url": "/codebook/", "current": False},
]


@pytest.fixture
def page_of():
    """`page_of("base.html", navigation=…)`: the HTML of a template as a visitor gets it, without the database."""

    def rendered(template, **context) -> str:
        request = RequestFactory().get("/here/?q=1")
        request.user, request._messages = SARI, CookieStorage(request)
        return render_to_string(template, context, request)

    return rendered
