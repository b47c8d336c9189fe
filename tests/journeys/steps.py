"""What people do on any page, by the names that they see."""

import re
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting


def press(page: Page | Locator, name: str, role="button") -> None:
    """`name` is the whole name, as a pattern. Where it leads to another page, that page has loaded."""
    page.get_by_role(role, name=re.compile(rf"^\s*({name})\s*$")).first.click()
    getattr(page, "page", page).wait_for_load_state()


def follow(page: Page | Locator, name: str) -> None:
    press(page, name, "link")


def quick_entry(page: Page, who: str, toward: str, felt: str, at: str) -> None:
    """`felt` as it stands on the pad: −5 to +5."""
    page.get_by_role("group", name="Who", exact=True).get_by_label(who, exact=True).check()
    page.get_by_role("group", name="Toward whom").get_by_label(toward, exact=True).check()
    word = "Negative" if felt[0] == "−" else "Positive"
    page.get_by_label(f"{word}, strength {felt[1]}").check()
    page.get_by_label("At", exact=True).fill(at)
    press(page, "Record")


@contextmanager
def eyes_of(email: str):
    """The database as it shows itself to this person."""
    with acting(user_id=User.objects.get(email=email).id):
        yield
