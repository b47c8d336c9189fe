"""People of a document: what is new is added, what is said otherwise changed with its history, nobody is removed."""

from datetime import date

import pytest

from tests.reports.importing.made import small

STATEMENTS = """SELECT s.kind, s.position, s.closed IS NULL, v.text FROM members_statement s
                JOIN members_statementversion v ON v.statement_id = s.id JOIN members_group g ON g.id = s.group_id
                JOIN members_membership m ON m.id = s.membership_id JOIN members_person p ON p.id = m.person_id
                WHERE g.ref = %s AND p.ref = 'm1' ORDER BY s.kind, s.position, v.written_at"""
CONSENTS = """SELECT purpose, given FROM members_consent c JOIN members_group g ON g.id = c.group_id
              JOIN members_membership m ON m.id = c.membership_id JOIN members_person p ON p.id = m.person_id
              WHERE g.ref = %s AND p.ref = 'm1' ORDER BY purpose, c.at"""

DEPARTURES = """SELECT p.ref, d.joined, d."left", d.outcome, d.by_id FROM members_departure d
                JOIN members_group g ON g.id = d.group_id JOIN members_membership m ON m.id = d.membership_id
                JOIN members_person p ON p.id = m.person_id WHERE g.ref = %s"""


@pytest.fixture
def known(site):
    document = small()
    site.take(document)
    return document


def people(site, document, **options):
    return {one["ref"]: one for one in site.given(document, **options)["people"]}


def test_aliases_days_and_outcomes_change_with_the_document(site, known):
    known["people"][0] |= {"alias": "Mawar", "joined": "2026-01-08", "left": "2026-05-01", "outcome": "completed"}
    known["people"][1] |= {"left": None, "outcome": None}
    known["people"][2]["alias"] = "Bu Sari"
    site.take(known)
    found = people(site, known)
    assert known["people"][0].items() <= found["m1"].items()
    assert (found["m2"]["left"], found["m2"]["outcome"], found["c1"]["alias"]) == (None, None, "Bu Sari")


def test_a_leaving_that_a_document_takes_back_stays_as_an_earlier_one(site, known):
    known["people"][1] |= {"left": None, "outcome": None}
    site.take(known)
    kept = site.rows(DEPARTURES, known["group"]["ref"])
    assert kept == [("m2", date(2026, 1, 7), date(2026, 3, 1), "broke-off", None)]


@pytest.mark.parametrize(
    "aliases", [("Dahlia", "Melati", "Anggrek"), ("Dahlia", "Anggrek", "Melati"), ("Anggrek", "Melati", "Mawar")]
)
def test_people_may_take_each_others_aliases(site, known, aliases):
    for person, alias in zip((known["people"][index] for index in (0, 1, 3)), aliases, strict=True):
        person["alias"] = alias
    site.take(known)
    found = people(site, known)
    assert tuple(found[ref]["alias"] for ref in ("m1", "m2", "m3")) == aliases
    assert not site.take(known).anything


def test_who_is_not_in_the_document_stays_in_the_group(site, known):
    del known["people"][3]
    assert not site.take(known).anything
    assert "m3" in people(site, known)


def test_a_problem_that_is_told_otherwise_keeps_its_earlier_words(site, known):
    known["people"][0] |= {"problems": ["gives in, then resents it", "hides anger"], "goals": []}
    site.take(known)
    assert site.rows(STATEMENTS, known["group"]["ref"]) == [
        ("goal", 0, False, "say no"),
        ("problem", 0, True, "gives in"),
        ("problem", 0, True, "gives in, then resents it"),
        ("problem", 1, True, "hides anger"),
    ]
    found = people(site, known)["m1"]
    assert (found["problems"], found["goals"]) == (["gives in, then resents it", "hides anger"], [])


def test_a_statement_may_come_after_all_earlier_ones_were_closed(site, known):
    for goals in ([], ["ask for help"], ["ask for help", "rest"], ["rest"]):
        known["people"][0]["goals"] = goals
        site.take(known)
        assert people(site, known)["m1"]["goals"] == goals
        assert not site.take(known).anything


def test_consent_is_added_and_never_overwritten(site, known):
    known["people"][0]["consent"] = {"recording": False, "polls": None}
    site.take(known)
    assert site.rows(CONSENTS, known["group"]["ref"]) == [
        ("polls", False), ("recording", True), ("recording", False), ("summaries", True),
    ]  # fmt: skip
    assert people(site, known)["m1"]["consent"] == {"recording": False, "polls": False, "summaries": True}


def test_legal_identities_are_sealed_and_only_given_when_asked_for(site, known):
    known["people"][0]["identity"] = {"name": "Siti Rahayu", "contact": "0812"}
    site.take(known)
    [(sealed,)] = site.rows(IDENTITIES, known["group"]["ref"])
    assert "Siti" not in sealed
    assert "Siti" not in site.exported(known["group"]["ref"]).decode()
    assert "identity" not in people(site, known)["m1"]
    assert people(site, known, with_identities=True)["m1"]["identity"] == known["people"][0]["identity"]
    assert not site.take(known).anything


IDENTITIES = "SELECT sealed FROM members_identity i JOIN members_group g ON g.id = i.group_id WHERE g.ref = %s"


def test_an_identity_changes_with_the_document_and_stays_where_it_is_silent(site, known):
    for identity in ({"name": "Siti"}, {"name": "Siti R."}, None, {}):
        known["people"][0]["identity"] = identity
        site.take(known)
    assert people(site, known, with_identities=True)["m1"]["identity"] == {"name": "Siti R."}


def test_an_identity_whose_key_is_gone_is_sealed_anew(site, known, settings):
    known["people"][0]["identity"] = {"name": "Siti"}
    keys = settings.FIELD_KEYS
    settings.FIELD_KEYS = ["OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk="]
    site.take(known)
    settings.FIELD_KEYS = keys
    assert site.take(known).others == 1
    assert people(site, known, with_identities=True)["m1"]["identity"] == {"name": "Siti"}


def test_who_exported_identities_stands_in_the_trail(site, known):
    ref = known["group"]["ref"]
    for options in ({}, {"with_identities": True}):
        site.exported(ref, **options)
    trail = """SELECT e.detail FROM audit_entry e JOIN members_group g ON g.id = e."group"
               WHERE e.action = 'group-exported' AND g.ref = %s ORDER BY e.id"""
    assert [detail["identities"] for (detail,) in site.rows(trail, ref)] == [False, True]


def test_an_import_stands_in_the_trail_with_numbers_and_no_words(site, known):
    trail = """SELECT e.detail FROM audit_entry e JOIN members_group g ON g.id = e."group"
               WHERE e.action = 'group-imported' AND g.ref = %s"""
    [(detail,)] = site.rows(trail, known["group"]["ref"])
    assert detail == {"people": 4, "sessions": 4, "events": 2, "polls": 1, "amended": 0, "others": 21, "unchanged": 0}
