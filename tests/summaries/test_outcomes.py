"""What members came to understand, side by side with how their memberships ended."""

import json
import re
from datetime import date
from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command
from django.urls import reverse
from jsonschema import Draft202012Validator

from groupcounsel.lib.database_session import acting
from members.models import Membership
from observations.reports.exchange.results_schema import document
from observations.summaries.models import SetAside
from tests.factories import make_event, make_group, make_member, make_session
from tests.pages import queries, text_of, trail
from tests.summaries.made import consent, refreshed

ALL = reverse("summaries:outcome_list")
numbers = count(100)
REFLECTION = 'reflection {"feeling": "strong", "reflected": true}'


def left(group, alias, outcome="successful", reflected=0, without=0, insights=0, sessions=5, built=True):
    """A membership that is over: so many strong feelings, insights and sessions attended."""
    member = make_member(group=group, alias=alias)
    held = [make_session(group=group, number=next(numbers), there=[member.person]) for _ in range(sessions)]
    for reflection in ["explained"] * reflected + ["none"] * without:
        make_event(session=held[0], actor=member.person, reflection=reflection)
    for _ in range(insights):
        facts = {"kind": "interaction", "affect": None, "strength": None, "insight_domain": "self"}
        make_event(session=held[0], actor=member.person, **facts)
    end(member, outcome)
    if built:
        refreshed(member)
    return member


def end(member, outcome):
    with acting(group_id=member.group_id):
        Membership.objects.filter(pk=member.pk).update(left=date(2026, 8, 1), outcome=outcome)


def page(cast, at, who="alice", url=ALL):
    return text_of(at(getattr(cast, who)).get(url))


def addresses(cast, at, who="alice"):
    return re.findall(r'hx-get="(/summaries/outcomes/[^"]+)"', at(getattr(cast, who)).get(ALL).content.decode())


@pytest.fixture
def over(cast):
    """Six memberships that went well, with 1 to 6 of 6 strong feelings reflected on."""
    for reflected in range(1, 7):
        left(cast.group, f"Anggrek {reflected}", reflected=reflected, without=6 - reflected, insights=1)
    return cast


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "sari"])
def test_readers_of_the_group_see_the_median_with_its_interval(over, at, who):
    text = page(over, at, who)
    assert "Reached what they came for" in text and "58 % (17–100 %)" in text
    assert "mean 58 %, from 17 % to 100 %; 6 of 6 memberships have this figure" in text
    assert "0.20 a session (0.20 to 0.20)" in text


@pytest.mark.parametrize("who", ["charlie", "rina"])
def test_of_groups_that_somebody_may_not_read_nothing_is_in_it(over, at, who):
    text = page(over, at, who)
    assert "No membership is over yet" in text and "Reached" not in text


def test_for_an_admin_there_is_none(over, at):
    address = addresses(over, at)[0]
    assert {at(over.adi).get(url).status_code for url in (ALL, address)} == {404}


@pytest.mark.parametrize(("who", "status"), [("olga", 200), ("sari", 200), ("charlie", 404), ("rina", 404)])
def test_who_they_are_has_the_doors_of_the_records(over, at, who, status):
    assert at(getattr(over, who)).get(addresses(over, at)[0]).status_code == status


def test_it_is_only_read_and_opening_it_is_on_record(over, at):
    alice = at(over.alice)
    assert alice.post(ALL).status_code == 405
    alice.get(ALL)
    entry = trail("opened")[-1]
    assert (entry.by, entry.subject, entry.detail) == (over.alice.id, None, {"view": "outcomes"})


def test_it_is_over_all_the_groups_that_somebody_reads(over, at):
    second = make_group(lead=over.alice, name="Kelompok Cempaka")
    left(second, "Teratai", reflected=6)
    assert "7 of 7 memberships have this figure" in page(over, at)
    assert "7 of 7 memberships have this figure" in page(over, at, "sari")
    assert "6 of 6 memberships have this figure" in page(over, at, "bob")


def test_too_few_memberships_say_how_many_are_missing(cast, at):
    left(cast.group, "Anggrek", "broke-off", reflected=5)
    text = page(cast, at)
    assert "Broke off" in text
    assert "Not enough yet: 5 more memberships with this figure are needed (1 of 6)." in text


def test_a_membership_with_too_few_strong_feelings_has_no_figure_and_is_counted_all_the_same(cast, at):
    left(cast.group, "Anggrek", "partly", reflected=4)
    text = page(cast, at)
    assert "Not enough yet: 6 more memberships with this figure are needed (0 of 6)." in text
    assert "1 membership that is over" in text


def test_outcomes_come_as_they_are_offered_then_those_of_an_import_then_those_without_one(cast, at):
    for alias, outcome in [("A", None), ("B", "moved away"), ("C", "broke-off"), ("D", "successful")]:
        left(cast.group, alias, outcome)
    text = page(cast, at)
    places = [text.index(word) for word in ("Reached what", "Broke off", "Moved away", "No outcome noted")]
    assert places == sorted(places)


def test_each_line_opens_its_members_by_alias_and_group_with_links(over, at):
    [address] = addresses(over, at)
    assert re.fullmatch(r"/summaries/outcomes/[0-9a-f]{16}/", address)
    html = at(over.alice).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html and html.count("<li>") == 6
    assert "Anggrek 4, Kelompok Melati" in html
    assert "strong feelings reflected on: 4 of 6; insights: 1 in sessions attended: 5" in html
    with acting(group_id=over.group.id):
        first = Membership.objects.get(person__alias="Anggrek 1")
    assert reverse("summaries:member_detail", args=[first.id]) in html
    assert "6 memberships" in page(over, at, url=address)


