"""The codes of an event are those of the codebook: the database takes each of them and no other."""

import pytest

from groupcounsel.lib.database_session import acting
from observations.codebook import codes
from observations.codebook.models import Codebook
from observations.events.models import (
    CODED,
    Component,
    Event,
    Felt,
    Response,
    Validation,
)
from tests.events.test_rules import breaks
from tests.factories import make_event

ROWS = [
    (Component, "kind", codes.ComponentKind, {}),
    (Component, "state", codes.State, {"kind": "risk"}),
    (Response, "kind", codes.ResponseKind, {"by": "DAHLIA"}),
    (Felt, "feeling", codes.Feeling, {"by": "DAHLIA"}),
    (Validation, "stance", codes.Stance, {"by": "DAHLIA"}),
]


@pytest.fixture
def event(cast):
    with acting(group_id=cast.group.id):
        cast.event = make_event(session=cast.session, actor=cast.melati.person, reality_testing="observed")
        yield cast


def stored(cast, **fields):
    Event.objects.filter(pk=cast.event.pk).update(**fields)


@pytest.mark.parametrize("column", CODED)
def test_a_code_that_the_codebook_does_not_have_is_refused(event, column):
    breaks(f"{column}_is_a_code_of_the_codebook", lambda: stored(event, **{column: "sideways"}))


def test_an_event_is_an_incident_or_an_interaction(event):
    breaks("an_event_is_an_incident_or_an_interaction", lambda: stored(event, kind="rumour"))


@pytest.mark.parametrize("column", CODED)
def test_every_code_of_the_version_in_use_can_be_stored(event, column):
    listed = Codebook.objects.get(version="1").codes[CODED[column].__name__]
    for code in listed:
        stored(event, **{column: code})
    assert Event.objects.values_list(column, flat=True).get() == listed[-1]


@pytest.mark.parametrize(("model", "field", "listed", "others"), ROWS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_code_of_a_row_can_be_stored(event, model, field, listed, others):
    fields = {name: event.dahlia.person if value == "DAHLIA" else value for name, value in others.items()}
    for code in listed.values:
        seen = {"session": event.session} if code == "observed" else {}
        model.objects.create(group=event.group, event=event.event, **fields, **seen, **{field: code}).delete()
    assert len(listed.values) >= 2


def test_a_column_with_codes_that_no_rule_holds_would_be_found():
    coded = {field.name for field in Event._meta.fields if field.choices}
    assert coded == CODED.keys() | {"kind"}
