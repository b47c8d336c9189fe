import pytest
from django.urls import reverse

from groupcounsel.audit.models import Entry
from tests.pages import text_of
from tests.summaries.made import consent, incident, refreshed, summaries_of


@pytest.fixture
def draft(cast):
    incident(cast)
    refreshed(cast.melati)
    return summaries_of(cast.melati)[0]


def url(summary):
    return reverse("summaries:summary_approve", args=[summary.id])


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_who_leads_approves_the_draft_they_read(cast, at, draft, who):
    person = getattr(cast, who)
    answer = at(person).post(url(draft), {"edition": draft.edition}, follow=True)
    [approved] = summaries_of(cast.melati)
    assert (approved.state, approved.approved_by_id, approved.version) == ("approved", person.pk, 1)
    assert "Version 1 approved on" in text_of(answer) and "This version is kept" in text_of(answer)


def test_the_approval_is_in_the_trail(cast, at, draft):
    at(cast.alice).post(url(draft), {"edition": draft.edition})
    [entry] = Entry.objects.filter(action="approved", subject=draft.pk)
    assert (entry.by, entry.group, entry.detail) == (cast.alice.pk, cast.group.pk, {"version": 1})


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404), ("adi", 404)])
def test_nobody_else_approves(cast, at, draft, who, status):
    assert at(getattr(cast, who)).post(url(draft), {"edition": draft.edition}).status_code == status
    assert summaries_of(cast.melati)[0].state == "draft"


def test_it_takes_more_than_an_address(cast, at, draft):
    assert at(cast.alice).get(url(draft)).status_code == 405


def test_a_draft_renewed_since_it_was_read_is_not_approved_unread(cast, at, draft):
    incident(cast)
    refreshed(cast.melati)
    answer = at(cast.alice).post(url(draft), {"edition": draft.edition})
    assert answer.status_code == 422
    assert "has been renewed since you read it" in text_of(answer) and "from 2 events" in text_of(answer)
    assert summaries_of(cast.melati)[0].state == "draft"


def test_an_approved_version_is_not_approved_again(cast, at, draft):
    alice = at(cast.alice)
    answers = [alice.post(url(draft), {"edition": draft.edition}).status_code for _ in range(2)]
    assert answers == [302, 422]
    assert Entry.objects.filter(action="approved").count() == 1


def test_who_has_withdrawn_cannot_be_summed_up_by_an_old_page(cast, at, draft):
    consent(cast.melati, given=False)
    assert at(cast.alice).post(url(draft), {"edition": draft.edition}).status_code == 404
