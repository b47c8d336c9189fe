import pytest
from django import forms
from django.db import IntegrityError, connection, transaction

from groupcounsel.lib.constraints import broken_rule, told_in
from groupcounsel.lib.database_session import acting
from members.models import Group, Person

RULES = {"a_group_has_two_places_or_more": ("places", "Two places or more.")}


class PlacesForm(forms.Form):
    places = forms.IntegerField()


@pytest.fixture
def form():
    form = PlacesForm({"places": "1"})
    assert form.is_valid()
    return form


def test_a_refusal_names_its_rule(cast):
    with pytest.raises(IntegrityError) as refused, acting(group_id=cast.group.id):
        Group.objects.filter(pk=cast.group.pk).update(capacity=1)
    assert broken_rule(refused.value) == "a_group_has_two_places_or_more"


def test_a_rule_over_several_tables_has_a_name_too(cast):
    raised = "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_rule'; END $$"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        connection.cursor().execute(raised)
    assert broken_rule(refused.value) == "a_rule"


def test_an_error_that_is_not_the_databases_has_no_rule():
    assert broken_rule(IntegrityError("made by hand")) == ""


def test_a_broken_rule_becomes_an_error_beside_its_field(cast, form):
    with acting(group_id=cast.group.id):
        with told_in(form, RULES):
            Group.objects.filter(pk=cast.group.pk).update(capacity=1)
        assert form.errors == {"places": ["Two places or more."]}


def test_what_was_done_before_it_is_taken_back_and_the_transaction_goes_on(cast, form):
    with acting(group_id=cast.group.id):
        with told_in(form, RULES):
            Person.objects.filter(user=cast.alice).update(ref="for-a-moment")
            Group.objects.filter(pk=cast.group.pk).update(capacity=1)
        assert not Person.objects.filter(ref="for-a-moment").exists()


def test_a_rule_that_the_form_does_not_know_stays_a_fault(cast, form):
    with pytest.raises(IntegrityError), acting(group_id=cast.group.id), told_in(form, {}):
        Group.objects.filter(pk=cast.group.pk).update(capacity=1)
