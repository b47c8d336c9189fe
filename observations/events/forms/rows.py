"""Who responded how, who felt what, who confirmed or disputed a view: several rows each, and an empty one more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from observations.codebook.codes import Feeling, ResponseKind, Stance
from observations.events.forms.fields import AS_BOOLEAN, UNSAID, OneOf, strength
from observations.events.forms.widgets import Field, Select
from observations.events.rules import RULES


class Row(forms.Form):
    """A row without a person says nothing and is left out. `what` names the field that says what the person did."""

    use_required_attribute = False
    bound_field_class = Field
    what: str

    by = OneOf(label=_("Who"), required=False)

    def __init__(self, *args, people: list[tuple[str, str]], away: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [("", "–"), *people]
        self.away = away

    def clean(self):
        said = super().clean()
        if said.get("by") and not said.get(self.what):
            self.add_error(self.what, _("Say what it was."))
        others = self.fields.keys() - {"by", "DELETE"}
        if not said.get("by") and any(said.get(name) not in (None, "") for name in others):
            self.add_error("by", _("Say who it was, or empty the row."))
        if said.get("by") in self.away and not said.get("DELETE"):
            self.add_error("by", self.away[said["by"]])
        return said

    def line(self) -> dict | None:
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return said if said.pop("DELETE", False) is False and "by" in said else None


def of_these(codes, label) -> OneOf:
    return OneOf(label=label, choices=[("", "–"), *codes.choices], required=False)


CAME_OR_NOT = [UNSAID, ("False", _("it came")), ("True", _("only anticipated"))]


class ResponseRow(Row):
    what = "kind"
    kind = of_these(ResponseKind, _("Response"))
    strength = strength(widget=Select)
    anticipated = forms.TypedChoiceField(
        label=_("Real or anticipated"), choices=CAME_OR_NOT, required=False, widget=Select, **AS_BOOLEAN
    )


class FeltRow(Row):
    what = "feeling"
    feeling = of_these(Feeling, _("Feeling"))
    strength = strength(widget=Select)


class ValidationRow(Row):
    what = "stance"
    stance = of_these(Stance, _("Stance"))
    rating = forms.IntegerField(label=_("How far so, of 10"), min_value=0, max_value=10, required=False)


class Rows(forms.BaseFormSet):
    """`away`: by ref, why somebody has no row here."""

    def __init__(self, data=None, *, lines: list[dict], prefix: str, **of_rows):
        super().__init__(data, initial=lines, prefix=prefix, form_kwargs=of_rows)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")

    def lines(self) -> list[dict]:
        return [line for form in self.forms if (line := form.line())]


class OneStanceEach(Rows):
    def clean(self):
        people = [line["by"] for line in self.lines()] if not any(self.errors) else []
        if len(people) != len(set(people)):
            raise forms.ValidationError(RULES["a_person_takes_one_stance"][1])


def rows_of(row: type[Row], formset: type[Rows] = Rows) -> type[Rows]:
    return forms.formset_factory(row, formset=formset, extra=1, can_delete=True)


ResponseRows = rows_of(ResponseRow)
FeltRows = rows_of(FeltRow)
ValidationRows = rows_of(ValidationRow, OneStanceEach)
