"""What the page of an event refuses, who was faster, and that nothing typed is lost by it."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour
from observations.events.models import Response
from tests.events.made import form_of, signed
from tests.events.test_event_detail import now, save, url
from tests.factories import make_member, make_session

REFUSED = {
    "an incident without affect": ({"affect": ""}, "A critical incident has an affect"),
    "no time": ({"at": ""}, "Write when it was."),
    "a time that is none": ({"at": "soon"}, "Write the time as minutes and seconds"),
    "toward oneself": ({"toward": ["ACTOR"]}, "nobody acts toward themselves"),
    "the group and somebody": ({"toward": ["group", "DAHLIA"]}, "not both"),
    "somebody of nowhere": ({"actor": "x99"}, "Select a valid choice"),
    "a finding of nothing": ({"reality_testing": "unknown"}, "Only reality testing that was observed"),
    "more than ten": ({"feared_expected": "11"}, "less than or equal to 10"),
    "a revised view of nothing": ({"distortion_view": ""}, "A revised view needs the first one."),
    "a rating of nothing": ({"distortion_view": "", "distortion_revised": ""}, "A rating needs the view that"),
    "so to more than ten": ({"distortion_held_after": "11"}, "less than or equal to 10"),
    "so to less than nothing": ({"validation-0-rating": "-1"}, "greater than or equal to 0"),
    "a rating of nobody": ({"validation-1-rating": "0"}, "Say who it was, or empty the row."),
    "seen as nobody": ({"transference_figure": ""}, "Say as whom this person was seen."),
    "seen by oneself": ({"transference_toward": "ACTOR"}, "nobody sees themselves as another"),
    "done without a task": ({"follow_up": ""}, "Say what was to be done."),
    "observed nowhere": ({"risk-session": ""}, "Say in which session it was observed."),
    "a response of nobody": ({"responses-2-kind": "bored"}, "Say who it was, or empty the row."),
    "a person without a response": ({"responses-2-by": "DAHLIA"}, "Say what it was."),
    "two stances": (
        {"validation-1-by": "DAHLIA", "validation-1-stance": "confirms"},
        "Each person takes one stance only.",
    ),
    "a stance toward one's own view": (
        {"validation-1-by": "ACTOR", "validation-1-stance": "confirms"},
        "Select a valid choice.",
    ),
}


def refs_in(cast, value):
    names = {"ACTOR": cast.melati.person.ref, "DAHLIA": cast.dahlia.person.ref}
    return [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_said_beside_the_field_and_what_was_typed_is_kept(full, at, case):
    changes, words = REFUSED[case]
    before, changes = now(full, full.event), {name: refs_in(full, value) for name, value in changes.items()}
    answer = save(at(full.alice), full.event, text="typed just now", **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert form_of(answer, url(full.event))["text"] == ["typed just now"]
    assert now(full, full.event) == before


def test_the_database_has_the_last_word_in_plain_words(full, at):
    browser = at(full.alice)
    data = form_of(browser.get(url(full.event)), url(full.event))
    with acting(group_id=full.group.id):
        Response.objects.filter(event=full.event).delete()
    answer = browser.post(url(full.event), data)
    assert answer.status_code == 422 and "Somebody else changed this event" in answer.content.decode()


def test_after_the_warning_the_same_form_saves(full, at):
    browser = at(full.alice)
    first = form_of(browser.get(url(full.event)), url(full.event))
    save(at(full.bob), full.event, focus="past")
    refused = browser.post(url(full.event), first | {"focus": "outside"})
    assert browser.post(url(full.event), form_of(refused, url(full.event))).status_code == 302
    assert now(full, full.event)["focus"] == "outside"


def test_a_signature_in_between_keeps_what_was_typed_and_asks_for_a_reason(full, at):
    browser = at(full.alice)
    data = form_of(browser.get(url(full.event)), url(full.event))
    signed(full)
    answer = browser.post(url(full.event), data | {"text": "typed just now"})
    assert answer.status_code == 422 and "signed meanwhile" in answer.content.decode()
    amend = reverse("events:event_amend", args=[full.event.id])
    assert form_of(answer, amend)["text"] == ["typed just now"]
    assert "She gave in." in now(full, full.event)["text"]


@pytest.fixture
def elsewhere(full):
    """Refs that exist in another group only."""
    made = {"person": make_member(group=full.other_group, alias="Stranger").person.ref}
    made["session"] = make_session(group=full.other_group, number=7).ref
    with acting(group_id=full.other_group.id):
        Behaviour.objects.create(group=full.other_group, code="hums-along", label_en="hums", label_id="bergumam")
    return made | {"behaviour": "hums-along"}


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("actor", "person"), ("toward", "person"), ("helped", "person"), ("recognised", "person"),
        ("transference_toward", "person"), ("responses-0-by", "person"), ("felt-0-by", "person"),
        ("validation-0-by", "person"), ("risk-session", "session"), ("follow_up_done_in", "session"),
        ("behaviour", "behaviour"),
    ],
)  # fmt: skip
def test_what_belongs_to_another_group_is_not_taken(full, at, elsewhere, field, what):
    before = now(full, full.event)
    answer = save(at(full.alice), full.event, **{field: [elsewhere[what]]})
    assert answer.status_code == 422 and "is not one of the available choices" in answer.content.decode()
    assert now(full, full.event) == before


def test_an_empty_answer_changes_nothing(full, at):
    before = now(full, full.event)
    assert at(full.alice).post(url(full.event), {}).status_code == 422
    assert now(full, full.event) == before
