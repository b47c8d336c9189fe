"""What a member has shown so far, in words."""

from django.utils.translation import override

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.shortfalls import not_enough
from tests.analysis.made import event
from tests.summaries.test_shortfalls import lacking
from tests.summaries.test_wording import beginning, grounds, texts


def shown(**sessions):
    return [event(session, octant=octant) for octant, those in sessions.items() for session in those]


def test_how_many_octants_were_shown_and_by_when_half_of_them():
    seen = shown(HI=[1, 1, 4], FG=[1, 3], DE=[6], LM=[9, 10])
    text = "Melati has shown 4 of the eight octants in 12 sessions attended, half of the eight by number 9 of them."
    assert beginning("Melati has", *seen).text == text
    indonesian = "Melati telah menunjukkan 4 dari delapan oktan dalam 12 sesi yang dihadiri, separuh dari delapan itu "
    assert beginning("Melati telah", *seen, language="id").text == indonesian + "sampai sesi ke-9 di antaranya."


def test_fewer_than_half_are_only_counted():
    assert beginning("Melati has", *shown(HI=range(1, 9))).text == (
        "Melati has shown 1 of the eight octants in 12 sessions attended."
    )


def test_the_newest_is_named_with_its_session_and_how_often_it_came_back():
    newest = beginning("The newest", event(1, octant="HI"), event(7, behaviour="mocks"), event(9, behaviour="mocks"))
    assert newest.text == "The newest in what Melati does: “mocks”, first seen in session 7."
    assert grounds(newest) == [("mocks: 2 events", "seen in 2 of 12 sessions attended")]


def test_what_came_in_the_same_session_is_named_together():
    seen = [event(1, octant="HI"), event(7, octant="LM"), event(7, octant="NO")]
    newest = beginning("Yang terbaru", *seen, language="id")
    assert newest.text == (
        "Yang terbaru dari yang dilakukan Melati: “hangat” dan “terbuka”, pertama kali terlihat pada sesi 7."
    )


def test_a_first_session_with_everything_in_it_is_no_news():
    assert texts(event(3, octant="HI"), event(3, behaviour="mocks")) == []


def test_more_than_three_at_once_are_no_news_either():
    many = [event(6, behaviour=code) for code in ("a", "b", "c", "d")]
    assert texts(event(1, octant="HI"), *many) == []


def test_what_is_missing_is_told_once():
    [told] = [text for text in lacking(*shown(HI=[1, 2])) if "When what is done" in text]
    assert told.endswith("When what is done was first seen: 6 more events with a coded behaviour are needed (2 of 8).")


def test_too_few_sessions_are_missing_for_everything_at_once():
    early = Course((1, 2, 3), (1, 2, 3))
    with override("en"):
        told = not_enough(claims_of(content_of([event(1, octant="HI"), event(2, behaviour="mocks")], early).claims))
    assert [text for text in told if text.startswith("When what is done")] == [
        "When what is done was first seen: 2 more sessions attended are needed (3 of 5)."
    ]
