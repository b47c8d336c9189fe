from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Consent, Membership, Person, Watermark
from observations.codebook.models import Behaviour
from observations.reports.sheet_actions import import_sheet
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheet_people_form import people_of_group
from observations.reports.sheet_writing import Choice
from sessions_app.models import Attendance, Session
from tests.factories import make_member
from tests.pages import queries, text_of, trail
from tests.reports.sheets.files import table
from tests.reports.sheets.made import STARTS, address, answers, begun, events_of, imported

NAMED = ["from", "to", "minute", "type", "affect", "strength", "text"]


@pytest.fixture
def draft(cast):
    return begun(cast=cast)


def url(draft):
    return address("sheet_people", draft)


def read(cast, *rows, **how):
    return begun(cast=cast, table=table(*rows, header=NAMED), **how)


def people(cast):
    with acting(group_id=cast.group.id):
        return {person.alias: person for person in Person.objects.filter(group=cast.group)}


def session_of(cast):
    with acting(group_id=cast.group.id):
        return Session.objects.filter(group=cast.group, number=2).first()


def told(event):
    toward = [row.person.alias for row in event.involvements.all()] or ["group"] * event.toward_group
    return (event.at, event.actor.alias, *toward, str(event.behaviour or ""))


def nothing_happened(cast):
    with acting(group_id=cast.group.id):
        return SheetDraft.objects.count() == 1 and Session.objects.count() == 1 and len(people(cast)) == 5


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
    draft = read(cast, ["Ani", "Budi", "1"], *[["Ani", "Ani", "1"]] * 150)
    assert text_of(at(cast.alice).get(url(draft))).count("nobody acts toward themselves") == 150


def test_everybody_is_proposed_with_alias_and_role(cast, at, draft):
    data = answers(at(cast.alice), draft)
    assert [data[f"who-{place}"][0] for place in range(6)] == [
        "new-member", "new-counselor", "new-member", "new-member", "new-member", "new-member",
    ]  # fmt: skip
    assert data["alias-1"] == ["Bu Ratna"] and data["expected"] == ["28"]


def test_the_import_makes_one_session_with_everything_in_it(cast, at, draft):
    answer = imported(at(cast.alice), draft)
    session = session_of(cast)
    assert answer.url == f"/events/record/{session.id}/"
    assert (session.starts, session.minutes, session.state, session.structure) == (STARTS, 45, "debriefing", "free")
    events = events_of(cast)
    assert len(events) == 28 and {event.kind for event in events} == {"interaction"}
    assert told(events[0]) == (30.0, "Bu Ratna", "Ayu", "greets")
    assert told(events[2]) == (75.0, "Bu Ratna", "group", "explains")
    assert {event.recorded_by_id for event in events} == {cast.seat.id}


def test_rows_of_the_same_second_keep_the_order_of_the_file(cast, at, draft):
    imported(at(cast.alice), draft)
    at_once = [told(event)[1:3] for event in events_of(cast) if event.at == 360]
    assert at_once == [("Bu Ratna", name) for name in ("Ayu", "Citra", "Dimas", "Eko", "Fajar")]


def test_counts_and_ties_are_those_of_the_file(cast, at, draft):
    imported(at(cast.alice), draft)
    events = events_of(cast)
    acted = Counter(event.actor.alias for event in events)
    ties = Counter(told(event)[1:3] for event in events if not event.toward_group)
    assert acted == {"Ayu": 4, "Bu Ratna": 10, "Citra": 4, "Dimas": 3, "Eko": 3, "Fajar": 4}
    assert ties["Bu Ratna", "Ayu"] == 3 and ties["Citra", "Ayu"] == 2 and sum(ties.values()) == 26


def test_members_join_on_that_day_there_with_the_consent_that_was_given(cast, at, draft):
    imported(at(cast.alice), draft, summaries="on")
    ayu, ratna = people(cast)["Ayu"], people(cast)["Bu Ratna"]
    with acting(group_id=cast.group.id):
        membership = Membership.objects.get(person=ayu)
        consents = Consent.objects.filter(membership=membership).values_list("purpose", "given", "by")
        assert membership.joined == date(2026, 2, 4) and ratna.is_counselor
        assert set(consents) == {("recording", True, cast.alice.id), ("summaries", True, cast.alice.id)}
        there = Attendance.objects.filter(session__number=2)
        assert {row.person_id for row in there} == {p.id for p in people(cast).values() if p.alias in (
            "Ayu", "Citra", "Dimas", "Eko", "Fajar")}  # fmt: skip
    assert Watermark.objects.get(membership=membership.id).record > 1


