"""On paper: Today is one sheet also for three groups full of events; forms and figures fit in their frames."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Membership
from sessions_app.models import PlanItem
from tests.factories import attend, make_event, make_group, make_member, make_user
from tests.journeys.steps import follow
from tests.today.made import URL, focus, in_days, planned, process, version, weekly

PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")
FLOWERS = [
    "Anggrek-Wulan", "Bugenvil", "Cempaka-Sari", "Dahlia", "Edelweis", "Flamboyan", "Gladiol", "Hortensia", "Kamboja",
    "Kenanga",
]  # fmt: skip
TO_COME_BACK_TO = "Ask the others what they felt when she began to speak about her mother"
PLANNED = ["Farewell of Kenanga: who wants to say something?", "One sentence for everybody", "A room without a clock"]


def eventful(group) -> None:
    """Members who were away, who left and who leave, a break, ten follow-ups, arcs, other summaries, records."""
    members = [make_member(group=group, alias=alias) for alias in FLOWERS]
    held = weekly(group, held=6, state="debriefing")
    for place, state in enumerate(["absent-with-word", "absent-without-word", "absent-with-word", "present"]):
        attend(session=held[-1], person=members[place].person, state=state)
    for place in range(10):
        words = {"at": 60.0 * place, "follow_up": TO_COME_BACK_TO}
        make_event(session=held[place % 5], actor=members[4 + place % 6].person, **words)
    for one in members:
        version(one, 1, [focus(3, 9)], state="approved")
        version(one, 2, [focus(4, 10), process(2, 8)])
    coming = planned(group, 20)
    with acting(group_id=group.id):
        for pk, day in ((members[-1].pk, in_days(30)), (members[-2].pk, in_days(-1))):
            Membership.objects.filter(pk=pk).update(left=day.date())
        for position, text in enumerate(PLANNED, 1):
            PlanItem.objects.create(group_id=group.id, session=coming, text=text, position=position)


@pytest.fixture
def paper(inside, site, visit):
    """`paper(groups=3, language="en")`: Today of somebody who leads so many eventful groups."""

    def opened(*, groups, language):
        with inside():
            user, client = make_user(language=language), Client()
            for place in range(groups):
                eventful(make_group(lead=user, name=f"Kelompok Keluarga Harapan Baru {place}"))
            client.force_login(user)
        page = visit()
        page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": site.url}])
        page.goto(URL)
        return page

    return opened


@pytest.mark.parametrize("language", ["en", "id"])
def test_three_groups_in_which_everything_happens_are_printed_on_one_sheet(paper, language):
    page = paper(groups=3, language=language)
    assert len(PAGE_OF_A_PDF.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    told = page.locator(".today").inner_text()
    assert all(alias in told for alias in FLOWERS)
    assert told.count(TO_COME_BACK_TO) == 3 * 6 and all(told.count(words) == 3 for words in PLANNED)
    assert float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")) >= 10, "7.5 pt"


def test_on_paper_the_others_whose_summaries_changed_are_named_and_on_the_screen_each_is_told(paper):
    page = paper(groups=1, language="en")
    changed = page.locator(".today-lines li", has_text="version 2 beside 1")
    shown = [line for line in changed.all() if line.is_visible()]
    others = page.get_by_text("6 more: Dahlia, Edelweis, Flamboyan, Gladiol, Hortensia, Kenanga")
    assert len(shown) == 9 and "Kamboja" not in "".join(line.inner_text() for line in shown)
    expect(others).to_be_hidden()
    page.emulate_media(media="print")
    assert len([line for line in changed.all() if line.is_visible()]) == 3
    expect(others).to_be_visible()


BROKEN = """() => [...document.querySelectorAll(".segmented span")].filter(span => span.offsetParent).flatMap(span => {
  const lines = [...span.firstChild.textContent.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(span.firstChild, word.index);
    range.setEnd(span.firstChild, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
  });
  return lines.map(word => word[0]);
})"""
WITHIN = """() => [...document.querySelectorAll(".figure > svg")].map(svg => {
  const around = svg.parentElement, edges = getComputedStyle(around);
  return svg.clientWidth / (around.clientWidth - parseFloat(edges.paddingLeft) - parseFloat(edges.paddingRight));
})"""


def test_no_word_of_a_choice_is_broken_and_no_frame_ends_before_what_it_holds(visit):
    page = visit("sari@demo.example", viewport={"width": 718, "height": 1000})
    page.goto(page.locator("#records a").first.get_attribute("href").replace("/debriefing/", "/events/record/"))
    page.goto(page.locator("a.who").first.get_attribute("href"))
    page.emulate_media(media="print")
    assert page.locator(".segmented span").count() > 20 and page.evaluate(BROKEN) == []
    frame = page.locator(".event-form fieldset.group").first
    assert frame.evaluate("one => getComputedStyle(one).display") == "block", "a grid is cut where a page ends"


def test_a_figure_is_as_wide_as_its_frame(visit):
    page = visit("sari@demo.example", viewport={"width": 718, "height": 1000})
    follow(page.locator(".today"), "Kelompok Melati")
    follow(page.locator("#members"), "Kenanga")
    expect(page.locator(".figure > svg").nth(3)).to_be_visible(timeout=60_000)  # the worker is at it
    page.emulate_media(media="print")
    shares = page.evaluate(WITHIN)
    assert len(shares) > 3 and min(shares) > 0.98
