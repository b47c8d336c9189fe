import pytest
from django.template import Context, Template
from django.utils.translation import override

from groupcounsel.lib.templatetags import look


def drawn(text, **context):
    return Template("{% load look %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("kind", "strength", "number", "spoken"),
    [
        ("negative", 4, "−4", "negative, strength 4 of 5"),
        ("positive", 2, "+2", "positive, strength 2 of 5"),
    ],
)
def test_affect_has_its_number_its_shapes_and_its_words(kind, strength, number, spoken):
    html = drawn("{% affect kind strength %}", kind=kind, strength=strength)
    filled, empty = html.split('class="off"')
    shape = "h7v7h-7z" if kind == "negative" else "a3.5 3.5"
    assert f'<span aria-hidden="true">{number}</span>' in html and spoken in html
    assert filled.count("M") == strength and empty.count("M") == 5 - strength and shape in filled


def test_affect_speaks_the_language_of_the_reader():
    with override("id"):
        assert "negatif, kekuatan 3 dari 5" in look.affect("negative", 3)
    with override("en"):
        assert "negative, strength 3 of 5" in look.affect("negative", 3)


def test_an_event_without_affect_shows_nothing():
    assert drawn("{% affect kind strength %}", kind=None, strength=None) == ""


@pytest.mark.parametrize(
    ("seconds", "shown"), [(1872, "31:12"), (0, "0:00"), (59, "0:59"), (60, "1:00"), (5400, "90:00"), (None, "")]
)
def test_seconds_become_minutes_and_seconds(seconds, shown):
    assert drawn("{{ seconds|clock }}", seconds=seconds) == shown


@pytest.mark.parametrize(
    ("language", "share", "places", "shown"),
    [
        ("en", 1 / 3, 0, "33\u202f%"),
        ("id", 0.006, 1, "0,6\u202f%"),
        ("en", 0.006, 1, "0.6\u202f%"),
        ("en", 1, 0, "100\u202f%"),
    ],
)
def test_shares_are_written_as_the_language_writes_them(language, share, places, shown):
    with override(language):
        assert look.percent(share, places) == shown


def test_a_share_that_is_not_known_is_a_dash():
    assert look.percent(None) == look.figure(None) == "–"


def test_a_range_names_its_sign_once():
    with override("id"):
        assert drawn("{% interval 0.123 0.654 %}") == "12–65\u202f%"
        assert drawn("{% interval 0.123 0.654 1 %}") == "12,3–65,4\u202f%"


def test_numbers_have_the_decimal_sign_of_the_language_and_a_real_minus():
    with override("id"):
        assert look.figure(-0.874) == "−0,87"
    with override("en"):
        assert look.figure(1234.5, 1) == "1234.5"
        assert look.figure(-0.004) == look.figure(-0.0) == "0.00"


@pytest.mark.parametrize(("value", "shown"), [(-4, "−4"), (3, "+3"), ("-5", "−5")])
def test_signs_are_always_written(value, shown):
    assert look.signed(value) == shown


def test_an_icon_is_silent_unless_it_has_a_name():
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')
    named = drawn('{% icon "x" label %}', label='Close "all"')
    assert 'role="img"' in named and 'aria-label="Close &quot;all&quot;"' in named and "aria-hidden" not in named


def test_an_icon_is_drawn_once():
    assert look.icon("flag") is look.icon("flag")


def test_a_bar_is_as_long_as_the_share_and_carries_its_range():
    html = drawn("{% bar 3 9 0.12 0.65 %}")
    assert 'class="fig-bar" width="33.3"' in html and 'd="M12.0 7H65.0"' in html


def test_a_bar_of_nothing_is_empty_and_has_no_range():
    html = drawn("{% bar 0 0 %}")
    assert 'class="fig-bar" width="0"' in html and "fig-range" not in html
