import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.summaries.models import Evidence
from tests.factories import make_event, make_member, make_session
from tests.pages import text_of
from tests.summaries.made import consent, incident, refreshed, summaries_of

NEGATIVE = 0  # the position of the claim about incidents with negative affect
PART = {"HX-Request": "true"}


@pytest.fixture
def melati(cast):
    for second in range(23):
        incident(cast, at=60.0 * second, toward=[cast.dahlia.person])
    refreshed(cast.melati)
    return cast.melati


def url(membership, position=NEGATIVE, page=None):
    [summary] = summaries_of(membership)
    return reverse("summaries:evidence", args=[summary.id, position]) + (f"?page={page}" if page else "")


def rows(response) -> list[str]:
    return re.findall(r"Session 1 · (\d+):00", text_of(response))


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "sari"])
def test_whoever_may_read_the_group_opens_the_evidence(cast, at, melati, who):
    page = at(getattr(cast, who)).get(url(melati))
    assert page.status_code == 200
    assert "Melati had 23 critical incidents, all with negative affect. 23 negative incidents" in text_of(page)


@pytest.mark.parametrize("who", ["charlie", "rina", "adi"])
def test_for_outsiders_there_is_none(cast, at, melati, who):
    assert at(getattr(cast, who)).get(url(melati)).status_code == 404


def test_evidence_is_only_read(cast, at, melati):
    assert at(cast.alice).post(url(melati)).status_code == 405


def test_ten_events_at_a_time_each_leading_to_its_own_page(cast, at, melati):
    alice = at(cast.alice)
    pages = [alice.get(url(melati, page=number)) for number in (1, 2, 3)]
    assert [rows(page) for page in pages] == [
        [str(n) for n in range(10)],
        [str(n) for n in range(10, 20)],
        ["20", "21", "22"],
    ]
    with acting(group_id=cast.group.id):
        first = Evidence.objects.get(summary__membership=melati, position=NEGATIVE).events[0]
    assert reverse("events:event_detail", args=[first]) in pages[0].content.decode()


def test_in_place_come_rows_and_the_way_to_the_next_ones(cast, at, melati):
    part = at(cast.alice, **PART).get(url(melati))
    assert part.content.decode().startswith("<li>") and "<html" not in part.content.decode()
    assert f'hx-get="{url(melati)}?page=2"' in part.content.decode() and "13 more" in text_of(part)
    assert "more" not in text_of(at(cast.alice, **PART).get(url(melati, page=3)))


def test_every_opening_is_in_the_trail(cast, at, melati):
    at(cast.sari).get(url(melati))
    [entry] = Entry.objects.filter(action="opened", subject=melati.pk)
    assert (entry.by, entry.detail) == (cast.sari.pk, {"evidence": NEGATIVE})


def test_events_of_another_group_are_never_shown_whatever_is_stored(cast, at, melati):
    stranger = make_member(group=cast.other_group, alias="Stranger")
    elsewhere = make_event(session=make_session(group=cast.other_group), actor=stranger.person)
    with acting(group_id=cast.group.id):
        Evidence.objects.filter(position=NEGATIVE).update(events=[str(elsewhere.id)])
    for who in (cast.alice, cast.sari):
        page = at(who).get(url(melati))
        assert page.status_code == 200 and str(elsewhere.id) not in page.content.decode()
        assert "Stranger" not in page.content.decode()


def test_not_even_to_a_person_who_leads_both_groups(cast, at, melati):
    stranger = make_member(group=cast.other_group, alias="Stranger")
    elsewhere = make_event(session=make_session(group=cast.other_group), actor=stranger.person)
    cast.other_group.leaderships.create(user=cast.alice, role="lead", starts="2026-01-01")
    with acting(group_id=cast.group.id):
        Evidence.objects.filter(position=NEGATIVE).update(events=[str(elsewhere.id)])
    assert "Stranger" not in at(cast.alice).get(url(melati)).content.decode()


def test_an_event_that_was_deleted_since_is_left_out(cast, at, melati):
    with acting(group_id=cast.group.id):
        melati.person.events.order_by("at").first().delete()
    assert len(rows(at(cast.alice).get(url(melati)))) == 9


@pytest.mark.parametrize("position", [99, 99999999999])
def test_a_claim_that_is_not_there_has_no_evidence(cast, at, melati, position):
    assert at(cast.alice).get(url(melati, position)).status_code == 404


def test_without_consent_there_is_no_evidence_either(cast, at, melati):
    address = url(melati)
    consent(melati, given=False)
    assert at(cast.alice).get(address).status_code == 404


def test_ten_rows_take_no_more_queries_than_three(cast, at, melati):
    def queries(page):
        with CaptureQueriesContext(connection) as captured:
            alice.get(url(melati, page=page))
        return len(captured)

    alice = at(cast.alice)
    assert queries(1) == queries(3)
