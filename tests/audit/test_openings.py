"""Whoever opens a member's record is on record with it: each page that shows one, each reader, each time."""

import pytest
from django.urls import reverse

from tests.one_of_everything import objects_of
from tests.pages import trail

PAGES = {
    "members:membership_manage": lambda scene: [scene.cast.melati.id],
    "summaries:member_detail": lambda scene: [scene.cast.melati.id],
    "summaries:evidence": lambda scene: [scene.summary.id, 0],
}


@pytest.fixture
def scene(cast):
    return objects_of(cast)


def url(scene, name):
    return reverse(name, args=PAGES[name](scene))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["alice", "bob", "olga", "sari"])
def test_every_reader_of_every_such_page_is_on_record(scene, at, name, who):
    reader = getattr(scene.cast, who)
    assert at(reader).get(url(scene, name)).status_code == 200
    [entry] = trail("opened")
    assert (entry.by, entry.subject, entry.group) == (reader.id, scene.cast.melati.id, scene.cast.group.id)
    assert entry.kind == "members.membership" and set(entry.detail) <= {"evidence", "version"}


@pytest.mark.parametrize("name", PAGES)
def test_a_second_time_is_a_second_entry(scene, at, name):
    for _ in range(2):
        at(scene.cast.alice).get(url(scene, name))
    assert len(trail("opened")) == 2


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["charlie", "rina", "adi"])
def test_who_is_refused_has_opened_nothing(scene, at, name, who):
    assert at(getattr(scene.cast, who)).get(url(scene, name)).status_code == 404
    assert trail("opened") == [] and [entry.by for entry in trail("refused")] == [getattr(scene.cast, who).id]


def test_lists_open_nobodys_record(scene, at):
    at(scene.cast.alice).get(reverse("members:group_detail", args=[scene.cast.group.id]))
    at(scene.cast.alice).get(reverse("members:group_list"))
    assert trail("opened") == []
