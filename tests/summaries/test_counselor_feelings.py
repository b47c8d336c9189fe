"""The page of what counselors felt with a member: who reads whose, and that each sentence opens its events."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Person
from observations.summaries.models import Evidence, Summary
from observations.summaries.results import group_results
from tests.factories import feel, make_event, make_member, respond
from tests.pages import text_of
from tests.reports.exchange.test_results_schema import faults
from tests.summaries.made import consent, refreshed

pytestmark = pytest.mark.django_db
SIX = "Of 8 feelings that Alice noted at events of Melati, 6: helpless."


@pytest.fixture
def felt(cast):
    """At eight events of Melati Alice felt helpless six times and warm twice; at five of the six Dahlia felt warm."""
    with acting(group_id=cast.group.id):
        cast.olgas = Person.objects.get(user=cast.olga)
    cast.events = [make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat) for _ in range(8)]
    for number, event in enumerate(cast.events):
        feel(event=event, by=cast.seat, feeling="helpless" if number < 6 else "warm")
        if number < 5:
            feel(event=event, by=cast.dahlia.person, feeling="warm")
    return cast


def page(browser, membership):
    return browser.get(reverse("summaries:counselor_feelings", args=[membership.id]))


def links(response):
    return [url for _, said in response.context["counselors"] for one in said for _, url in one.grounds]


def test_each_counselor_has_what_they_noted_with_its_share_and_whether_it_is_shared(felt, at):
    text = text_of(page(at(felt.alice), felt.melati))
    assert SIX in text and "6 events 75 % (41–93 %)" in text
    assert "At 5 events of these others noted what they felt, the same at 0." in text and "for supervision" in text
    assert "Of 8 feelings that Alice noted at events of Melati, 2: warm. Nobody else noted there" in text


@pytest.mark.parametrize("who", ["bob", "sari"])
def test_co_leader_and_supervisor_read_it_too(felt, at, who):
    assert SIX in text_of(page(at(getattr(felt, who)), felt.melati))


def test_an_observer_reads_only_their_own(felt, at):
    feel(event=felt.events[0], by=felt.olgas, feeling="bored")
    response = page(at(felt.olga), felt.melati)
    text = text_of(response)
    assert "Alice noted" not in text and "helpless" not in text
    assert "Of 1 feeling that Olga noted at events of Melati, 1: bored. At 1 event of these" in text
    hers = set(links(page(at(felt.alice), felt.melati))) - set(links(response))
    assert {at(felt.olga).get(url).status_code for url in hers} == {404}


def test_a_sentence_opens_its_events_in_the_order_of_time(felt, at):
    browser = at(felt.alice)
    first, second = (browser.get(url) for url in links(page(browser, felt.melati)))
    assert [event.id for event in first.context["events"]] == [event.id for event in felt.events[:6]]
    assert len(second.context["events"]) == 2 and "What counselors felt" in text_of(second)


def test_what_was_felt_first_is_what_was_felt_most(felt, at):
    [(alias, said)] = page(at(felt.alice), felt.melati).context["counselors"]
    assert alias == "Alice" and ["helpless" in one.sentence.text for one in said] == [True, False]


def test_it_is_told_in_indonesian(felt, at):
    type(felt.alice).objects.filter(pk=felt.alice.pk).update(language="id")
    text = text_of(page(at(felt.alice), felt.melati))
    assert "Dari 8 perasaan yang dicatat Alice pada peristiwa Melati, 6:" in text and "untuk supervisi" in text


def test_without_a_note_the_page_says_what_will_stand_there(cast, at):
    assert "No feeling of a counselor on record" in text_of(page(at(cast.alice), cast.melati))


def test_nothing_is_said_of_who_refused_or_withdrew(felt, at):
    [url, _] = links(page(at(felt.alice), felt.melati))
    consent(felt.melati, given=False)
    assert page(at(felt.alice), felt.melati).status_code == 404 == at(felt.alice).get(url).status_code
    member = reverse("summaries:member_detail", args=[felt.melati.id])
    assert "What counselors felt" not in text_of(at(felt.alice).get(member))


def test_the_members_page_leads_there(felt, at):
    member = at(felt.alice).get(reverse("summaries:member_detail", args=[felt.melati.id])).content.decode()
    assert reverse("summaries:counselor_feelings", args=[felt.melati.id]) in member


def test_none_of_it_is_in_the_stored_summary(felt):
    refreshed(felt.melati)
    with acting(group_id=felt.group.id):
        [summary] = Summary.objects.filter(membership=felt.melati)
        known = {claim["of"].get("feeling") for claim in summary.claims}
        assert Evidence.objects.filter(summary=summary).exists()
    assert "warm" in known and "helpless" not in known


def test_the_results_have_it_for_who_may_read_it(felt):
    def about(user):
        with acting(user_id=user.id):
            results = group_results(felt.group)
        assert faults(results | {"record": "0" * 64}) == []
        return [claim for claim in results["claims"] if "by" in claim["of"]]

    assert about(felt.olga) == []
    helpless, warm = about(felt.alice)
    assert helpless["of"] == {"feeling": "helpless", "by": felt.seat.ref, "member": felt.melati.person.ref}
    assert (helpless["observed"], helpless["detail"]["alone"], warm["observed"]) == (6, True, 2)


def test_the_results_have_nothing_of_who_refused(felt):
    consent(felt.melati, given=False)
    with acting(group_id=felt.group.id):
        assert [claim for claim in group_results(felt.group)["claims"] if "by" in claim["of"]] == []


def test_more_notes_make_no_more_queries(felt, at, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(40) as found:
            assert page(at(felt.alice), felt.melati).status_code == 200
        return len(found)

    few = asked()
    for number in range(12):
        event = make_event(session=felt.session, actor=felt.melati.person, recorded_by=felt.seat)
        feel(event=event, by=felt.seat, feeling=("sad", "proud", "angry")[number % 3])
        feel(event=event, by=make_member(group=felt.group, alias=f"M{number}").person, feeling="sad")
        respond(event=event, by=felt.dahlia.person)
    assert asked() == few
