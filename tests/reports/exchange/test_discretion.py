"""Faults tell an admin who may not read a group nothing of what stands in its record."""

import pytest

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.reports.exchange.made import done, faults_of
from tests.reports.importing.made import changed, small

DOES_NOT_FIT = "this does not go together with what is on record here"


@pytest.fixture
def document(cast) -> dict:
    """On record here, its first session signed, led by Charlie; Adi may not read it."""
    document = small()
    document["sessions"][0] |= {"safety": 4, "theme": "Trust among us", "signed_by": "c1"}
    assert done(cast.adi, document, seats={"c1": cast.charlie.email}).state == "done"
    return document


HIDDEN = [
    ("sessions[0].safety", 1, "$.sessions[0].safety", "4"),
    ("sessions[0].theme", "?", "$.sessions[0].theme", "Trust among us"),
    ("sessions[0].attendance.m2", "present", "$.sessions[0].attendance.m2", "signed"),
    ("sessions[0].number", 9, "$.sessions[0].number", "1"),
    ("people[0].kind", "counselor", "$.people[0].kind", "member"),
]


@pytest.mark.parametrize(("place", "value", "path", "secret"), HIDDEN)
def test_what_differs_is_named_and_what_stands_there_is_not_told(cast, document, place, value, path, secret):
    refused = done(cast.adi, changed(document, place, value))
    told = {where: expected for where, _value, expected in faults_of(refused)}
    assert refused.state == "refused" and told[path] == DOES_NOT_FIT
    assert not any(secret in expected for where, expected in told.items() if where == path)


@pytest.mark.parametrize(("place", "value", "path", "secret"), HIDDEN[:2])
def test_an_admin_who_leads_the_group_is_told(cast, document, place, value, path, secret):
    type(cast.charlie).objects.filter(pk=cast.charlie.pk).update(is_admin=True)
    cast.charlie.refresh_from_db()
    told = {
        where: expected for where, _value, expected in faults_of(done(cast.charlie, changed(document, place, value)))
    }
    assert secret in told[path]


def test_what_the_document_itself_explains_is_told_in_full(cast, document):
    faulty = changed(changed(document, "people[0].joined", "yesterday"), "sessions[1].signed_by", "m1")
    told = {where: expected for where, _value, expected in faults_of(done(cast.adi, faulty))}
    assert told["$.people[0].joined"] == "expected a date such as 2026-01-31"
    assert told["$.sessions[1].signed_by"] == "expected a counselor among the people"


def test_an_alias_of_somebody_who_is_not_in_the_document_is_not_given_away(cast, document):
    other = changed(document, "people[3]", document["people"][3] | {"ref": "m9"})
    faults = faults_of(done(cast.adi, other))
    assert ("$.people[3].alias", '"Anggrek"', DOES_NOT_FIT) in faults


def test_a_group_that_is_new_has_nothing_to_hide(cast):
    document = small()
    document["sessions"][1]["number"] = 1
    assert ("$.sessions[1].number", "1", "another one has this already") in faults_of(done(cast.adi, document))


def test_the_group_itself_stays_as_it_was(cast, document):
    done(cast.adi, changed(document, "sessions[0].safety", 1))
    with acting(user_id=cast.charlie.id):
        [session] = Session.objects.filter(group__ref=document["group"]["ref"], number=1)
        assert session.safety == 4
