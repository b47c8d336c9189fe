"""Every rule of the format, broken one at a time: what is said, where, about which value; and nothing is written."""

import json
from copy import deepcopy

import pytest
from django.utils.translation import override

from tests.reports.importing.fault_tables import ALL
from tests.reports.importing.made import GONE, changed, small

NOT_IN_THE_GROUP = "nobody responds who was not in the group on the day of the session"


def expected(place: str, value, said: str | list) -> list[tuple[str, str, str]]:
    if isinstance(said, list):
        return said
    shown = "" if value is GONE else json.dumps(value)
    return [(f"$.{place}", shown if len(shown) <= 80 else shown[:79] + "…", said)]


def named(row) -> str:
    place, value, _ = row
    return f"{place}={'gone' if value is GONE else value}"[:70]


@pytest.mark.parametrize("row", ALL, ids=named)
def test_a_fault_is_told_with_its_place_its_value_and_what_was_expected(site, row):
    place, value, said = row
    assert site.faults(changed(small(), place, value)) == expected(place, value, said)


def test_the_document_that_is_spoiled_here_is_whole_before(site):
    assert site.take(small()).events == 2


def test_every_fault_is_told_in_indonesian_too_and_leaves_the_database_as_it_was(site):
    before, untold = site.picture(), []
    for place, value, said in ALL:
        with override("id"):
            told = site.faults(changed(small(), place, value))
        whole = expected(place, value, said)
        assert [fault[:2] for fault in told] == [fault[:2] for fault in whole]
        untold += [one for one, other in zip(told, whole, strict=True) if one[2] == other[2]]
    assert untold == []
    assert site.picture() == before


@pytest.mark.parametrize("stay", [{"joined": "2026-01-15"}, {"left": "2026-01-13"}], ids=str)
def test_who_was_not_in_the_group_on_the_day_of_the_session_has_no_part_in_it(site, stay):
    """Session 2 is held on the fourteenth; who is noted as there was there all the same."""
    document = small(polls=[])
    document["people"][1] |= {"outcome": None} | stay
    assert site.take(deepcopy(document)).events == 2
    other = small(polls=[])
    other["people"][1] |= {"outcome": None} | stay
    del other["sessions"][1]["attendance"]["m2"]
    places = ["responses[0].by", "distortion.validation[0].by"]
    assert site.faults(other) == [(f"$.events[0].{place}", '"m2"', NOT_IN_THE_GROUP) for place in places]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("events[0].actor", "m9", "tidak ada dalam daftar orang"),
        ("events[0].strength", 9, "diharapkan bilangan bulat dari 1 sampai 5 atau null"),
        ("sessions[0].signed_by", "m1", "diharapkan seorang konselor dari daftar orang"),
    ],
)
def test_faults_in_indonesian_read_like_this(site, place, value, said):
    with override("id"):
        assert site.faults(changed(small(), place, value)) == expected(place, value, said)


def test_all_faults_of_a_file_are_told_not_the_first(site):
    spoiled = small()
    spoiled["group"]["capacity"] = 1
    spoiled["people"][0]["joined"] = "2026-02-30"
    spoiled["sessions"][0]["signed_by"] = "m1"
    spoiled["events"][0] |= {"strength": 9, "actor": "m9", "affect": None}
    spoiled["events"][1]["colour"] = "red"
    spoiled["polls"][0]["ballots"][0]["by"] = "m9"
    before = site.picture()
    assert [path for path, *_ in site.faults(spoiled)] == [
        "$.group.capacity", "$.people[0].joined", "$.sessions[0].signed_by", "$.events[0].strength",
        "$.events[0].actor", "$.events[0].affect", "$.events[1].colour", "$.polls[0].ballots[0].by",
    ]  # fmt: skip
    assert site.picture() == before


