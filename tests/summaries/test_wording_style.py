"""The interpersonal style in words and as a picture, in both languages."""

from django.utils.translation import override

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.pictures import pictures
from tests.analysis.made import event
from tests.analysis.test_style import coded
from tests.summaries.test_wording import beginning, grounds, texts

CLEAR = (0, 1, 4, 9, 6, 1, 0, 0)


def picture(*observations, language="en"):
    claims = claims_of(content_of(observations, Course((1,), (1,))).claims)
    with override(language):
        return pictures(claims, "/evidence/")["style"]


def test_a_clear_style_is_said_with_its_counts():
    clear = beginning("In 21", *coded(*CLEAR))
    assert clear.text == (
        "In 21 coded events Melati was most often withdrawn (9) and giving in (6). "
        "Taken together they point to “withdrawn”."
    )
    assert clear.note == "withdrawn 9, giving in 6, cold 4, proud 1, trusting 1"
    [(label, figures)] = grounds(clear)
    assert label == "21 events" and figures.startswith("direction 230° (211") and figures.endswith("°), fit 0.81")


def test_where_the_whole_circle_is_open_it_says_so():
    [(_, figures)] = grounds(beginning("In 8", *coded(2, 1, 1, 1, 1, 1, 1, 0)))
    assert "(0–360°)" in figures


def test_it_reads_in_indonesian():
    assert beginning("Dalam 21", *coded(*CLEAR), language="id").text == (
        "Dalam 21 peristiwa yang dikodekan, Melati paling sering menarik diri (9) dan mengalah (6). "
        "Secara keseluruhan, arahnya adalah “menarik diri”."
    )


def test_those_as_frequent_as_the_second_are_named_with_it():
    equal = beginning("In 20", *coded(0, 5, 10, 5, 0, 0, 0, 0))
    assert "most often cold (10), proud (5) and withdrawn (5)." in equal.text


def test_where_these_are_many_the_most_frequent_stands_alone():
    many = beginning("In 16", *coded(7, 2, 2, 2, 1, 0, 0, 2))
    assert "was most often assured (7)." in many.text
    assert many.note.startswith("assured 7, proud 2, cold 2")


def test_what_lies_almost_all_in_one_octant_is_said_to_and_its_direction_is_not_named():
    """A curve through the whole circle does not fit it, but it would be false to say that it points nowhere."""
    english = beginning("In 11", *coded(0, 0, 10, 0, 0, 0, 0, 1))
    assert english.text == (
        "In 11 coded events Melati was most often cold (10) and open (1). "
        "They lie closer together than a style that takes in half the circle, so no direction is named."
    )
    assert beginning("Dalam 11 peristiwa yang", *coded(0, 0, 10, 0, 0, 0, 0, 1), language="id").text.endswith(
        "Semuanya lebih berdekatan daripada gaya yang meliputi setengah lingkaran; tidak ada arah yang disebut."
    )


def test_what_scatters_widely_names_no_direction_either():
    scattered = [*coded(4, 3, 2, 1, 1, 1, 2, 3)]
    assert beginning("In 17", *scattered).text == (
        "In 17 coded events Melati was most often assured (4), proud (3) and open (3). "
        "They scatter too widely to name a direction."
    )
    assert beginning("Dalam 17 peristiwa yang", *scattered, language="id").text.endswith(
        "Sebarannya terlalu lebar untuk menyebut satu arah."
    )


def test_below_the_floor_nothing_is_said_of_it():
    assert texts(*coded(0, 0, 3, 4, 0, 0, 0, 0)) == []


def test_an_interval_over_zero_is_written_in_degrees_of_the_circle():
    [(_, figures)] = grounds(beginning("In 20", *coded(0, 0, 0, 0, 0, 5, 10, 5)))
    assert figures.startswith("direction 0° (34")


def test_the_picture_says_in_words_and_in_its_table_what_it_shows():
    shown = picture(*coded(*CLEAR))
    assert shown.words.startswith("Assured: 0. Proud: 1. Cold: 4. Withdrawn: 9. Giving in: 6.")
    assert "Direction 230° (211" in shown.words
    assert '<th scope="row">Withdrawn</th><td class="num">9</td>' in shown.rows and shown.rows.count("<tr>") == 8
    assert "Menarik diri 9" in picture(*coded(*CLEAR), language="id").marks


def test_what_is_not_clear_is_drawn_more_quietly():
    assert 'class="fig-line fig-arc"' in picture(*coded(*CLEAR)).marks.replace("  ", " ")
    assert 'class="fig-line soft fig-arc"' in picture(*coded(3, 2, 2, 1, 1, 1, 2, 2)).marks


def test_below_the_floor_the_picture_has_counts_and_says_why_nothing_points():
    few = picture(*coded(0, 0, 3, 0, 0, 0, 0, 0))
    assert few.few and "fig-line" not in few.marks and "Cold 3" in few.marks
    assert few.words.endswith("Open: 0")


def test_without_coded_events_there_is_no_picture():
    assert picture(event()) is None
