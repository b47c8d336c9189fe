import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Group
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(group):
    return reverse("members:group_edit", args=[group.id])


def words(**changes):
    return {"name": "Kelompok Melati", "capacity": "8", "timezone": "Asia/Jakarta"} | changes


def now(cast):
    with acting(group_id=cast.group.id):
        return Group.objects.get(pk=cast.group.pk)


def test_who_leads_the_group_changes_its_name_places_and_time_zone(cast, at):
    answer = at(cast.alice).post(url(cast.group), words(name="Teratai", capacity="10", timezone="Asia/Makassar"))
    assert answer.url == reverse("members:group_detail", args=[cast.group.id])
    assert (now(cast).name, now(cast).capacity, now(cast).timezone) == ("Teratai", 10, "Asia/Makassar")


def test_the_trail_says_what_was_changed_and_not_into_what(cast, at):
    at(cast.alice).post(url(cast.group), words(name="Teratai"))
    [entry] = trail("group-changed")
    assert entry.detail == {"fields": ["name"]} and entry.group == cast.group.id and entry.by == cast.alice.id


def test_storing_it_as_it_is_leaves_nothing(cast, at):
    assert at(cast.alice).post(url(cast.group), words()).status_code == 302
    assert trail("group-changed") == []


def test_the_form_shows_what_is_so_now(cast, at):
    page = at(cast.alice).get(url(cast.group)).content.decode()
    assert 'value="Kelompok Melati"' in page and '<option value="Asia/Jakarta" selected>' in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"capacity": "1"}, "greater than or equal to 2"),
        ({"capacity": "many"}, "Enter a whole number."),
        ({"timezone": "Mars/Olympus"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(cast, at, change, told):
    answer = at(cast.alice).post(url(cast.group), words(name="Typed name") | change)
    assert answer.status_code == 422 and told in text_of(answer)
    assert "Typed name" in answer.content.decode() or "name" in change
    assert now(cast).name == "Kelompok Melati" and trail("group-changed") == []


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.group)).status_code == browser.post(url(cast.group), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_group(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).delete(url(cast.group)).status_code == 405
