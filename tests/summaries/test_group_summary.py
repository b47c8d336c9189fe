"""What the records carry about a group, on one page."""

import re

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour
from sessions_app.models import Session
from tests.factories import make_event, make_member, make_session
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of, trail
from tests.summaries.made import consent, incident, worked_out


def url(cast, until=""):
    """Once everything that is on record by now is worked out."""
    worked_out(cast.group)
    return reverse("summaries:group_summary", args=[cast.group.id]) + (f"?until={until}" if until != "" else "")


def met(cast, session=None, who="melati", toward="dahlia", **fields):
    people = {"melati": cast.melati.person, "dahlia": cast.dahlia.person, "seat": cast.seat}
    return make_event(
        session=session or cast.session, actor=people[who], toward=[people[toward]], recorded_by=cast.seat, **fields
    )


def rate(session, **rated):
    with acting(group_id=session.group_id):
        Session.objects.filter(pk=session.pk).update(**rated)


@pytest.fixture
def lived(cast):
    """Three sessions held; in the first Melati turns to Dahlia, in the third Dahlia to Melati."""
    both = [cast.melati.person, cast.dahlia.person]
    cast.second, cast.third = (make_session(group=cast.group, number=n, there=both) for n in (2, 3))
    met(cast)
    met(cast, cast.third, "dahlia", "melati")
    return cast


@pytest.mark.parametrize("who", [*WRITERS, *READERS])
def test_whoever_reads_the_group_reads_it(lived, at, who):
    page = at(getattr(lived, who)).get(url(lived))
    assert page.status_code == 200
    assert "1 of 1 pair that was in a session together has met in an event." in text_of(page)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_and_admins_there_is_none(lived, at, who):
    assert at(getattr(lived, who)).get(url(lived)).status_code == 404


def test_it_is_only_read_and_opening_it_is_on_record(lived, at):
    alice = at(lived.alice)
    assert alice.post(url(lived)).status_code == 405
    alice.get(url(lived))
    assert (trail("opened")[-1].by, trail("opened")[-1].subject) == (lived.alice.id, lived.group.id)


def test_the_groups_page_leads_there_and_the_title_names_nobody(lived, at):
    alice = at(lived.alice)
    assert url(lived) in alice.get(reverse("members:group_detail", args=[lived.group.id])).content.decode()
    assert "<title>What the records carry · GroupCounsel</title>" in alice.get(url(lived)).content.decode()


def test_an_empty_group_says_what_is_missing_everywhere(cast, at):
    text = text_of(at(cast.alice).get(url(cast)))
    for said in (
        "No session has been rated yet.",
        "No event names a behaviour of the practice’s list yet.",
        "No event up to here is toward somebody",
        "Share of the here and now: 8 more events with a focus are needed (0 of 8).",
        "How far incidents come (support): 5 more incidents are needed (0 of 5).",
    ):
        assert said in text


def test_support_for_risk_is_told_of_everybodys_incidents(lived, at):
    for _ in range(3):
        incident(lived)
    for states in (("observed", "not-observed"), ("observed", "not-observed")):
        incident(lived, states=states)
    text = text_of(at(lived.alice).get(url(lived)))
    assert "In 3 of 5 incidents a risk was taken and the group supported it." in text


def test_the_climate_is_drawn_with_its_figures_in_a_table(lived, at):
    rate(lived.session, safety=4, honesty=2)
    rate(lived.third, safety=5)
    page = at(lived.alice).get(url(lived))
    assert "Session 1: safe enough 4, honest feedback 2. Session 3: safe enough 5, honest feedback –." in text_of(page)
    assert '<th scope="row">3</th><td class="num">5</td><td class="num">–</td>' in page.content.decode()


def test_who_meets_whom_is_shown_up_to_any_session_by_a_plain_address(lived, at):
    alice = at(lived.alice)
    first, all_of_it = text_of(alice.get(url(lived, 1))), text_of(alice.get(url(lived)))
    assert "Session 1: 1 event toward somebody" in first and "Dahlia → Melati" not in first
    assert "Sessions 1 to 3: 2 events toward somebody" in all_of_it and "Dahlia → Melati" in all_of_it


