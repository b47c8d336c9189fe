"""A new counselor gets a group, a co-leader and a supervisor. What each of them finds, and what the admin does not."""

import email
import re
from email import policy
from html import unescape
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Page, expect

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.audit.models import Entry
from members.models import Leadership
from tests.databases import named, start
from tests.factories import PASSWORD
from tests.journeys.steps import eyes_of, follow, press

ADI, WIRA, BAYU = "adi@demo.example", "wira@demo.example", "bayu@demo.example"
DEWI = "dewi.lestari@demo.example"
WORDS = """
SELECT alias FROM members_person WHERE kind = 'member'
UNION SELECT text FROM members_statementversion
UNION SELECT unnest(ARRAY[text, follow_up, distortion_view, distortion_revised]) FROM events_event
UNION SELECT reason FROM events_amendment
UNION SELECT theme FROM sessions_app_session
"""
CHANGING = re.compile(r"^\s*(Edit|Plan|Add|Sign|Amend|Approve|Revise|Rate|Note|Import|Remove|Give|Store)\b")
PROTOTYPES = ("/styleguide/", "/account/")  # made-up people; the own sign-in


def add_person(page: Page) -> str:
    """The link that the admin is shown, this once."""
    follow(page, "Add a person")
    page.get_by_label("Name").fill("Dewi Lestari")
    page.get_by_label("E-mail").fill(DEWI)
    expect(page.get_by_label("Counselor")).to_be_checked()
    press(page, "Add and invite")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dewi Lestari is invited")
    expect(page.locator("main")).to_contain_text(f"An e-mail with a link is on its way to {DEWI}.")
    return page.get_by_label("One-time link").input_value()


def link_in_the_mail(folder) -> str:
    letters = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.iterdir()]
    [letter] = [letter for letter in letters if DEWI in letter["To"]]
    assert letter["Subject"] == "Your sign-in to GroupCounsel"
    return re.search(r"http://\S+", letter.get_content())[0]


def first_sign_in(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a new password")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    press(page, "Save the new password")
    follow(page, "Sign in")
    page.get_by_label("E-mail").fill(DEWI)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.locator("main")).to_contain_text("You lead no group at present")


