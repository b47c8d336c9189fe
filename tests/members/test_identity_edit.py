import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.identities import opened
from members.models import Identity
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(membership):
    return reverse("members:identity_edit", args=[membership.id])


def words(**changes):
    return {"legal_name": "Sri Lestari", "born": "", "contact": ""} | changes


def now(cast):
    with acting(group_id=cast.group.id):
        return [opened(identity) for identity in Identity.objects.all()]


def test_what_is_written_is_sealed(cast, at):
    answer = at(cast.alice).post(url(cast.melati), words(born="1990-05-17"))
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id])
    assert now(cast) == [{"legal_name": "Sri Lestari", "born": "1990-05-17"}]


def test_it_is_written_over_what_was_kept(cast, at):
    for name in ("Sri Lestari", "Sri Handayani"):
        at(cast.alice).post(url(cast.melati), words(legal_name=name))
    assert now(cast) == [{"legal_name": "Sri Handayani"}]


def test_without_a_word_nothing_is_kept(cast, at):
    at(cast.alice).post(url(cast.melati), words())
    at(cast.alice).post(url(cast.melati), words(legal_name=""))
    assert now(cast) == []


def test_the_trail_names_fields_only(cast, at):
    at(cast.alice).post(url(cast.melati), words(contact="0812 555"))
    [entry] = trail("identity-written")
    assert entry.detail == {"fields": ["contact", "legal_name"]} and entry.by == cast.alice.id


def test_a_day_that_is_none_is_refused_and_what_was_typed_stays(cast, at):
    answer = at(cast.alice).post(url(cast.melati), words(born="long ago"))
    assert answer.status_code == 422 and "Enter a valid date." in text_of(answer)
    assert 'value="Sri Lestari"' in answer.content.decode() and now(cast) == []


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at):
    assert at(cast.alice).get(url(cast.melati)).status_code == 405
