import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.identities import sealed
from members.models import Identity
from tests.pages import OUTSIDERS, READERS, text_of, trail

WORDS = {"legal_name": "Sri Lestari", "born": "1990-05-17", "contact": "0812 555"}


def url(membership):
    return reverse("members:identity", args=[membership.id])


@pytest.fixture
def kept(cast):
    with acting(group_id=cast.group.id):
        return Identity.objects.create(group=cast.group, person=cast.melati.person, sealed=sealed(WORDS))


def test_asked_for_it_is_a_question_and_shows_nothing(cast, at, kept):
    answer = at(cast.alice).get(url(cast.melati))
    assert "Open the identity" in text_of(answer)
    assert b"Sri" not in answer.content and trail("identity-opened") == []


def test_opened_on_purpose_it_is_shown_and_leaves_a_trace(cast, at, kept):
    page = at(cast.alice).post(url(cast.melati)).content.decode()
    assert 'value="Sri Lestari"' in page and 'value="1990-05-17"' in page and "0812 555" in page
    [entry] = trail("identity-opened")
    assert (entry.by, entry.subject, entry.group) == (cast.alice.id, cast.melati.id, cast.group.id)
    assert entry.detail == {}


def test_the_browser_keeps_no_copy(cast, at, kept):
    assert "no-store" in at(cast.alice).post(url(cast.melati)).headers["Cache-Control"]


@pytest.mark.parametrize("verb", ["get", "post"])
def test_where_nothing_is_kept_it_can_be_written_at_once(cast, at, verb):
    answer = getattr(at(cast.alice), verb)(url(cast.melati))
    assert answer.status_code == 200 and "Seal and save" in text_of(answer) and trail("identity-opened") == []


def test_a_broken_seal_is_said_and_shows_nothing(cast, at, kept):
    with acting(group_id=cast.group.id):
        Identity.objects.update(sealed="gAAAA" + kept.sealed[5:-4] + "AAAA")
    answer = at(cast.alice).post(url(cast.melati))
    assert answer.status_code == 500 and "cannot be opened" in text_of(answer) and b"<textarea" not in answer.content
    assert len(trail("identity-opened")) == 1


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, kept, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.melati)).status_code == browser.post(url(cast.melati)).status_code == 403
    assert trail("identity-opened") == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, kept, who):
    assert at(getattr(cast, who)).post(url(cast.melati)).status_code == 404


def test_another_verb_is_refused(cast, at, kept):
    assert at(cast.alice).delete(url(cast.melati)).status_code == 405