def of_another_type(value):
    """The same, with something else in every place where anything stands."""
    if isinstance(value, dict):
        return {key: of_another_type(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [of_another_type(inner) for inner in value]
    return {"q": []} if value is None else 5 if isinstance(value, str) else "x"


def test_a_document_in_which_everything_is_of_a_wrong_type_is_told_all_of_it(site):
    spoiled = of_another_type(small())
    spoiled["people"][0]["left"] = {"q": []}
    told = {path for path, *_ in site.faults(spoiled)}
    assert len(told) > 120
    assert {"$.people[0].kind", "$.people[0].joined", "$.people[0].left", "$.people[2].alias"} <= told


def rated(value, **facts) -> dict:
    ballot = {"by": "m1", "choices": {"m2": value}}
    return small(polls=[{"ref": "p", "criterion": "?", "kind": "rating", "ballots": [ballot]} | facts])


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"scale": [1, 7]}, "expected a number of the poll's scale, from 1 to 7"),
        ({"kind": "ranking"}, "expected a rank, 1 or more"),
        ({"kind": "whose-opinion-matters"}, "expected a rank, 1 or more"),
    ],
)
def test_an_answer_is_one_to_the_question(site, facts, said):
    assert site.faults(rated(0.5, **facts)) == [("$.polls[0].ballots[0].choices.m2", "0.5", said)]
    assert site.take(rated(1, **facts)).polls == 1


def test_a_poll_of_each_kind_comes_back_as_it_was_sent(site):
    answers = {"choices": {"m2": 1}, "expected": ["m2", "m3"], "reason": {"m2": "🌼", "m3": "مريم"}}
    asked = {
        "nomination": (2, None),
        "ranking": (None, None),
        "rating": (None, [1, 7]),
        "whose-opinion-matters": (1, None),
    }
    polls = [
        {"ref": f"p-{kind}", "session": "s1", "kind": kind, "criterion": f"{kind}?", "limit": limit, "scale": scale,
         "ballots": [{"by": "m1"} | answers, {"by": "m2", "choices": {}}]}
        for kind, (limit, scale) in sorted(asked.items())
    ]  # fmt: skip
    document = small(polls=polls)
    site.take(document)
    assert site.given(document)["polls"] == polls


@pytest.mark.parametrize(
    ("section", "key"), [("people", "ref"), ("sessions", "ref"), ("behaviours", "code"), ("polls", "ref")]
)
def test_a_name_is_given_once_in_its_section(site, section, key):
    document = small()
    again = deepcopy(document[section][0])
    document[section].append(again)
    if section in ("people", "sessions"):
        again |= {"alias": "Mawar"} if section == "people" else {"number": 9}
    place = f"$.{section}[{len(document[section]) - 1}].{key}"
    assert site.faults(document) == [(place, json.dumps(again[key]), "another one has this name")]


def test_a_ref_may_name_a_person_and_a_session(site):
    document = small()
    document["sessions"][3]["ref"] = document["polls"][0]["ref"] = "m1"
    assert site.take(document).sessions == 4


@pytest.mark.parametrize("section", ["people", "sessions", "behaviours"])
def test_what_refers_to_an_entry_with_faults_is_not_at_fault_itself(site, section):
    spoiled = small()
    for entry in spoiled[section]:
        entry["colour"] = "red"
    assert {path.rpartition(".")[2] for path, *_ in site.faults(spoiled)} == {"colour"}


def test_what_refers_to_a_section_that_is_not_there_is_told_each_time(site):
    faults = site.faults(small(people="none"))
    assert faults[0] == ("$.people", '"none"', "expected a list")
    assert {said for *_, said in faults[1:]} == {"is not among the people"} and len(faults) == 24


@pytest.mark.parametrize("order", [("polls", "events"), ("events", "polls", "sessions", "people", "behaviours")])
def test_sections_may_come_in_any_order(site, order):
    document = small()
    shuffled = {name: document[name] for name in order} | document
    assert site.take(shuffled).events == 2
    assert site.take(document).anything is False


def test_an_event_may_say_as_little_as_one_entered_live(site):
    document = small(people=small()["people"], behaviours=[], polls=[])
    for name in ("behaviours", "polls"):
        del document[name]
    document["events"] = [{key: document["events"][1][key] for key in ("id", "session", "at", "recorded_by", "kind")}]
    document["events"][0] |= {"actor": "m1"}
    assert site.take(document).events == 1
