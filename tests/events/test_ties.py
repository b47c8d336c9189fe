import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.access import room_to_read
from observations.events.ties import matrix, ties_of
from tests.factories import make_event, make_member, make_session
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of


def url(cast, session=None):
    return reverse("events:ties", args=[(session or cast.session).id])


def did(cast, *toward, by=None, **fields):
    facts = {"kind": "interaction", "affect": None, "strength": None} | fields
    by = by or cast.melati.person
    return make_event(
        session=facts.pop("session", cast.session), actor=by, toward=toward, recorded_by=cast.seat, **facts
    )


def found(cast):
    with acting(user_id=cast.alice.id):
        return ties_of(room_to_read(cast.session.id))


@pytest.fixture
def busy(cast):
    """Melati turns to Dahlia three times, once with each affect; Dahlia once to both others; Alice to the group."""
    melati, dahlia = cast.melati.person, cast.dahlia.person
    did(cast, dahlia)
    did(cast, dahlia, affect="negative", strength=4)
    did(cast, dahlia, affect="positive", strength=1)
    did(cast, melati, cast.seat, by=dahlia, affect="positive", strength=2)
    did(cast, by=cast.seat, toward_group=True)
    did(cast, by=cast.seat)
    return cast


def test_ties_are_counted_from_one_person_to_another_the_most_frequent_first(busy):
    ties = [(tie.who.alias, tie.toward.alias, *tie.affects) for tie in found(busy).ties]
    assert ties == [("Melati", "Dahlia", 3, 1, 1), ("Dahlia", "Melati", 1, 0, 1), ("Dahlia", "Alice", 1, 0, 1)]


def test_an_event_toward_two_is_one_act_and_two_ties(busy):
    dahlia = next(row for row in found(busy).standings if row.seat.alias == "Dahlia")
    assert (dahlia.affects, dahlia.addressed, dahlia.to_group) == ((1, 0, 1), 3, 0)


def test_what_goes_to_the_group_addresses_nobody_in_particular(busy):
    standings = {row.seat.alias: (row.affects.n, row.addressed, row.to_group) for row in found(busy).standings}
    assert standings == {"Dahlia": (1, 3, 0), "Melati": (3, 1, 0), "Alice": (2, 1, 1), "Bob": (0, 0, 0)}
    assert found(busy).events == 6


def test_other_sessions_and_other_parts_in_an_event_do_not_count(busy):
    later = make_session(group=busy.group, number=2)
    did(busy, busy.melati.person, by=busy.dahlia.person, session=later)
    event = did(busy, by=busy.seat)
    with acting(group_id=busy.group.id):
        event.involvements.create(group=busy.group, person=busy.dahlia.person, part="helped")
    assert sum(tie.affects.n for tie in found(busy).ties) == 5


def test_the_matrix_says_the_same(busy):
    cells = {row.seat.alias: counts for row, counts in matrix(found(busy))}
    assert cells == {
        "Dahlia": [None, 1, 1, 0],
        "Melati": [3, None, 0, 0],
        "Alice": [0, 0, None, 0],
        "Bob": [0, 0, 0, None],
    }


def test_who_was_away_is_not_shown_unless_they_have_a_part(cast):
    away = make_member(group=cast.group, alias="Anggrek")
    former = make_member(group=cast.group, alias="Mawar", left="2026-01-07", joined="2026-01-01")
    with acting(group_id=cast.group.id):
        for member in (away, former):
            cast.session.attendances.create(group=cast.group, person=member.person, state="absent")
    did(cast, former.person)
    assert [row.seat.alias for row in found(cast).standings] == ["Dahlia", "Mawar", "Melati", "Alice", "Bob"]


def test_a_member_of_whom_nothing_was_noted_is_no_silent_one(cast):
    """As after a spreadsheet that names only some of the group."""
    make_member(group=cast.group, alias="Anggrek")
    did(cast, cast.dahlia.person)
    assert [row.seat.alias for row in found(cast).standings] == ["Dahlia", "Melati", "Alice", "Bob"]


def test_where_no_attendance_was_noted_everybody_counts_as_there(cast):
    with acting(group_id=cast.group.id):
        cast.session.attendances.all().delete()
    did(cast, cast.dahlia.person)
    assert [row.seat.alias for row in found(cast).standings] == ["Dahlia", "Melati", "Alice", "Bob"]


def test_people_called_by_numbers_stand_in_their_order(cast):
    for alias in ("10", "9", "2"):
        did(cast, by=make_member(group=cast.group, alias=alias).person)
    names = [row.seat.alias for row in found(cast).standings]
    assert [name for name in names if name.isdecimal()] == ["2", "9", "10"]


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_readers_see_people_ties_and_the_picture(busy, at, who):
    answer = at(getattr(busy, who)).get(url(busy))
    text, page = text_of(answer), answer.content.decode()
    assert "6 events" in text and "3 ties from one person to another" in text
    assert "Me Melati 3 1 0 1 negative 1 positive" in text
    assert page.count('class="fig-tie"') == 5 and page.count("<rect class=") == 2
    assert "<desc>Melati → Dahlia: 3. " in page


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_page(busy, at, who):
    assert at(getattr(busy, who)).get(url(busy)).status_code == 404


def test_it_is_only_looked_at(busy, at):
    assert at(busy.alice).post(url(busy)).status_code == 405


def test_a_person_leads_to_what_they_have_a_part_in(busy, at):
    page = at(busy.alice).get(url(busy)).content.decode()
    link = f"{reverse('events:record', args=[busy.session.id])}?person={busy.melati.person_id}"
    assert f'href="{link}"' in page
    assert at(busy.alice).get(link).status_code == 200


def test_the_record_leads_to_it(busy, at):
    assert (
        f'href="{url(busy)}"' in at(busy.alice).get(reverse("events:record", args=[busy.session.id])).content.decode()
    )


def test_without_affect_there_is_no_column_of_it(cast, at):
    did(cast, cast.dahlia.person)
    assert "Affect" not in text_of(at(cast.alice).get(url(cast)))


def test_an_empty_record_says_what_to_do(cast, at):
    text = text_of(at(cast.alice).get(url(cast)))
    assert "Nothing on record yet" in text and "To the record" in text and "Who toward whom" not in text


def test_only_the_most_frequent_ties_are_unfolded(cast, at):
    people = [make_member(group=cast.group, alias=f"P{n}").person for n in range(7)]
    for who in people:
        for other in people:
            if other != who:
                did(cast, other, by=who)
    assert "12 rarer ties" in text_of(at(cast.alice).get(url(cast)))


def test_no_more_is_asked_of_the_database_when_more_happens(busy, at):
    few = queries(at(busy.alice), url(busy))
    for number in range(20):
        person = make_member(group=busy.group, alias=f"P{number}").person
        did(busy, person, busy.dahlia.person, affect="negative", strength=2)
    assert queries(at(busy.alice), url(busy)) == few


def test_it_speaks_indonesian(busy, at):
    busy.alice.language = "id"
    busy.alice.save()
    text = text_of(at(busy.alice).get(url(busy)))
    assert "Ikatan dalam sesi 1" in text and "3 ikatan dari satu orang ke orang lain" in text