def test_what_was_not_agreed_to_is_not_on_record(cast, at, draft):
    imported(at(cast.alice), draft)
    with acting(group_id=cast.group.id):
        purposes = Consent.objects.filter(membership__person__alias="Ayu").values_list("purpose", flat=True)
        assert list(purposes) == ["recording"]


def test_short_names_are_counted_on(cast, at, draft):
    before = {person.ref for person in people(cast).values()}
    imported(at(cast.alice), draft)
    refs = [person.ref for person in people(cast).values()]
    assert len(set(refs)) == len(refs) == len(before) + 6


def test_behaviours_the_codebook_lacks_become_the_groups_own(cast, at, draft):
    imported(at(cast.alice), draft)
    with acting(group_id=cast.group.id):
        own = Behaviour.objects.filter(group=cast.group)
        assert {row.code for row in own} == {"answers", "asks", "explains", "greets", "sanctions", "teases"}


def test_known_behaviours_are_found_by_code_or_label_and_bring_their_octant(cast, at):
    draft = read(
        cast, ["Ani", "Budi", "1", "gives-in"], ["Ani", "Budi", "2", "MENGALAH"], ["Ani", "Budi", "3", "Naik!"]
    )
    assert "New behaviours Naik!" in text_of(at(cast.alice).get(url(draft)))
    imported(at(cast.alice), draft)
    first, second, third = events_of(cast)
    assert first.behaviour == second.behaviour and first.octant == second.octant == first.behaviour.octant == "HI"
    assert (third.behaviour.code, third.behaviour.label_id, third.octant) == ("naik", "Naik!", None)


def test_behaviours_that_are_written_almost_alike_stay_apart(cast, at):
    words = ["a b", "a-b", "A B", "愛", "憎"]
    imported(at(cast.alice), read(cast, *[["Ani", "Budi", "1", word] for word in words]))
    codes = [event.behaviour.code for event in events_of(cast)]
    assert codes[0] == codes[2] and len(set(codes)) == 4 and {"a-b", "a-b-2", "behaviour", "behaviour-2"} == set(codes)


def test_affect_strength_and_words_come_along(cast, at):
    imported(at(cast.alice), read(cast, ["Ani", "Budi", "1", "", "negatif", "4", "Enough!"]))
    [event] = events_of(cast)
    assert (event.affect, event.strength, event.text, event.behaviour) == ("negative", 4, "Enough!", None)


def test_people_of_the_group_are_found_by_alias_and_nobody_is_added(cast, at):
    draft = read(cast, ["melati", "DAHLIA", "1"], ["Alice", "Melati", "2"])
    browser = at(cast.alice)
    assert imported(browser, draft, recording=None).status_code == 302
    assert [told(event)[1:3] for event in events_of(cast)] == [("Melati", "Dahlia"), ("Alice", "Melati")]
    assert len(people(cast)) == 5


def test_somebody_may_be_another_person_than_proposed(cast, at, draft):
    dahlia = str(cast.dahlia.person_id)
    imported(at(cast.alice), draft, who_0=dahlia, alias_2="Cempaka")
    assert told(events_of(cast)[0])[1:3] == ("Bu Ratna", "Dahlia")
    assert "Cempaka" in people(cast) and "Ayu" not in people(cast) and "Citra" not in people(cast)


def test_who_is_left_out_takes_their_rows_along(cast, at, draft):
    imported(at(cast.alice), draft, who_1="left-out", expected=15)
    assert len(events_of(cast)) == 28 - 10 - 3 and "Bu Ratna" not in people(cast)
    assert trail("sheet-imported")[0].detail["left_out"] == 15


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
    draft = read(cast, ["Ani", "group", "1"])
    assert imported(at(cast.alice), draft, who_0="new-counselor", recording=None).status_code == 302


@pytest.mark.parametrize("consents", [(), ("polls", "summaries")])
def test_what_a_member_does_who_has_not_agreed_stays_out(cast, at, consents):
    make_member(group=cast.group, alias="Mawar", consents=consents)
    draft, browser = read(cast, ["Mawar", "Melati", "1"], ["Melati", "Dahlia", "2"]), at(cast.alice)
    assert "Import 1 interaction, leave out 1 row" in text_of(browser.get(url(draft)))
    refused = imported(browser, draft, who_1=str(people(cast)["Mawar"].id))
    assert "Mawar has not agreed to being recorded" in text_of(refused)
    imported(browser, draft)
    assert [told(event)[1:3] for event in events_of(cast)] == [("Melati", "Dahlia")]


