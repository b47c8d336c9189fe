"""The pages of import and export as they are seen: in both themes, on the narrowest phone and the widest screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.reports.exchange.made import PAGE, done, page_of, put, sent
from tests.reports.importing.made import changed, quick, small

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG = "a-very-long-name-of-something-that-nobody-would-choose-but-a-document-may-hold"


def empty(cast, at):
    return at(cast.adi).get(PAGE)


def refused_form(cast, at):
    return at(cast.adi).post(PAGE, {"seats": f"c1 = {LONG}@example.org\nc2"})


def waiting(cast, at):
    return at(cast.adi).get(page_of(sent(cast.adi, small())))


def running(cast, at):
    transfer = sent(cast.adi, small(), seats={"c1": cast.alice.email}, amend=True)
    put(transfer, state="running", read=transfer.size)
    return at(cast.adi).get(page_of(transfer))


def imported(cast, at):
    return at(cast.adi).get(page_of(done(cast.adi, small())))


def refused(cast, at):
    document = changed(small(), "events[0].actor", LONG)
    document[LONG] = 1
    document["sessions"][0]["attendance"][f"{LONG} {LONG}"] = "present"
    document["events"] += [quick(strength=9, behaviour=LONG) for _ in range(30)]
    return at(cast.adi).get(page_of(done(cast.adi, document)))


def export(cast, at):
    return at(cast.alice).get(reverse("reports:export", args=[cast.group.id]))


SCENES = [empty, refused_form, waiting, running, imported, refused, export]
EVERY = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)


def html(answer) -> str:
    return answer.content.decode()


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(cast, at, show, scene, scheme):
    found = Axe().run(show(html(scene(cast, at)), color_scheme=scheme, width=390))
    assert found.violations_count == 0, found.generate_report()


@EVERY
@pytest.mark.parametrize("width", [320, 768, 2560])
def test_it_fits_in_the_longer_language(cast, at, show, scene, width):
    User.objects.update(language="id")
    page = show(html(scene(cast, at)), width=width)
    assert page.evaluate(TOO_WIDE) <= 0


def test_on_a_phone_each_fault_stands_under_its_place_with_its_names(cast, at, show):
    page = show(html(refused(cast, at)), width=320)
    row = page.locator(".exchange-faults tbody tr").nth(1)
    place, there, told = (row.locator("th, td").nth(number).bounding_box() for number in range(3))
    assert place["y"] < there["y"] < told["y"]
    name = "element => getComputedStyle(element, '::before').content"
    assert row.locator("td").last.evaluate(name) == '"Fault"'


def test_a_page_that_waits_becomes_the_end_by_itself(cast, at, show):
    transfer = sent(cast.adi, small())
    adi = at(cast.adi)
    before = html(adi.get(page_of(transfer)))
    put(transfer, state="refused", counts={"faults": 0})
    end = html(adi.get(page_of(transfer), headers={"hx-request": "true"}))
    page = show(before, parts={page_of(transfer): (200, end)})
    page.locator("#transfer", has_text="nothing was imported").wait_for()
    assert page.locator("#toasts").inner_text().strip() == "Nothing was imported."
    assert page.locator("#transfer[hx-get]").count() == 0


def test_without_a_script_a_link_looks_again(cast, at, show):
    transfer = sent(cast.adi, small())
    page = show(html(at(cast.adi).get(page_of(transfer))), java_script_enabled=False)
    again = page.get_by_role("link", name="Look again")
    assert again.get_attribute("href") == page_of(transfer)


def test_the_keyboard_alone_reaches_everything_in_its_order(cast, at, show):
    page = show(html(empty(cast, at)))
    page.locator("#id_document").focus()
    reached = []
    for _ in range(4):
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.innerText"))
        page.keyboard.press("Tab")
    assert reached == ["id_document", "id_seats", "id_amend", "Import"]


def test_what_the_download_buttons_are_for_is_said_to_who_does_not_see_the_row(cast, at, show):
    page = show(html(empty(cast, at)))
    button = page.get_by_role("button", name="Download sealed").first
    words = page.locator(f"[id='{button.get_attribute('aria-describedby')}']").inner_text()
    assert words in ("Kelompok Melati", "Kelompok Bakung")
