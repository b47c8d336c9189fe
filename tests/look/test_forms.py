from datetime import date, datetime, time

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import override

from groupcounsel.lib.forms import (
    AffectField,
    Chips,
    DateInput,
    DateTimeInput,
    FormRenderer,
    ManyChips,
    SearchInput,
    Segmented,
    ThreeWayField,
    Ticks,
    TimeInput,
)

WAYS = [("free", "free"), ("themed", "with a theme")]


class Sample(forms.Form):
    alias = forms.CharField(label="Alias", help_text="As everybody sees it.")
    note = forms.CharField(label="Note", required=False)
    risk = ThreeWayField(label="Risk", help_text="A strong expression.")
    felt = AffectField(label="Feeling")
    kinds = forms.MultipleChoiceField(label="Kinds", choices=WAYS, widget=ManyChips, required=False)
    agreed = forms.BooleanField(label="Agreed")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def refused(**data):
    form = Sample(data)
    assert not form.is_valid()
    return form


def test_a_field_has_its_label_its_help_and_names_them_to_a_screen_reader():
    html = str(Sample()["alias"].as_field_group())
    assert '<label for="id_alias">Alias</label>' in html
    assert '<div class="help" id="id_alias_helptext">As everybody sees it.</div>' in html
    assert 'aria-describedby="id_alias_helptext"' in html


def test_a_refused_field_keeps_what_was_typed_and_says_why_beside_it():
    html = str(refused(note="kept")["alias"].as_field_group())
    assert 'aria-invalid="true"' in html and 'id="id_alias_error"' in html
    assert 'aria-describedby="id_alias_helptext id_alias_error"' in html
    assert 'value="kept"' in str(refused(note="kept")["note"].as_field_group())


def test_what_concerns_the_whole_form_stands_above_it():
    form = refused(alias="Melati")
    form.add_error(None, "The session has not begun.")
    html = str(form)
    assert html.index("The session has not begun.") < html.index("Alias")


def test_a_tick_stands_before_its_words_and_shows_its_error():
    html = str(refused()["agreed"].as_field_group())
    assert '<label class="tick"><input type="checkbox"' in html and "<span>Agreed</span>" in html
    assert 'id="id_agreed_error"' in html


def test_hidden_fields_come_without_words():
    assert '<input type="hidden" name="hidden" id="id_hidden">' in str(Sample())


def test_a_form_may_mark_what_can_stay_empty():
    plain, marked = Sample(), type("Marked", (Sample,), {"show_optional": True})()
    assert "optional" not in str(plain)
    assert "optional" in str(marked["note"].as_field_group())
    assert "optional" in str(marked["kinds"].as_field_group())
    assert "optional" not in str(marked["alias"].as_field_group())


def test_the_three_ways_are_one_group_of_radios_with_a_name():
    html = str(Sample()["risk"].as_field_group())
    assert html.count('type="radio"') == 3 and "<legend>Risk</legend>" in html
    assert '<fieldset aria-describedby="id_risk_helptext">' in html
    assert 'value="unknown" id="id_risk_2" checked' in html


@pytest.mark.parametrize(
    ("sent", "kept"), [("observed", "observed"), ("not-observed", "not-observed"), ("", "unknown")]
)
def test_what_is_not_said_is_not_known(sent, kept):
    assert ThreeWayField().clean(sent) == kept


def test_a_fourth_way_is_refused():
    with pytest.raises(forms.ValidationError):
        ThreeWayField().clean("perhaps")


def test_the_pad_has_ten_named_buttons_in_two_rows():
    html = str(Sample(initial={"felt": -4})["felt"].as_field_group())
    assert html.count('type="radio"') == 10 and html.count('class="pad-row') == 2
    assert 'aria-label="Negative, strength 4"' in html and "<b>−4</b>" in html and "<b>+5</b>" in html
    assert html.count("checked") == 1 and html.index('value="-4"') < html.index("checked") < html.index('value="-5"')


def test_the_pad_speaks_indonesian():
    with override("id"):
        assert 'aria-label="Positif, kekuatan 2"' in str(Sample()["felt"].as_field_group())


@pytest.mark.parametrize(("sent", "kept"), [("-4", -4), ("5", 5), ("", None)])
def test_affect_and_strength_come_back_as_one_number(sent, kept):
    assert AffectField().clean(sent) == kept


@pytest.mark.parametrize("sent", ["0", "6", "-6", "strong"])
def test_no_other_strength_is_accepted(sent):
    with pytest.raises(forms.ValidationError):
        AffectField().clean(sent)


@pytest.mark.parametrize("widget", [Chips, Segmented])
def test_one_of_many_is_a_group_of_radios(widget):
    html = widget(choices=WAYS).render("way", "themed", {"id": "id_way"})
    assert html.count('type="radio"') == 2 and 'value="themed" id="id_way_1" checked' in html


@pytest.mark.parametrize("widget", [ManyChips, Ticks])
def test_several_of_many_is_a_group_of_ticks(widget):
    html = widget(choices=WAYS).render("way", ["free"], {"id": "id_way"})
    assert html.count('type="checkbox"') == 2 and html.count(" checked") == 1


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("widget", "value", "written"),
    [
        (DateInput, date(2026, 1, 7), 'type="date" name="x" value="2026-01-07"'),
        (TimeInput, time(18, 30), 'type="time" name="x" value="18:30"'),
        (DateTimeInput, datetime(2026, 1, 7, 18, 30), 'type="datetime-local" name="x" value="2026-01-07T18:30"'),
    ],
)
def test_dates_and_times_go_to_the_browser_in_its_own_form_in_every_language(language, widget, value, written):
    with override(language):
        assert written in widget().render("x", value)


@pytest.mark.parametrize("language", ["en", "id"])
def test_and_come_back_from_it(language):
    with override(language):
        assert forms.DateField().clean("2026-01-07") == date(2026, 1, 7)
        assert forms.TimeField().clean("18:30") == time(18, 30)
        assert forms.DateTimeField().clean("2026-01-07T18:30").replace(tzinfo=None) == datetime(2026, 1, 7, 18, 30)


def test_attributes_cannot_break_out():
    html = forms.TextInput({"title": '"><script>'}).render("x", '"><script>')
    assert "<script>" not in html


class BySomebodyElse(TemplatesSetting):
    """Django's own renderer, by templates alone."""

    form_template_name, field_template_name = FormRenderer.form_template_name, FormRenderer.field_template_name


INPUTS = [forms.TextInput, forms.HiddenInput, forms.NumberInput, DateInput, TimeInput, SearchInput]


@pytest.mark.parametrize("widget", INPUTS)
@pytest.mark.parametrize("value", [None, "", 0, "Ratna & <b>“co”</b>", date(2026, 1, 7), time(16, 5)])
def test_what_is_written_without_a_template_is_what_the_template_makes(widget, value):
    attrs = {"id": "id_x", "required": True, "disabled": False, "data-word": '"<&', "step": 5}
    ours, theirs = (widget().render("x", value, attrs, made()) for made in (FormRenderer, BySomebodyElse))
    assert ours == theirs and 'name="x"' in ours


@pytest.mark.parametrize("data", [None, {}, {"alias": "", "note": "kept"}])
def test_a_form_without_and_with_errors_is_what_the_templates_make(data):
    ours, theirs = (str(Sample(data, renderer=made())) for made in (FormRenderer, BySomebodyElse))
    assert ours == theirs and ("errorlist" in ours) == (data is not None)
