"""The session's record as a timeline."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.records import make_records
from groupcounsel.lib.database_session import acting
from tests.events.made import signed
from tests.factories import make_event, make_member, make_session, respond

OUTSIDERS = [("charlie", 404), ("rina", 404), ("adi", 404)]


def url(cast, session=None):
    return reverse("events:record", args=[(session or cast.session).id])


def rows(answer):
    """Ids of the events in the order in which they stand."""
    return re.findall(r'<li class="event[^"]*" id="event-([0-9a-f-]+)"', answer.content.decode())


def melati_acts(cast, **fields):
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, **fields)


def ids(*events):
    return [str(event.id) for event in events]


def test_events_stand_in_the_order_of_time(cast, at):
    late, early = melati_acts(cast, at=1872.0), melati_acts(cast, at=3.0, toward=[cast.dahlia.person])
    answer = at(cast.alice).get(url(cast))
    assert rows(answer) == ids(early, late)
    page = answer.content.decode()
    assert "Melati → Dahlia" in page and "<time>31:12</time>" in page


def test_newest_first_when_asked_for_and_while_the_session_goes_on(cast, at):
    early, late = melati_acts(cast, at=3.0), melati_acts(cast, at=9.0)
    assert rows(at(cast.alice).get(url(cast) + "?order=newest")) == ids(late, early)
    live = make_session(group=cast.group, number=2, state="live")
    pair = [make_event(session=live, actor=cast.melati.person, at=float(second)) for second in (1, 2)]
    assert rows(at(cast.alice).get(url(cast, live))) == ids(*pair[::-1])


@pytest.mark.parametrize(("who", "status"), OUTSIDERS)
def test_the_record_does_not_exist_for_outsiders(cast, at, who, status):
    assert at(getattr(cast, who)).get(url(cast)).status_code == status


@pytest.mark.parametrize("who", ["olga", "sari"])
def test_who_only_reads_has_no_form(cast, at, who):
    melati_acts(cast)
    page = at(getattr(cast, who)).get(url(cast)).content.decode()
    assert "Melati" in page and "quick-form" not in page and reverse("events:sign", args=[cast.session.id]) not in page


@pytest.mark.parametrize("state", ["planned", "signed", "countersigned"])
def test_nothing_is_entered_before_the_session_and_after_the_signature(cast, at, state):
    session = make_session(group=cast.group, number=2, state=state)
    assert "quick-form" not in at(cast.alice).get(url(cast, session)).content.decode()


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).post(url(cast)).status_code == 405


def test_names_stay_out_of_the_title_and_the_address(cast, at):
    melati_acts(cast)
    page = at(cast.alice).get(url(cast)).content.decode()
    assert "<title>Record · GroupCounsel</title>" in page
    assert not re.search(r'href="[^"]*(Melati|Dahlia)', page)


def test_the_filter_by_member_finds_who_acts_is_addressed_or_responds(cast, at):
    third = make_member(group=cast.group, alias="Anggrek").person
    acts = make_event(session=cast.session, actor=third)
    addressed = melati_acts(cast, toward=[third, cast.dahlia.person])
    answered = melati_acts(cast)
    respond(event=answered, by=third)
    respond(event=answered, by=third, kind="comforts")
    melati_acts(cast, toward=[cast.dahlia.person])
    assert rows(at(cast.alice).get(f"{url(cast)}?person={third.id}")) == ids(acts, addressed, answered)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("kind=incident", ["negative", "disclosed"]),
        ("kind=self-disclosure", ["disclosed"]),
        ("kind=interaction", ["positive", "plain"]),
        ("affect=negative", ["negative"]),
        ("affect=positive", ["disclosed", "positive"]),
        ("affect=none", ["plain"]),
        ("kind=interaction&affect=positive", ["positive"]),
        ("kind=nonsense&affect=<b>&person=nobody", ["negative", "disclosed", "positive", "plain"]),
    ],
)
def test_the_filters_stay_in_the_address(cast, at, address, expected):
    events = {
        "negative": melati_acts(cast),
        "disclosed": melati_acts(cast, affect="positive", trigger="disclosure"),
        "positive": melati_acts(cast, kind="interaction", affect="positive"),
        "plain": melati_acts(cast, kind="interaction", affect=None, strength=None),
    }
    assert rows(at(cast.alice).get(f"{url(cast)}?{address}")) == ids(*(events[name] for name in expected))


def test_htmx_gets_the_rows_only(cast, at):
    melati_acts(cast)
    part = at(cast.alice, **{"hx-request": "true"}).get(url(cast)).content.decode()
    assert part.strip().startswith('<div id="record-rows">') and "<html" not in part


def test_an_empty_record_says_what_to_do(cast, at):
    assert "Choose above who it was" in at(cast.alice).get(url(cast)).content.decode()
    assert "will stand here" in at(cast.olga).get(url(cast)).content.decode()
    planned = make_session(group=cast.group, number=2, state="planned")
    assert "opens when the session begins" in at(cast.alice).get(url(cast, planned)).content.decode()


def test_a_filter_that_finds_nothing_leads_back(cast, at):
    melati_acts(cast)
    page = at(cast.alice).get(f"{url(cast)}?affect=positive").content.decode()
    assert "Nothing here fits" in page and "Show everything" in page


def test_twenty_five_stand_on_a_page_and_the_filter_goes_along(cast, at):
    events = [melati_acts(cast, at=float(second)) for second in range(30)]
    for second in range(30):
        melati_acts(cast, affect="positive", at=100.0 + second)
    first, second = (at(cast.alice).get(f"{url(cast)}?affect=negative&page={page}") for page in (1, 2))
    assert rows(first) == ids(*events[:25]) and rows(second) == ids(*events[25:])
    assert "affect=negative&amp;page=2" in first.content.decode() and "1–25 of 30" in first.content.decode()


def test_what_is_missing_is_said_softly_and_shortly(cast, at):
    melati_acts(cast, strength=5)
    melati_acts(cast, kind="interaction")
    found = re.findall('<span class="chip missing">(.*?)</span>', at(cast.alice).get(url(cast)).content.decode())
    assert found == ["what was feared", "new for this member?", "5 more"]


def test_an_incident_with_everything_in_it_misses_nothing(cast, at):
    whole = dict.fromkeys(("risk", "support", "reality-testing", "recognition"), ("observed", cast.session))
    whole["facilitation"] = ("not-observed", None)
    facets = {"feared_outcome": "ridicule", "feared_expected": 8, "feared_happened": 1, "novel": False}
    facets |= {"reality_testing": "not-observed", "afterwards": "as-before", "reflection": "none"}
    respond(event=melati_acts(cast, components=whole, **facets), by=cast.dahlia.person)
    page = at(cast.alice).get(url(cast)).content.decode()
    assert "chip missing" not in page and "1 response<" in page


def test_a_rupture_without_a_follow_up_asks_for_one(cast, at):
    whole = dict.fromkeys(("risk", "support", "reality-testing", "recognition", "facilitation"), ("not-observed", None))
    facets = {"feared_outcome": "attack", "feared_expected": 3, "feared_happened": 9, "hidden_self": "shown"}
    event = melati_acts(cast, affect="positive", strength=2, components=whole, **facets)
    respond(event=event, by=cast.dahlia.person, kind="attacks")
    assert '<span class="chip missing">follow-up</span>' in at(cast.alice).get(url(cast)).content.decode()


def test_a_self_disclosure_is_called_so(cast, at):
    melati_acts(cast, affect="positive", trigger="disclosure")
    assert '<span class="chip">self-disclosure</span>' in at(cast.alice).get(url(cast)).content.decode()


def test_members_without_consent_are_not_offered_and_the_page_says_why(cast, at):
    silent = make_member(group=cast.group, alias="Anggrek", consents=["polls"]).person
    page = at(cast.alice).get(url(cast)).content.decode()
    actors = re.findall('name="quick-actor"[^>]* value="(.*?)"', page)
    assert silent.ref not in actors and cast.melati.person.ref in actors
    assert silent.ref in re.findall('name="quick-toward"[^>]* value="(.*?)"', page)
    assert "Not offered as the one who acts: Anggrek." in page


def test_people_called_by_numbers_are_offered_in_their_order(cast, at):
    for alias in ("10", "9", "2"):
        make_member(group=cast.group, alias=alias)
    page = at(cast.alice).get(url(cast)).content.decode()
    chips = page[page.index('name="quick-actor"') : page.index('name="quick-toward"')]
    assert re.findall(r"<span>(\w+)</span>", chips) == ["Dahlia", "Melati", "2", "9", "10", "Alice", "Bob"]


def test_observers_are_in_nobodys_way(cast, at):
    page = at(cast.alice).get(url(cast)).content.decode()
    form = page[page.index("quick-form") : page.index('class="filters')]
    assert ">Alice<" in form and ">Bob<" in form and ">Olga<" not in form


def test_the_signature_is_offered_to_who_has_not_signed(cast, at):
    assert "Sign the record" in at(cast.alice).get(url(cast)).content.decode()
    at(cast.alice).post(reverse("events:sign", args=[cast.session.id]))
    assert reverse("events:sign", args=[cast.session.id]) not in at(cast.alice).get(url(cast)).content.decode()
    assert "Sign too" in at(cast.bob).get(url(cast)).content.decode()


def test_a_record_signed_elsewhere_says_that_it_is_locked(cast, at):
    signed(cast)
    assert "each change is an amendment" in at(cast.olga).get(url(cast)).content.decode().lower()


def queries(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_twenty_more_events_take_no_more_queries(cast, at):
    melati_acts(cast, toward=[cast.dahlia.person])
    few = queries(at(cast.alice), url(cast))
    for _ in range(20):
        event = melati_acts(cast, toward=[cast.dahlia.person], components={"risk": ("observed", cast.session)})
        respond(event=event, by=cast.dahlia.person)
    assert queries(at(cast.alice), url(cast)) == few


@pytest.mark.parametrize("address", ["", "?affect=negative", "?kind=incident&order=newest", "?page=7"])
def test_three_hundred_events_in_a_session_take_no_more_queries(cast, at, address):
    small, large = (make_records(lead=cast.alice, sessions=1, events=events) for events in (175, 300))
    pages = []
    for group in (small, large):
        with acting(group_id=group.id):
            session = group.sessions.get()
        pages.append((queries(at(cast.alice), url(cast, session) + address), at(cast.alice).get(url(cast, session))))
    (few, _), (many, whole) = pages
    assert few == many and len(rows(whole)) == 25 and "1–25 of 300" in whole.content.decode()


def test_a_long_session_in_a_large_group_takes_no_more_queries(cast, at):
    melati_acts(cast)
    few = queries(at(cast.alice), url(cast))
    for number in range(2, 22):
        other = make_session(group=cast.group, number=number)
        make_event(session=other, actor=cast.melati.person)
        make_member(group=cast.group, alias=f"Member {number}")
    for second in range(60):
        melati_acts(cast, at=float(second))
    assert queries(at(cast.alice), url(cast)) == few
