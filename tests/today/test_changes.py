"""What a newest summary says otherwise: nothing is made up, nothing is shown to whom it is not for."""

from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Membership
from observations.summaries.wording import TOPICS
from observations.today.changes import topics
from tests.factories import make_event
from tests.pages import text_of
from tests.summaries.made import consent, refreshed, summaries_of
from tests.today.made import URL, focus, in_days, process, shown, version


def both(membership, before, now):
    version(membership, 1, before, state="approved")
    version(membership, 2, now)


def test_what_appeared_what_has_other_numbers_and_what_went(cast, at):
    both(cast.melati, [focus(3, 9)], [focus(4, 10), process(2, 8)])
    both(cast.dahlia, [focus(3, 9), process(2, 8)], [focus(3, 9)])
    answer = at(cast.alice).get(URL)
    page = text_of(answer)
    assert "Melati : version 2 beside 1 – new: the group’s own process; other numbers: here and now." in page
    assert "Dahlia : version 2 beside 1 – not said any more: the group’s own process." in page
    assert reverse("summaries:member_detail", args=[cast.melati.id]) in answer.content.decode()


def test_a_claim_that_carries_nothing_was_never_said(cast, at):
    nothing = focus(1, 2) | {"estimate": None, "missing": {"reason": "too-few-events", "needed": 5, "have": 2}}
    both(cast.melati, [nothing], [focus(4, 10)])
    assert "Melati : version 2 beside 1 – new: here and now." in shown(at, cast.alice)


def test_an_interval_that_became_narrower_is_another_number(cast, at):
    both(cast.melati, [focus(3, 9)], [focus(3, 9) | {"low": 0.2}])
    assert "other numbers: here and now." in shown(at, cast.alice)


def test_two_versions_that_say_the_same_are_said_to(cast, at):
    both(cast.melati, [focus(3, 9)], [focus(3, 9)])
    assert "Nothing: each newest summary says what the one before it said." in shown(at, cast.alice)


def test_a_first_version_is_compared_with_nothing(cast, at):
    version(cast.melati, 1, [focus(3, 9)])
    assert "No summary has an earlier version to compare with." in shown(at, cast.alice)


def test_of_whom_leaves_on_a_day_to_come_it_is_told_until_then(cast, at):
    both(cast.melati, [focus(3, 9)], [focus(4, 10)])
    with acting(group_id=cast.group.id):
        Membership.objects.filter(pk=cast.melati.pk).update(left=in_days(3).date())
    assert "Melati : version 2 beside 1" in shown(at, cast.alice)


def test_the_two_newest_versions_are_compared(cast, at):
    version(cast.melati, 1, [process(2, 8)], state="superseded")
    version(cast.melati, 2, [focus(3, 9)], state="approved")
    version(cast.melati, 3, [focus(4, 9)])
    assert "Melati : version 3 beside 2 – other numbers: here and now." in shown(at, cast.alice)


def test_from_the_moment_in_which_a_member_withdraws_nothing_is_said(cast, at):
    both(cast.melati, [focus(3, 9)], [focus(4, 10)])
    consent(cast.melati, False)
    assert "version 2" not in shown(at, cast.alice)


def test_the_pipelines_own_versions_are_understood(cast, at):
    """Every kind of claim that can be worded has a topic here."""
    assert topics().keys() == TOPICS.keys()
    for _ in range(2):
        make_event(session=cast.session, actor=cast.melati.person, focus="here-and-now")
        refreshed(cast.melati)
        version_one_is_approved(cast, at)
    assert "Melati : version 2 beside 1 – other numbers: critical incidents" in shown(at, cast.alice)


def version_one_is_approved(cast, at):
    newest = summaries_of(cast.melati)[-1]
    if newest.version == 1:
        at(cast.alice).post(reverse("summaries:summary_approve", args=[newest.id]), {"edition": newest.edition})
