"""Every page that only shows something, with long names, in the longer of the two languages, on the narrowest phone."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Group, Person
from tests.every_url import ADDRESSES, LEAD_ON
from tests.factories import make_member
from tests.one_of_everything import objects_of

WHO = {"read": "alice", "write": "alice", "author": "alice", "counselor": "alice", "all": "alice"} | {
    "clinical": "alice",
    "hearing": "alice",
    "supervisor": "sari",
    "admin": "adi",
    "visitors": None,
}
NO_PAGES = {"styleguide", "today:calendar_read", "live:console_state", "live:console_news", "live:console_token"}
NO_PAGES |= {"live:console_worker"}
PAGES = [
    name
    for name, (word, _, method) in ADDRESSES.items()
    if method == "get" and word in WHO and name not in LEAD_ON and name not in NO_PAGES
]
LONG = "Maria-Theresia von Hohenzollern-Sigmarin"
TARGETS = "a, button, summary, select, .tick, .segmented label, .choices label, .pad label"
TOO_SMALL = """all => all
    .filter(e => e.checkVisibility() && !e.closest(".hidden, .skip") && getComputedStyle(e).display !== "inline")
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([e, box]) => `${e.tagName} ${e.textContent.trim().slice(0, 30)} ${box.width} x ${box.height}`)"""


@pytest.fixture
def scene(cast) -> SimpleNamespace:
    User.objects.update(language="id")
    for number in range(3, 15):
        make_member(group=cast.group, alias=f"{LONG[:37]} {number}")
    with acting(group_id=cast.group.id):
        Person.objects.filter(pk=cast.melati.person_id).update(alias=LONG)
        Group.objects.filter(pk=cast.group.pk).update(name=LONG)
    return objects_of(cast)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_narrowest_phone_and_the_finger(scene, at, show, name):
    word, parts, _ = ADDRESSES[name]
    browser = at(getattr(scene.cast, WHO[word] or "", None), accept_language="id")
    answer = browser.get(reverse(name, args=[part(scene) for part in parts]))
    assert answer.status_code == 200 and '<html lang="id">' in answer.content.decode()
    page = show(answer.content.decode(), width=320, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.eval_on_selector_all(TARGETS, TOO_SMALL) == []