def the_link_is_used_up(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is used up")


def add_group(page: Page) -> None:
    follow(page, "Groups and leaders")
    follow(page, "Add a group")
    page.get_by_label("Name").fill("Thursday group")
    page.get_by_label("Places").fill("8")
    page.get_by_label("Led by").select_option(f"Dewi Lestari ({DEWI})")
    press(page, "Add")
    expect(page.get_by_role("listitem").filter(has_text="Dewi Lestari")).to_contain_text("lead")
    follow(page, "Add somebody")
    page.get_by_label("Counselor").select_option(f"Bayu Pratama ({BAYU})")
    page.get_by_role("radio", name="co-lead").check()
    press(page, "Add")
    expect(page.get_by_role("listitem").filter(has_text="Bayu Pratama")).to_contain_text("co-lead")


def add_supervision(page: Page) -> None:
    follow(page, "People")
    follow(page, "Who supervises whom")
    follow(page, "Add a pair")
    page.get_by_label("Supervisor").select_option(f"Wira Kusuma ({WIRA})")
    page.get_by_label("Counselor").select_option(f"Dewi Lestari ({DEWI})")
    press(page, "Add")
    expect(page.get_by_role("row").filter(has_text="Dewi Lestari")).to_contain_text("Wira Kusuma")


def sees_how_the_program_does(page: Page) -> None:
    follow(page, "Practice")
    expect(page.get_by_role("heading", level=1)).to_have_text("The practice")
    state = page.locator("section").filter(has_text="How the program does")
    expect(state).to_contain_text("at work")
    expect(page.get_by_role("listitem").filter(has_text="Thursday group")).to_contain_text("Dewi Lestari")
    expect(page.get_by_role("listitem").filter(has_text="→ Dewi Lestari")).to_contain_text("Wira Kusuma")


def leads_it(page: Page) -> None:
    page.goto("/")
    follow(page, "Thursday group")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thursday group")
    expect(page.locator("#members")).to_contain_text("No members yet")
    expect(page.get_by_role("link", name="Plan a session").first).to_be_visible()


def the_database_says_so() -> None:
    dewi = User.objects.get(email=DEWI)
    assert (dewi.is_counselor, dewi.is_supervisor, dewi.is_admin) == (True, False, False)
    with eyes_of(ADI):
        roles = Leadership.objects.filter(group__name="Thursday group").values_list("user__email", "role")
        assert set(roles) == {(DEWI, "lead"), (BAYU, "co-lead")}
    assert Supervision.objects.current().filter(supervisor__email=WIRA, counselor=dewi).exists()
    hers = Entry.objects.filter(subject=dewi.id).values_list("action", flat=True)
    assert {"person-added", "password-changed"} <= set(hers)


def test_a_new_counselor_from_the_invitation_to_their_own_group(visit, site, mail, stored):
    page, browser = visit(ADI), visit()
    shown = add_person(page)
    link = link_in_the_mail(mail)
    assert urlsplit(shown).netloc == urlsplit(link).netloc == urlsplit(site.url).netloc
    first_sign_in(browser, link)
    the_link_is_used_up(visit(), link)
    add_group(page)
    add_supervision(page)
    sees_how_the_program_does(page)
    leads_it(browser)
    the_database_says_so()
    wira = visit(WIRA)
    expect(wira.get_by_role("region", name="Dewi Lestari")).to_contain_text("Thursday group")


@pytest.fixture
def clinical(site) -> list[str]:
    """Every alias and every text of the practice; the group's name is no secret."""
    with psycopg.connect(named(start().superuser, site.database)) as connection:
        found = [words for (words,) in connection.execute(WORDS) if words and words != "Melati"]
    assert "Rowan" in found and len(found) > 50
    return found


def own_links(html: str) -> set[str]:
    found = {unescape(link) for link in re.findall(r'href="(/[^"#]*)"', html)}
    return {link for link in found if not link.startswith(("/static/", *PROTOTYPES))}


def every_page(page: Page) -> dict[str, str]:
    """Address and HTML of whatever can be reached by links from the first page."""
    pages, waiting = {}, {"/"}
    while waiting:
        address = waiting.pop()
        answer = page.request.get(address)
        assert answer.status == 200, address
        pages[address] = answer.text() if "html" in answer.headers["content-type"] else ""
        waiting |= own_links(pages[address]) - pages.keys()
        assert len(pages) < 300
    return pages


def test_an_admin_reaches_no_clinical_content(visit, clinical):
    pages = every_page(visit(ADI))
    assert {"/practice/", "/people/", "/practice/groups/", "/practice/trail/", "/codebook/"} <= pages.keys()
    secret = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in clinical))
    told = {address: found for address, html in pages.items() if (found := set(secret.findall(unescape(html))))}
    assert told == {}


def addresses_of_rowan(page: Page) -> list[str]:
    """The pages that a lead gets to on the way to what is recorded of Rowan."""
    follow(page, "Tuesday group")
    found = [page.url]
    follow(page.locator("#members"), "Rowan")
    found.append(page.url)
    page.go_back()
    follow(page.locator("#sessions"), r"Session \d+")
    found.append(page.url)
    follow(page, "Record")
    return [*found, page.url, page.locator("a.who").first.evaluate("link => link.href")]


def test_an_admin_is_told_nothing_of_the_pages_of_a_group(visit):
    addresses, adi = addresses_of_rowan(visit("ratna@demo.example")), visit(ADI)
    assert len(set(addresses)) == 5
    assert [adi.request.get(address).status for address in addresses] == [404] * 5


def only_reads(page: Page) -> None:
    """Nothing on the page changes anything."""
    expect(page.locator("main form[method=post]")).to_have_count(0)
    offered = page.locator("main").locator("a, button").filter(has_text=CHANGING)
    expect(offered).to_have_count(0)


def sent_anyway(page: Page, address: str) -> int:
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    return page.request.post(address, form={"csrfmiddlewaretoken": token, "purpose": "polls", "given": "no"}).status


def test_a_supervisor_opens_record_and_member_and_changes_neither(visit, stored):
    page = visit(WIRA)
    expect(page.get_by_role("heading", level=1)).to_have_text("Groups you supervise")
    group, member, session, record, event = addresses_of_rowan(page)
    for address in (group, member, session, record, event):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(re.compile("Rowan|Tuesday group"))
        only_reads(page)
    manage = member.replace("summaries/member", "groups/members")
    tried = [f"{record}add/", f"{record}sign/", event, f"{session}attendance/all/", f"{manage}consent/"]
    assert [sent_anyway(page, address) for address in tried] == [403] * 5
    wira = User.objects.get(email=WIRA).id
    assert Entry.objects.filter(by=wira, action="refused").count() == 5
    assert Entry.objects.filter(by=wira, action="opened", kind="members.membership").exists()
