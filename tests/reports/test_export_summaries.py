"""Results by command: what the pages show, about the record as it is now."""

import hashlib
import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Group, Membership
from observations.reports.demo import practice
from observations.reports.demo.tuesday import TUESDAY
from tests.pages import text_of
from tests.summaries.made import consent, incident, refreshed, summaries_of

EVENT = re.compile(r'href="/events/([0-9a-f-]{36})/')


def printed(*words, **options) -> bytes:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue().encode()


def results(*words, **options) -> list[dict]:
    return [json.loads(line) for line in printed("export_summaries", *words, **options).splitlines()]


def of_member(found: dict, membership: Membership) -> dict:
    return next(one for one in found["members"] if one["ref"] == membership.person.ref)


@pytest.fixture(params=["Rina", "Tom"])
def member(db, request):
    """A member of the demo practice's English group, whose summary has been built."""
    practice.build(date(2026, 6, 1))
    admin = User.objects.get(is_admin=True)
    with acting(user_id=admin.id):
        group = Group.objects.get(ref=TUESDAY.ref)
    with acting(group_id=group.id):
        memberships = list(Membership.objects.filter(group=group).select_related("person").order_by("person__ref"))
    found = memberships[0 if request.param == "Rina" else 3]
    refreshed(found)
    return found


def shown(browser, membership) -> list[list[str]]:
    """The events that open under each claim of the member's page, on all of its pages."""
    [summary] = summaries_of(membership)
    with acting(group_id=membership.group_id):
        positions = list(summary.evidence.order_by("position").values_list("position", flat=True))
    return [events_under(browser, reverse("summaries:evidence", args=[summary.id, number])) for number in positions]


def events_under(browser, url: str) -> list[str]:
    found, page = [], 1
    while new := [id for id in EVENT.findall(browser.get(f"{url}?page={page}").content.decode()) if id not in found]:
        found, page = [*found, *new], page + 1
    return sorted(found)


def is_told(claim):
    """Of what a test did not bear out, the page tells these kinds."""
    return claim["p"] is None or claim["claimed"] or claim["kind"] in ("change", "separation", "style")


def test_each_claim_has_the_events_that_open_under_it_on_the_members_page(member, at):
    ratna = User.objects.get(email="ratna@demo.example")
    [found] = results(TUESDAY.ref)
    everything = of_member(found, member)["claims"]
    claims = [one for one in everything if "session" not in one["of"] and is_told(one)]
    assert [claim["events"] for claim in claims] == shown(at(ratna), member)
    assert sum(bool(claim["events"]) for claim in claims) > 5


def test_the_record_is_the_hash_of_what_is_exported(cast):
    before = results(cast.group.ref)[0]["record"]
    assert before == hashlib.sha256(printed("export_group", cast.group.ref)).hexdigest()
    incident(cast, text="Ia menunduk; “tidak apa-apa”.")
    after = results(cast.group.ref)[0]["record"]
    assert before != after == hashlib.sha256(printed("export_group", cast.group.ref)).hexdigest()


def test_results_are_of_the_record_as_it_is_now_not_as_it_was_summarised(cast):
    for number in (1, 2, 3):
        event = incident(cast)
        if number == 1:
            refreshed(cast.melati)
        claims = of_member(results(cast.group.ref)[0], cast.melati)["claims"]
        negative = next(one for one in claims if one["kind"] == "incident" and one["of"] == {"affect": "negative"})
        assert negative["n"] == number and str(event.id) in negative["events"]


def test_who_agreed_no_more_is_withheld_here_and_on_the_page(cast, at):
    incident(cast)
    consent(cast.melati, given=False)
    [found] = results(cast.group.ref)
    assert of_member(found, cast.melati) == {"ref": cast.melati.person.ref, "withheld": "consent", "claims": []}
    page = text_of(at(cast.alice).get(reverse("summaries:member_detail", args=[cast.melati.id])))
    assert "has not agreed to automatic summaries" in page
    consent(cast.dahlia, given=False)
    assert all(not claim["events"] for claim in results(cast.group.ref)[0]["claims"])


def test_all_groups_come_in_the_order_of_their_names_a_line_each(cast):
    incident(cast)
    lines = results(all=True)
    assert [line.get("group") for line in lines] == [*sorted([cast.group.ref, cast.other_group.ref]), None]
    assert [line for line in lines if line.get("group") == cast.group.ref] == results(cast.group.ref)
    assert lines[-1] == {"format": "groupcounsel-results/1", "pooled": {}}


def test_a_site_without_groups_has_a_last_line_only(db):
    assert results(all=True) == [{"format": "groupcounsel-results/1", "pooled": {}}]


def test_the_same_record_gives_the_same_bytes(cast):
    for _ in range(7):
        incident(cast)
    assert printed("export_summaries", cast.group.ref) == printed("export_summaries", cast.group.ref)


def test_each_group_whose_results_left_the_site_stands_in_the_trail(cast):
    results(all=True)
    left = Entry.objects.filter(action="results-exported").values_list("group", "by", "detail")
    assert sorted(left) == sorted([(cast.group.id, None, {}), (cast.other_group.id, None, {})])


def test_one_group_is_not_asked_for_among_the_others(cast):
    incident(cast)
    other = results(cast.other_group.ref)[0]
    assert other["members"] == [] and other["sessions"] == []
    assert all(claim["n"] == 0 for claim in other["claims"])


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        ([], {}, "Name one group, or say --all."),
        (["g1"], {"all": True}, "Name one group, or say --all."),
        (["nowhere"], {}, "There is no group with the short name “nowhere” on this site."),
        (["nowhere", "--format", "xml"], {}, "Error: argument --format: invalid choice: 'xml' (choose from 'json')"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(db, words, options, said):
    with pytest.raises(CommandError) as told:
        printed("export_summaries", *words, **options)
    assert str(told.value) == said
