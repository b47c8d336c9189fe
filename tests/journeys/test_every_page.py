"""Every page that anybody can open: nothing for axe to find in either appearance, nothing that jumps, nothing wider
than the window, no complaint of the browser. The addresses are those of `tests/every_url.py`: a new one is visited too.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.every_url import ADDRESSES, FACTOR
from tests.journeys.inspection import faults

WHOSE = {
    "all": ["alice"], "visitors": ["nobody"], "read": ["alice", "sari"], "write": ["alice"], "author": ["alice"],
    "hearing": ["alice", "sari"],
    "counselor": ["alice"], "clinical": ["alice", "sari"], "supervisor": ["sari"], "admin": ["adi"],
    "supervising": ["sari"], "sealed": [], "kept": [],
}  # fmt: skip
FACTORS = ["nobody", "bob", "alice", "alice, just now"]
FILES = {"mfa_download_recovery_codes", "today:calendar_read", "live:console_worker"}
FILES |= {"live:console_state", "live:console_news", "live:console_token"}
CHANGES_ONLY = 405


def visitors(name: str) -> list[str]:
    """Who goes there for all of us: whoever may change something on it and whoever may only read it."""
    word = ADDRESSES[name][0]
    if word == "factor":
        return [next(who for who, status in zip(FACTORS, FACTOR[name], strict=True) if status == 200)]
    return WHOSE[word]


def visited_by(who: str) -> list[str]:
    return [name for name in ADDRESSES if who in visitors(name) and name not in FILES]


def found_at(page: Page, name: str, url: str) -> list[str]:
    if ADDRESSES[name][2] == "post" and page.request.get(url).status == CHANGES_ONLY:
        return []
    answer = page.goto(url)
    return faults(page) if answer.status == 200 else [f"answered {answer.status}"]


@pytest.mark.parametrize("who", sorted({who for name in ADDRESSES for who in visitors(name)}))
def test_nothing_is_wrong_with_any_page(scene, browser_of, who):
    page = browser_of(who)
    urls = {name: reverse(name, args=[make(scene) for make in ADDRESSES[name][1]]) for name in visited_by(who)}
    wrong = {name: found for name, url in urls.items() if (found := found_at(page, name, url))}
    assert wrong == {}
