from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Membership
from sessions_app.models import Session, Signature
from tests.factories import attend, make_event, make_member, make_session
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of


def url(session):
    return reverse("sessions:session_detail", args=[session.id])


def change(session, **fields):
    with acting(group_id=session.group_id):
        Session.objects.filter(pk=session.pk).update(**fields)


def offers(page, session):
    """What the page's own part offers to do with the session."""
    content = page.content.decode().split('<main id="main"')[1].split("</main>")[0]
    words = ["edit", "cancel", "attendance", "afterwards", "start", "end", "held"]
    names = {word: f"session_{word}" if word not in ("attendance", "afterwards") else word for word in words}
    return {word for word, name in names.items() if reverse(f"sessions:{name}", args=[session.id]) in content}


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_whoever_reads_the_group_reads_it(cast, at, who):
    shown = text_of(at(getattr(cast, who)).get(url(cast.session)))
    assert "Session 1 to debrief" in shown and "Wed 7 Jan 2026, 16:00" in shown
    assert "90 minutes free 2 of 2 there" in shown


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, who):
    assert at(getattr(cast, who)).get(url(cast.session)).status_code == 404


def test_the_page_is_only_read(cast, at):
    assert at(cast.alice).post(url(cast.session)).status_code == 405


def test_everybody_of_that_day_is_listed_with_their_attendance(cast, at):
    attend(session=cast.session, person=make_member(group=cast.group, alias="Teratai").person, state="absent-with-word")
    make_member(group=cast.group, alias="Mawar")
    make_member(group=cast.group, alias="Later", joined=date(2026, 1, 8))
    with acting(group_id=cast.group.id):
        Membership.objects.filter(pk=cast.melati.pk).update(left=date(2026, 1, 7))
    shown = text_of(at(cast.alice).get(url(cast.session)))
    assert "Da Dahlia present Ma Mawar not noted yet Me Melati present Te Teratai absent, with word" in shown
    assert "2 of 3 there away: Teratai" in shown and "Later" not in shown


def test_the_day_is_that_of_the_group(cast, at):
    late = datetime(2026, 1, 7, 18, tzinfo=UTC)  # the eighth of January in Jakarta
    session = make_session(group=cast.group, number=2, starts=late)
    make_member(group=cast.group, alias="New", joined=date(2026, 1, 8))
    assert "New not noted yet" in text_of(at(cast.alice).get(url(session)))


@pytest.mark.parametrize(("zone", "named"), [("Asia/Jakarta", False), ("Europe/Berlin", True)])
def test_the_time_zone_is_named_to_whoever_lives_in_another(cast, at, zone, named):
    User.objects.filter(pk=cast.alice.pk).update(timezone=zone)
    shown = text_of(at(cast.alice).get(url(cast.session)))
    assert ("16:00 Asia/Jakarta" in shown) is named


def test_safety_and_honesty_are_shown(cast, at):
    change(cast.session, safety=4, honesty=2)
    shown = text_of(at(cast.alice).get(url(cast.session)))
    assert "safety 4 of 5 honesty 2 of 5" in shown and "Safe enough 4 of 5 Honest feedback 2 of 5" in shown


def test_a_signature_is_shown_with_whose_it_is(cast, at):
    change(cast.session, state="signed")
    with acting(group_id=cast.group.id):
        Signature.objects.create(group=cast.group, session=cast.session, person=cast.seat, digest="0" * 64)
    shown = text_of(at(cast.alice).get(url(cast.session)))
    assert "signed" in shown and "Signature Alice" in shown


NOW = timezone.now()


@pytest.mark.parametrize(
    ("state", "starts", "offered"),
    [
        ("planned", NOW + timedelta(days=1), {"edit", "cancel", "start", "attendance", "afterwards"}),
        ("planned", NOW - timedelta(days=1), {"edit", "cancel", "start", "held", "attendance", "afterwards"}),
        ("live", NOW, {"edit", "end", "attendance", "afterwards"}),
        ("debriefing", NOW, {"edit", "attendance", "afterwards"}),
        ("signed", NOW, set()),
        ("countersigned", NOW, set()),
    ],
)
def test_each_state_offers_what_can_be_done_in_it(cast, at, state, starts, offered):
    change(cast.session, state=state, starts=starts)
    assert offers(at(cast.alice).get(url(cast.session)), cast.session) == offered


@pytest.mark.parametrize("who", READERS)
def test_readers_are_offered_nothing_but_the_record(cast, at, who):
    page = at(getattr(cast, who)).get(url(cast.session))
    assert offers(page, cast.session) == set()
    assert reverse("events:record", args=[cast.session.id]) in page.content.decode()


@pytest.mark.parametrize(("state", "shown"), [("planned", False), ("live", True), ("signed", True)])
def test_the_record_is_reached_once_the_session_has_begun(cast, at, state, shown):
    change(cast.session, state=state)
    page = at(cast.alice).get(url(cast.session)).content.decode()
    assert (reverse("events:record", args=[cast.session.id]) in page) is shown


def test_a_session_that_waits_for_its_signature_leads_to_it(cast, at):
    assert reverse("events:sign", args=[cast.session.id]) in at(cast.alice).get(url(cast.session)).content.decode()


def test_twenty_people_and_events_more_cost_no_query_more(cast, at):
    browser = at(cast.alice)
    before = queries(browser, url(cast.session))
    for number in range(20):
        attend(session=cast.session, person=make_member(group=cast.group, alias=f"M{number}").person)
        make_event(session=cast.session, actor=cast.melati.person)
    assert queries(browser, url(cast.session)) == before
