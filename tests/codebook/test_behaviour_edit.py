import pytest
from django.urls import reverse

from tests.codebook.made import behaviour, make_behaviour
from tests.factories import make_event
from tests.pages import text_of, trail

TOLD = {"label_en": "yields", "label_id": "menyerah", "octant": "JK"}


def url(one):
    return reverse("codebook:behaviour_edit", args=[one.id])


@pytest.fixture
def gives_in(cast):
    return behaviour(cast, "gives-in")


def test_names_and_octant_change_and_the_code_stays(cast, at, gives_in):
    assert at(cast.adi).post(url(gives_in), TOLD).url == reverse("codebook:behaviour_list")
    changed = behaviour(cast, "gives-in")
    assert (changed.label_en, changed.label_id, changed.octant, changed.retired) == (*TOLD.values(), False)
    assert trail("behaviour-changed")[0].detail == {"code": "gives-in", "fields": ["label_en", "label_id", "octant"]}


def test_a_retired_behaviour_is_offered_no_more_and_kept_where_it_was_used(cast, at, gives_in):
    used = make_event(session=cast.session, actor=cast.melati.person, behaviour=gives_in)
    fresh = make_event(session=cast.session, actor=cast.melati.person)
    at(cast.adi).post(url(gives_in), TOLD | {"retired": "on"})
    pages = [at(cast.alice).get(reverse("events:event_detail", args=[event.id])) for event in (used, fresh)]
    assert ['value="gives-in"' in page.content.decode() for page in pages] == [True, False]
    assert "yields" not in text_of(at(cast.alice).get(reverse("codebook:behaviour_list")))


def test_it_can_be_offered_again(cast, at):
    retired = make_behaviour(cast, code="sighs", retired=True)
    at(cast.adi).post(url(retired), TOLD)
    assert behaviour(cast, "sighs").retired is False


@pytest.mark.parametrize("who", ["alice", "olga", "charlie", "sari"])
def test_for_others_the_page_does_not_exist(cast, at, gives_in, who):
    assert at(getattr(cast, who)).post(url(gives_in), TOLD).status_code == 404
    assert behaviour(cast, "gives-in").label_en == "gives in"


def test_what_came_in_a_groups_file_is_not_edited_here(cast, at):
    own = make_behaviour(cast, code="hums-along", group=cast.group)
    assert at(cast.adi).get(url(own)).status_code == 404


def test_another_verb_is_refused(cast, at, gives_in):
    assert at(cast.adi).delete(url(gives_in)).status_code == 405


def test_what_is_refused_is_said_and_the_rest_is_kept(cast, at, gives_in):
    answer = at(cast.adi).post(url(gives_in), TOLD | {"label_id": ""})
    assert answer.status_code == 422 and "This field is required." in text_of(answer)
    assert 'value="yields"' in answer.content.decode() and behaviour(cast, "gives-in").label_en == "gives in"
