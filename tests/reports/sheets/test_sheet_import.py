"""What an import puts on record, all of it or nothing, once."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Consent, Membership, Watermark
from observations.codebook.models import Behaviour
from observations.reports.sheet_actions import import_sheet
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheet_people_form import people_of_group
from observations.reports.sheet_writing import Choice
from sessions_app.models import Attendance
from tests.factories import make_member
from tests.pages import text_of, trail
from tests.reports.sheets.made import (
    STARTS,
    address,
    answers,
    events_of,
    imported,
    many,
    named,
    nothing_happened,
    people,
    session_of,
    told,
)


def url(draft):
    return address("sheet_people", draft)


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
    draft = named(
        cast, ["Ani", "Budi", "1", "gives-in"], ["Ani", "Budi", "2", "MENGALAH"], ["Ani", "Budi", "3", "Naik!"]
    )
    assert "New behaviours Naik!" in text_of(at(cast.alice).get(url(draft)))
    imported(at(cast.alice), draft)
    first, second, third = events_of(cast)
    assert first.behaviour == second.behaviour and first.octant == second.octant == first.behaviour.octant == "HI"
    assert (third.behaviour.code, third.behaviour.label_id, third.octant) == ("naik", "Naik!", None)


def test_behaviours_that_are_written_almost_alike_stay_apart(cast, at):
    words = ["a b", "a-b", "A B", "愛", "憎"]
    imported(at(cast.alice), named(cast, *[["Ani", "Budi", "1", word] for word in words]))
    codes = [event.behaviour.code for event in events_of(cast)]
    assert codes[0] == codes[2] and len(set(codes)) == 4 and {"a-b", "a-b-2", "behaviour", "behaviour-2"} == set(codes)


def test_affect_strength_and_words_come_along(cast, at):
    imported(at(cast.alice), named(cast, ["Ani", "Budi", "1", "", "negatif", "4", "Enough!"]))
    [event] = events_of(cast)
    assert (event.affect, event.strength, event.text, event.behaviour) == ("negative", 4, "Enough!", None)


def test_people_of_the_group_are_found_by_alias_and_nobody_is_added(cast, at):
    draft = named(cast, ["melati", "DAHLIA", "1"], ["Alice", "Melati", "2"])
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


def test_the_import_asks_no_more_of_the_database_for_more_people(cast, at):
    def count(rows, people):
        draft = many(cast, rows, people)
        form = {**answers(at(cast.alice), draft)}
        form |= {f"alias-{n}": f"{people} {n}" for n in range(people)}
        with CaptureQueriesContext(connection) as captured:
            assert at(cast.alice).post(url(draft), form).status_code == 302
        return len(captured)

    assert count(10, 4) == count(200, 40)
