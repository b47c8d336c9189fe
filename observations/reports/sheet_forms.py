from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from observations.reports.sheet_models import SheetDraft, SheetMapping
from observations.reports.sheet_wording import LABELS, UNITS, WHY
from observations.reports.sheets import columns
from observations.reports.sheets.people import described
from observations.reports.sheets.reading import Table, Unreadable, read
from sessions_app.forms import WhenForm

LARGEST = 10 * 1024 * 1024
MOST_PEOPLE, MOST_BEHAVIOURS = 50, 60


class TableField(forms.FileField):
    """A spreadsheet, read: cleans to a `Table`."""

    def clean(self, data, initial=None) -> Table | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(WHY["too-large"])
        try:
            return read(file.name, file.read())
        except Unreadable as fault:
            raise forms.ValidationError(WHY[fault.code]) from fault


class StartForm(WhenForm):
    sheet = TableField(
        label=gettext_lazy("Interactions"),
        help_text=gettext_lazy("CSV, TSV or XLSX. One interaction a row; the columns’ names in the first."),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": WHY["empty"]},
    )
    people = TableField(
        label=gettext_lazy("Who is who"),
        required=False,
        help_text=gettext_lazy("If you have one: a table of the people, with their names and who leads."),
        error_messages={"empty": WHY["empty"]},
    )

    def clean_people(self) -> dict:
        table = self.cleaned_data["people"]
        found = described(table) if table else {}
        if table and not found:
            raise forms.ValidationError(WHY["nobody"])
        return found

    def clean(self):
        when = self.cleaned_data
        if "date" in when and "time" in when and self.at(when["date"]) > timezone.now():
            self.add_error("date", _("What was observed lies in the past."))
        return when

    def facts(self) -> dict:
        return super().facts() | {"starts": self.at(self.cleaned_data["date"])}


class ColumnsForm(forms.Form):
    """Fields of an interaction, each with the column it is in; once it is cleaned, `reading` is what the rows say."""

    show_optional = True
    use_required_attribute = False
    reading = None

    def __init__(self, *args, draft: SheetDraft, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        options = [
            (number, title or _("column %(n)s") % {"n": number + 1}) for number, title in enumerate(draft.header)
        ]
        for name in columns.FIELDS:
            self.fields[name] = _column(name, options)
        self.fields["unit"] = forms.ChoiceField(label=_("Times are"), choices=UNITS.items())

    def clean(self):
        said = self.cleaned_data
        self._each_column_once([name for name in columns.FIELDS if said.get(name) is not None])
        if not self.errors:
            self.reading = self.draft.reading(self.columns, said["unit"])
            self._fitting()
        return said

    def _each_column_once(self, chosen: list[str]) -> None:
        taken = {}
        for name in chosen:
            other = taken.setdefault(self.cleaned_data[name], name)
            if other != name:
                self.add_error(name, _("This column is “%(field)s” already.") % {"field": LABELS[other]})

    def _fitting(self) -> None:
        people, behaviours = len(self.reading.people), len(self.reading.behaviours)
        if not self.reading.interactions:
            self.add_error(None, _("Matched like this, no row can be read. What is wrong stands below."))
        if people > MOST_PEOPLE:
            told = _("That makes %(n)s people; %(most)s are the most. Are these the columns with the people?")
            self.add_error("actor", told % {"n": people, "most": MOST_PEOPLE})
        if behaviours > MOST_BEHAVIOURS:
            told = _("That makes %(n)s behaviours; %(most)s are the most. Is it rather “Notes”?")
            self.add_error("behaviour", told % {"n": behaviours, "most": MOST_BEHAVIOURS})

    @property
    def columns(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in columns.FIELDS}


def _column(name: str, options: list[tuple[int, str]]) -> forms.TypedChoiceField:
    required = name in columns.REQUIRED
    none = ("", _("choose a column") if required else _("not in this file"))
    said = {"label": LABELS[name], "required": required, "error_messages": {"required": _("Choose the column.")}}
    return forms.TypedChoiceField(choices=[none, *options], coerce=int, empty_value=None, **said)


def remembered_or_guessed(draft: SheetDraft) -> dict:
    """What each column means: as said already, else as in this person's last file of this shape, else as it sounds."""
    shape = columns.shape(draft.header)
    said = draft if draft.columns else SheetMapping.objects.filter(user=draft.by_id, shape=shape).first()
    return said.columns | {"unit": said.unit} if said else _guessed(draft)


def _guessed(draft: SheetDraft) -> dict:
    found = columns.guess(draft.header)
    at = found["at"]
    values = [] if at is None else [cells[at] for _, cells in draft.rows[:20]]
    return found | {"unit": columns.guess_unit("" if at is None else draft.header[at], values)}
