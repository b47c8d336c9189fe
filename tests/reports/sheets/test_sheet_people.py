"""The page that asks who the people of a file are: what it shows, proposes and refuses."""

import pytest

from groupcounsel.lib.database_session import acting
from members.models import Consent
from tests.factories import make_member
from tests.pages import queries, text_of
from tests.reports.sheets.files import table
from tests.reports.sheets.made import (
    address,
    answers,
    begun,
    events_of,
    imported,
    many,
    named,
    nothing_happened,
    people,
    told,
)


def url(draft):
    return address("sheet_people", draft)


def test_the_page_says_what_will_be_on_record_and_what_not(cast, at, draft):
    text = text_of(at(cast.alice).get(url(draft)))
    assert "Rows read 28 Rows with a fault 2" in text
    assert "New behaviours answers asks explains greets sanctions teases" in text
    assert "22 Toward whom “4” somebody else: nobody acts toward themselves" in text
    assert "31 When nothing minutes from the start, as 31.2" in text
    assert "Import 28 interactions, leave out 2 rows" in text


def test_empty_lines_are_named(cast, at):
    header = ["from", "to"]
    whole = table(["Ani", "Budi"], header=header)
    draft = begun(cast=cast, table=type(whole)(header, whole.rows, [3, 4, 5, 9]))
    assert "Empty lines 3–5, 9" in text_of(at(cast.alice).get(url(draft)))


def test_all_faults_are_listed_however_many(cast, at):
    draft = named(cast, ["Ani", "Budi", "1"], *[["Ani", "Ani", "1"]] * 150)
    assert text_of(at(cast.alice).get(url(draft))).count("nobody acts toward themselves") == 150


def test_everybody_is_proposed_with_alias_and_role(cast, at, draft):
    data = answers(at(cast.alice), draft)
    assert [data[f"who-{place}"][0] for place in range(6)] == [
        "new-member", "new-counselor", "new-member", "new-member", "new-member", "new-member",
    ]  # fmt: skip
    assert data["alias-1"] == ["Bu Ratna"] and data["expected"] == ["28"]


def test_the_button_does_what_it_said_or_nothing(cast, at, draft):
    browser = at(cast.alice)
    answer = imported(browser, draft, who_1="left-out")
    assert answer.status_code == 422 and nothing_happened(cast)
    assert "As you have it now, 15 interactions are imported." in text_of(answer)
    assert "Import 15 interactions, leave out 15 rows" in text_of(answer)
    assert imported(browser, draft, who_1="left-out", expected=15).status_code == 302


def test_new_members_must_have_agreed_to_recording(cast, at, draft):
    answer = imported(at(cast.alice), draft, recording=None)
    assert answer.status_code == 422 and nothing_happened(cast)
    assert "Nothing may be recorded of members who have not agreed." in text_of(answer)
    assert 'id="id_recording_error"' in answer.content.decode()


def test_counselors_alone_need_no_such_tick(cast, at):
    draft = named(cast, ["Ani", "group", "1"])
    assert imported(at(cast.alice), draft, who_0="new-counselor", recording=None).status_code == 302


@pytest.mark.parametrize("consents", [(), ("polls", "summaries")])
def test_what_a_member_does_who_has_not_agreed_stays_out(cast, at, consents):
    make_member(group=cast.group, alias="Mawar", consents=consents)
    draft, browser = named(cast, ["Mawar", "Melati", "1"], ["Melati", "Dahlia", "2"]), at(cast.alice)
    assert "Import 1 interaction, leave out 1 row" in text_of(browser.get(url(draft)))
    refused = imported(browser, draft, who_1=str(people(cast)["Mawar"].id))
    assert "Mawar has not agreed to being recorded" in text_of(refused)
    imported(browser, draft)
    assert [told(event)[1:3] for event in events_of(cast)] == [("Melati", "Dahlia")]


def test_who_has_withdrawn_it_counts_as_not_agreed_and_may_still_be_addressed(cast, at):
    with acting(group_id=cast.group.id):
        Consent.objects.create(group=cast.group, membership=cast.dahlia, purpose="recording", given=False)
    draft = named(cast, ["Melati", "Dahlia", "1"])
    imported(at(cast.alice), draft, who_0=str(cast.dahlia.person_id), expected=1)
    assert [told(event)[1:3] for event in events_of(cast)] == [("Melati", "Dahlia")]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"alias_2": ""}, "Give an alias for the records."),
        ({"alias_2": "melati"}, "Somebody in the group has this alias."),
        ({"alias_2": "AYU"}, "Somebody in the group has this alias."),
        ({"alias_2": "x" * 121}, "at most 120 characters"),
        ({"who_2": "somebody"}, "Select a valid choice."),
        ({"who_2": None}, "This field is required."),
    ],
)
def test_what_does_not_fit_is_refused_beside_the_person(cast, at, draft, said, fault):
    answer = imported(at(cast.alice), draft, **said)
    assert answer.status_code == 422 and fault in text_of(answer) and nothing_happened(cast)
    assert f'id="id_{next(iter(said)).replace("_", "-")}_error"' in answer.content.decode()


def test_two_of_the_file_cannot_be_one_person(cast, at, draft):
    melati = str(cast.melati.person_id)
    answer = imported(at(cast.alice), draft, who_2=melati, who_3=melati)
    assert "Somebody else in the file is this person already." in text_of(answer) and nothing_happened(cast)


def test_with_everybody_left_out_there_is_nothing_to_import(cast, at):
    draft = named(cast, ["Ani", "Budi", "1"])
    answer = imported(at(cast.alice), draft, who_0="left-out", who_1="left-out", expected=0)
    assert "there is nothing to import" in text_of(answer) and nothing_happened(cast)


def test_before_the_columns_it_sends_back_to_them(cast, at):
    draft = begun(cast=cast, matched=False)
    assert at(cast.alice).get(url(draft)).url == address("sheet_match", draft)


def test_the_page_asks_no_more_of_the_database_for_more_people(cast, at):
    few = queries(at(cast.alice), url(many(cast, 10, 4)))
    assert queries(at(cast.alice), url(many(cast, 200, 40))) == few


def test_it_speaks_indonesian(cast, at, draft):
    cast.alice.language = "id"
    cast.alice.save()
    text = text_of(at(cast.alice).get(url(draft)))
    assert "Siapa saja mereka" in text and "Impor 28 interaksi, lewati 2 baris" in text
    assert "orang lain: tidak ada yang bertindak terhadap dirinya sendiri" in text


@pytest.mark.parametrize("who", ["bob", "olga", "sari", "charlie", "adi"])
def test_for_everybody_but_its_author_it_does_not_exist(cast, at, draft, who):
    form = answers(at(cast.alice), draft)
    assert at(getattr(cast, who)).get(url(draft)).status_code == 404
    assert at(getattr(cast, who)).post(url(draft), form).status_code == 404
    assert nothing_happened(cast)