def test_an_outcome_that_nobody_has_is_not_found(over, at):
    address = reverse("summaries:outcome_members", args=["0123456789abcdef"])
    assert at(over.alice).get(address).status_code == 404


def test_who_has_not_agreed_is_in_no_figure_and_the_page_says_so(over, at):
    other = left(over.group, "Kenanga", reflected=6)
    consent(other, given=False)
    text = page(over, at)
    assert "1 more without consent to summaries is in none of this" in text
    assert "6 of 6 memberships have this figure" in text
    assert "Kenanga" not in page(over, at, url=addresses(over, at)[0])


def test_a_summary_that_is_still_being_built_is_told(over, at):
    left(over.group, "Kenanga", built=False)
    assert "the summary of 1 more is still being built" in page(over, at)


def test_a_sentence_that_was_set_aside_is_no_figure(over, at):
    with acting(group_id=over.group.id):
        summary = Membership.objects.get(person__alias="Anggrek 6").summaries.get()
        facts = {"claim": REFLECTION, "reason": "Not so", "by": over.alice}
        SetAside.objects.create(group=over.group, summary=summary, **facts)
    assert "Not enough yet: 1 more membership with this figure is needed (5 of 6)." in page(over, at)


def test_the_caution_stands_on_the_page_in_plain_words(cast, at):
    text = page(cast, at)
    for said in ("is no cause", "The numbers are small", "the judgement of its counselors"):
        assert said in text


def test_counselors_and_supervisors_are_led_there(over, at):
    for who, name in [("alice", "members:group_list"), ("sari", "supervision:caseload")]:
        assert f'href="{ALL}"' in at(getattr(over, who)).get(reverse(name)).content.decode()


def test_more_memberships_take_no_more_queries(over, at):
    alice = at(over.alice)
    [address] = addresses(over, at)
    before = [queries(alice, url) for url in (ALL, address)]
    for number in range(20):
        left(over.group, f"Teratai {number}", reflected=5, sessions=1)
    assert [queries(alice, url) for url in (ALL, address)] == before


def member_page(cast, at, member):
    return at(cast.alice).get(reverse("summaries:member_detail", args=[member.id]))


def test_the_page_of_a_member_who_left_has_both_side_by_side(cast, at):
    member = left(cast.group, "Anggrek", "partly", reflected=4, without=2, insights=3, sessions=6)
    text = text_of(member_page(cast, at, member))
    assert (
        "Anggrek left with the outcome “reached it in part”. Strong feelings reflected on: 4 of 6; "
        "insights: 3 in sessions attended: 6."
    ) in text
    assert "reflected on: 4 67 % (30–90 %)" in text and "0.50 a session (0.10 to 1.46)" in text
    assert "no cause" in text


def test_its_grounds_open_the_events(cast, at):
    member = left(cast.group, "Anggrek", "partly", reflected=5, insights=2)
    html = member_page(cast, at, member).content.decode()
    part = html[html.index("left with the outcome") :]
    found = re.findall(r'hx-get="(/summaries/[^"]+/evidence/\d+/)"', part)[:2]
    assert [text_of(at(cast.alice).get(address)).count("· Anggrek") for address in found] == [5, 2]


def test_without_an_outcome_it_says_so(cast, at):
    member = left(cast.group, "Anggrek", None, reflected=1)
    text = text_of(member_page(cast, at, member))
    assert "For Anggrek no outcome is noted." in text and "too few for a figure" in text


def test_of_a_present_member_nothing_stands_beside_an_outcome(cast, at):
    refreshed(cast.melati)
    assert "Understanding and outcome" not in text_of(member_page(cast, at, cast.melati))


def test_it_is_told_in_indonesian_too(over, at):
    over.alice.language = "id"
    over.alice.save()
    text = page(over, at)
    assert "Pemahaman dan hasil" in text and "Mencapai yang ingin dicapai" in text
    assert "rata-rata 58 %, dari 17 % sampai 100 %; 6 dari 6 keanggotaan memiliki angka ini" in text


def test_the_results_have_it_of_each_member_of_the_group_and_over_the_whole_site(over):
    other = make_group(name="Kelompok Cempaka")
    left(other, "Teratai", reflected=6)
    consent(left(over.group, "Kenanga", reflected=6), given=False)
    *groups, last = exported()
    mine = next(one for one in groups if one["group"] == over.group.ref)
    member = [claim for one in mine["members"] for claim in one["claims"] if is_of_outcome(claim)]
    assert len(member) == 12 and member[0]["events"] and member[0]["of"]["outcome"] == "successful"
    [reflection, _insight] = [claim for claim in mine["claims"] if claim["of"].get("per") == "membership"]
    assert (reflection["n"], reflection["observed"], round(reflection["estimate"], 3)) == (6, 6, 0.583)
    pooled = last["pooled"]["outcomes"]
    assert [(claim["kind"], claim["n"]) for claim in pooled] == [("reflection", 7), ("insight", 7)]
    assert f"{other.ref}/" in pooled[0]["detail"]["memberships"][-1] + pooled[0]["detail"]["memberships"][0]


def is_of_outcome(claim):
    return claim["kind"] in ("reflection", "insight") and "outcome" in claim["of"]


def exported():
    out = StringIO()
    call_command("export_summaries", all=True, stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert all(Draft202012Validator(document()).is_valid(line) for line in lines)
    return lines
