import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Consent, Watermark
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(membership):
    return reverse("members:consent_change", args=[membership.id])


def words(given="no", purpose="summaries"):
    return {"purpose": purpose, "given": given}


def history(membership, purpose="summaries"):
    with acting(group_id=membership.group_id):
        rows = Consent.objects.filter(membership=membership, purpose=purpose).order_by("at", "id")
        return list(rows.values_list("given", flat=True))


def test_withdrawing_keeps_that_it_was_given(cast, at):
    answer = at(cast.alice).post(url(cast.melati), words())
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#consents"
    assert history(cast.melati) == [True, False] and history(cast.melati, "polls") == [True]


def test_a_withdrawn_summary_is_marked_so_that_it_disappears(cast, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked:
        at(cast.alice).post(url(cast.melati), words())
    assert len(asked) == 1 and Watermark.objects.get(membership=cast.melati.id).record == 2
    assert Watermark.objects.get(membership=cast.dahlia.id).record == 1


def test_what_was_withdrawn_can_be_given_again(cast, at):
    for given in ("no", "yes"):
        at(cast.alice).post(url(cast.melati), words(given))
    assert history(cast.melati) == [True, False, True]


def test_a_second_click_changes_nothing(cast, at):
    for _ in range(2):
        at(cast.alice).post(url(cast.melati), words())
    assert history(cast.melati) == [True, False] and len(trail("consent-withdrawn")) == 1


def test_what_was_never_given_is_not_withdrawn(cast, at):
    with acting(group_id=cast.group.id):
        Consent.objects.filter(membership=cast.melati).delete()
    at(cast.alice).post(url(cast.melati), words())
    assert history(cast.melati) == []
    at(cast.alice).post(url(cast.melati), words("yes"))
    assert history(cast.melati) == [True]


def test_the_trail_says_for_what(cast, at):
    at(cast.alice).post(url(cast.melati), words("no", "polls"))
    [entry] = trail("consent-withdrawn")
    assert (entry.subject, entry.detail) == (cast.melati.id, {"purpose": "polls"})


def test_htmx_gets_the_part_alone(cast, at):
    answer = at(cast.alice, hx_request="true").post(url(cast.melati), words())
    assert answer.content.decode().startswith('<section id="consents"') and "withdrawn" in text_of(answer)


@pytest.mark.parametrize("change", [{"purpose": "everything"}, {"given": "perhaps"}, {"given": ""}])
def test_what_cannot_be_is_refused(cast, at, change):
    assert at(cast.alice).post(url(cast.melati), words() | change).status_code == 422
    assert history(cast.melati) == [True]


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 403
    assert history(cast.melati) == [True]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at):
    assert at(cast.alice).get(url(cast.melati)).status_code == 405
