from observations.reports.sheets.people import LEFT_OUT, NEW_COUNSELOR, NEW_MEMBER, Proposal, described, propose
from observations.reports.sheets.reading import read
from tests.reports.sheets.files import PEOPLE, table

GROUP = {"melati": "id-of-melati", "m2": "id-of-dahlia"}


def proposed(*names, known=None, group=GROUP, refusing=()):
    return [(row.alias, row.who) for row in propose(list(names), known or {}, group, refusing)]


def test_a_second_table_says_who_is_who():
    found = described(read("people.tsv", PEOPLE))
    assert len(found) == 6
    assert found["2"] == {"id": "2", "name": "Bu Ratna", "role": "instructor"}


def test_a_table_without_a_column_of_people_says_nothing():
    assert described(table(["1", "2"], header=["x", "y"])) == {}


def test_names_in_other_letters_are_found_in_it():
    known = described(table(["ANI", "", "teacher"], header=["person", "seat", "role"]))
    assert proposed("Ani", known=known) == [("Ani", NEW_COUNSELOR)]


def test_an_alias_or_a_short_name_of_the_group_is_that_person():
    assert proposed("Melati", "m2") == [("Melati", "id-of-melati"), ("m2", "id-of-dahlia")]


def test_who_leads_is_a_counselor_and_everybody_else_a_member():
    roles = {"1": "instructor", "2": "Guru BK", "3": "konselor", "4": "grade_11", "5": ""}
    known = {number: {"role": role} for number, role in roles.items()}
    leads = [who == NEW_COUNSELOR for _, who in proposed(*roles, known=known)]
    assert leads == [True, True, True, False, False]


def test_the_name_of_the_second_table_is_the_alias():
    known = described(read("people.tsv", PEOPLE))
    assert propose(["2"], known, {}, ()) == [Proposal("2", "Bu Ratna", NEW_COUNSELOR, "instructor")]


def test_who_must_not_be_recorded_is_left_out():
    assert proposed("Melati", "Ani", refusing={"id-of-melati"}) == [("Melati", LEFT_OUT), ("Ani", NEW_MEMBER)]