@pytest.mark.parametrize("until", ["0", "99999", "-1", "x", "9" * 40, "²"])
def test_a_session_that_there_is_not_is_brought_to_one_that_there_is(lived, at, until):
    assert at(lived.alice).get(url(lived, until)).status_code == 200


def test_for_a_part_only_the_circle_is_sent_and_the_range_names_its_sessions(lived, at):
    alice = at(lived.alice)
    part = alice.get(url(lived, 1), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="group-circle"') and "<html" not in part
    whole = alice.get(url(lived, 2)).content.decode()
    assert re.search(r'<input type="range" class="ties-span" id="until" name="until" min="1" max="3" value="2">', whole)


def test_behaviours_lead_to_the_event_in_which_they_were_first_shown(lived, at):
    with acting(group_id=lived.group.id):
        behaviour = Behaviour.objects.filter(group=None).first()
    first = met(lived, lived.second, behaviour=behaviour)
    met(lived, lived.third, behaviour=behaviour)
    page = at(lived.alice).get(url(lived)).content.decode()
    address = reverse("events:event_detail", args=[first.id])
    assert f'<a href="{address}">{behaviour.label_en}</a><span class="num soft">Session 2</span>' in page
    assert "The group has shown 1 behaviour." in page


def test_who_was_there_and_neither_acted_nor_was_addressed_lately_is_named(lived, at):
    make_member(group=lived.group, alias="Kenanga")
    for number in (4, 5, 6):
        make_session(group=lived.group, number=number, there=[lived.melati.person])
    text = text_of(at(lived.alice).get(url(lived)))
    assert "In the last 3 sessions no event was by or toward this member, who was there: Melati. 1 of 1 members" in text
    assert "was there: Kenanga" not in text


def test_who_has_not_agreed_is_in_no_figure_and_no_picture_and_the_page_says_so(lived, at):
    consent(lived.dahlia, given=False)
    page = at(lived.alice).get(url(lived))
    assert "1 member has not agreed to summaries and is in none of this" in text_of(page)
    assert "Dahlia" not in text_of(page) and "0 events toward somebody" in text_of(page)


def test_every_sentence_opens_its_events_and_no_address_tells_what_they_are(lived, at):
    alice = at(lived.alice)
    addresses = re.findall(r'hx-get="(/summaries/group/[^"]+/evidence/[^"]+)"', alice.get(url(lived)).content.decode())
    assert addresses and all(re.fullmatch(r".*/evidence/[0-9a-f]{16}/", address) for address in addresses)
    text = text_of(alice.get(addresses[0]))
    assert "Session 1" in text and "Melati → Dahlia" in text and "Session 3" in text


@pytest.mark.parametrize(("who", "status"), [("olga", 200), ("charlie", 404), ("adi", 404)])
def test_the_events_behind_a_sentence_have_the_same_doors(lived, at, who, status):
    page = at(lived.alice).get(url(lived)).content.decode()
    [address, *_] = re.findall(r'hx-get="(/summaries/group/[^"]+/evidence/[^"]+)"', page)
    assert at(getattr(lived, who)).get(address).status_code == status


def test_a_sentence_that_there_is_not_has_no_events(lived, at):
    address = reverse("summaries:group_evidence", args=[lived.group.id, "0123456789abcdef"])
    assert at(lived.alice).get(address).status_code == 404


def test_more_members_sessions_and_events_take_no_more_queries(lived, at):
    alice = at(lived.alice)
    before = queries(alice, url(lived))
    people = [make_member(group=lived.group, alias=f"Member {n}").person for n in range(6)]
    for number in range(4, 10):
        session = make_session(group=lived.group, number=number, there=[*people, lived.melati.person])
        for person in people:
            make_event(session=session, actor=person, recorded_by=lived.seat, toward=[lived.melati.person])
    assert queries(alice, url(lived)) == before <= 26


def test_it_is_told_in_indonesian_too(lived, at):
    lived.alice.language = "id"
    lived.alice.save()
    text = text_of(at(lived.alice).get(url(lived)))
    assert "1 dari 1 pasangan yang pernah berada dalam satu sesi telah bertemu dalam suatu peristiwa." in text
    assert "Sesi 1 sampai 3: 2 peristiwa yang tertuju kepada seseorang" in text