def test_who_has_withdrawn_it_counts_as_not_agreed_and_may_still_be_addressed(cast, at):
    with acting(group_id=cast.group.id):
        Consent.objects.create(group=cast.group, membership=cast.dahlia, purpose="recording", given=False)
    draft = read(cast, ["Melati", "Dahlia", "1"])
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
    draft = read(cast, ["Ani", "Budi", "1"])
    answer = imported(at(cast.alice), draft, who_0="left-out", who_1="left-out", expected=0)
    assert "there is nothing to import" in text_of(answer) and nothing_happened(cast)


def test_an_alias_taken_meanwhile_takes_all_of_it_back(cast, at, draft, monkeypatch):
    """The form has looked before somebody else added the alias; the database looks after it."""
    form = answers(at(cast.alice), draft)
    with acting(user_id=cast.alice.id):
        before = people_of_group(cast.group.id)
    make_member(group=cast.group, alias="Citra")
    monkeypatch.setattr("observations.reports.sheet_people_form.people_of_group", lambda group_id: before)
    answer = at(cast.alice).post(url(draft), form)
    assert answer.status_code == 422 and session_of(cast) is None
    assert "Meanwhile somebody in the group has one of these aliases." in text_of(answer)
    assert set(people(cast)) == {"Alice", "Bob", "Olga", "Melati", "Dahlia", "Citra"}


def test_what_the_database_refuses_leaves_nothing_behind(cast, draft):
    choices = {str(n): Choice("new-member", "Citra") for n in range(1, 7)}
    with pytest.raises(IntegrityError, match="an_alias_names_one_person_of_a_group"), acting(user_id=cast.alice.id):
        import_sheet(draft=draft, by=cast.alice, seat=cast.seat, choices=choices, consents=["recording"])
    assert nothing_happened(cast) and trail("sheet-imported") == []


def test_it_is_imported_once(cast, at, draft):
    form = answers(at(cast.alice), draft)
    assert at(cast.alice).post(url(draft), form).status_code == 302
    assert at(cast.alice).post(url(draft), form).status_code == 404
    assert len(events_of(cast)) == 28 and events_of(cast, number=3) == []


def test_who_comes_second_with_the_same_draft_imports_nothing(cast, draft):
    choices = {str(n): Choice("new-member", f"P{n}") for n in range(1, 7)}
    with acting(user_id=cast.alice.id):
        by = {"draft": draft, "by": cast.alice, "seat": cast.seat, "choices": choices, "consents": ["recording"]}
        assert import_sheet(**by).interactions == 28
        assert import_sheet(**by) is None


def test_the_trail_has_counts_and_nobodys_name(cast, at, draft):
    imported(at(cast.alice), draft)
    [entry] = trail("sheet-imported")
    assert (entry.by, entry.subject, entry.group) == (cast.alice.id, session_of(cast).id, cast.group.id)
    assert len(entry.detail.pop("members")) == 5
    assert entry.detail == {"interactions": 28, "left_out": 2, "blank": 0, "consents": ["recording"]}
    assert "Ayu" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_the_draft_is_gone_afterwards(cast, at, draft):
    imported(at(cast.alice), draft)
    with acting(group_id=cast.group.id):
        assert not SheetDraft.objects.exists()


def test_the_message_after_it_says_how_many(cast, at, draft):
    browser = at(cast.alice)
    answer = browser.post(url(draft), answers(browser, draft), follow=True)
    assert "28 interactions are on record." in text_of(answer) and "Record of session 2" in text_of(answer)


def test_before_the_columns_it_sends_back_to_them(cast, at):
    draft = begun(cast=cast, matched=False)
    assert at(cast.alice).get(url(draft)).url == address("sheet_match", draft)


def many(cast, rows, people):
    said = [[f"P{n % people}", f"P{(n + 1) % people}", "1", f"does {n % people}"] for n in range(rows)]
    return read(cast, *said)


def test_the_page_asks_no_more_of_the_database_for_more_people(cast, at):
    few = queries(at(cast.alice), url(many(cast, 10, 4)))
    assert queries(at(cast.alice), url(many(cast, 200, 40))) == few


def test_the_import_asks_no_more_of_the_database_for_more_people(cast, at):
    def count(rows, people):
        draft = many(cast, rows, people)
        form = {**answers(at(cast.alice), draft)}
        form |= {f"alias-{n}": f"{people} {n}" for n in range(people)}
        with CaptureQueriesContext(connection) as captured:
            assert at(cast.alice).post(url(draft), form).status_code == 302
        return len(captured)

    assert count(10, 4) == count(200, 40)


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
