import re
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from groupcounsel.lib.days import in_our_time
from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import DateInput, Segmented, TimeInput
from members.models import Person
from sessions_app.models import Attendance, Session

WEEK = timedelta(weeks=1)
RATINGS = [(number, str(number)) for number in range(1, 6)]


class WhenForm(forms.Form):
    """A day and a time where the group meets, and how long and how."""

    date = forms.DateField(label=_("Date"), widget=DateInput, validators=[in_our_time])
    time = forms.TimeField(label=_("Begins at"), widget=TimeInput)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600)
    structure = forms.ChoiceField(label=_("Structure"), choices=Session.Structure, widget=Segmented)

    def __init__(self, *args, zone: ZoneInfo, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone

    def at(self, day: date) -> datetime:
        return datetime.combine(day, self.cleaned_data["time"], self.zone)

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("minutes", "structure")}

    def refuse_taken(self, numbers: list[int]) -> None:
        told = ngettext("Session %(n)s begins then already.", "Sessions %(n)s begin then already.", len(numbers))
        self.add_error("time", told % {"n": ", ".join(map(str, numbers))})


def as_before(last: Session | None, zone: ZoneInfo) -> dict:
    """What to offer for the next one: a week after the last, as long and as structured."""
    if not last:
        return {"date": timezone.localdate(timezone=zone), "time": time(16), "minutes": 90, "structure": "free"}
    starts = last.starts.astimezone(zone)
    return {
        "date": starts.date() + WEEK,
        "time": starts.time(),
        "minutes": last.minutes,
        "structure": last.structure,
    }


def as_it_is(session: Session) -> dict:
    starts = session.starts.astimezone(session.group.zone).replace(second=0, microsecond=0)
    facts = {name: getattr(session, name) for name in ("minutes", "structure", "theme")}
    return {"date": starts.date(), "time": starts.time(), **facts}


class SessionForm(WhenForm):
    theme = forms.CharField(
        label=_("Theme"), max_length=200, required=False, help_text=_("What a themed session or an exercise is about.")
    )

    def facts(self) -> dict:
        return super().facts() | {"theme": self.cleaned_data["theme"]}

    def starts(self) -> list[datetime]:
        return [self.at(self.cleaned_data["date"])]


class SessionChangeForm(Shared, SessionForm):
    def starts(self) -> list[datetime]:
        """None where it was not moved: an import may have brought it to the second."""
        return super().starts() if {"date", "time"} & set(self.changed_data) else []

    def facts(self) -> dict:
        moved = self.starts()
        return super().facts() | ({"starts": moved[0]} if moved else {})


class DatesField(forms.CharField):
    """Dates with commas or line breaks between them; cleans to a set."""

    def clean(self, value):
        words = [word.strip() for word in re.split(r"[,;\n]", super().clean(value))]
        return {self._day(word) for word in words if word}

    def _day(self, word: str) -> date:
        try:
            return forms.DateField().clean(word)
        except forms.ValidationError as fault:
            raise forms.ValidationError(
                _("“%(word)s” is not a date. Write it like %(example)s."),
                params={"word": word, "example": timezone.localdate().isoformat()},
            ) from fault


class SeriesForm(WhenForm):
    EVERY = [("1", _("every week")), ("2", _("every other week"))]

    every = forms.TypedChoiceField(label=_("How often"), choices=EVERY, coerce=int, widget=Segmented, initial="1")
    times = forms.IntegerField(label=_("How many sessions"), min_value=2, max_value=60, initial=12)
    without = DatesField(
        label=_("Days without a session"),
        required=False,
        help_text=_("Holidays, for example 2026-12-25, 2027-01-01. The series goes on after them."),
    )

    def starts(self) -> list[datetime]:
        wanted = self.cleaned_data
        days = (wanted["date"] + step * wanted["every"] * WEEK for step in count())
        return [self.at(day) for day in islice((day for day in days if day not in wanted["without"]), wanted["times"])]


class AttendanceForm(Shared, forms.Form):
    """One row of choices for each person. A person whose row is empty stays unnoted."""

    STATES = [choice for choice in Attendance.State.choices if choice[0] != Attendance.State.ABSENT]

    def __init__(self, *args, people: list[tuple[Person, str | None]], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for person, state in people:
            self.fields[str(person.id)] = self._row(person, state)

    def _row(self, person: Person, state: str | None) -> forms.ChoiceField:
        """An attendance that an import noted without knowing whether word was given can stay as it is."""
        states = Attendance.State.choices if state == Attendance.State.ABSENT else self.STATES
        shown = {"widget": Segmented, "required": False, "initial": state, "show_hidden_initial": True}
        return forms.ChoiceField(label=person.alias, choices=states, **shown)

    @property
    def anybody_noted(self) -> bool:
        return any(state for _, state in self.people)

    def changes(self, otherwise: str = "") -> dict[Person, str]:
        """Whose attendance is new or other than before; `otherwise` is for those of whom nothing is said."""
        said = {person: self.cleaned_data[str(person.id)] or state or otherwise for person, state in self.people}
        return {person: said[person] for person, state in self.people if said[person] not in ("", state)}

    def refuse(self, people: list[Person]) -> None:
        for person in people:
            self.add_error(str(person.id), _("This person has a part in the record of this session: not absent, then."))


class RatingField(forms.TypedChoiceField):
    """Cleans to a number from 1 to 5, or to None where nothing was rated."""

    def __init__(self, label):
        super().__init__(label=label, choices=RATINGS, coerce=int, empty_value=None, required=False, widget=Segmented)


class AfterwardsForm(Shared, forms.Form):
    safety = RatingField(_("Did the group feel safe enough to take a risk?"))
    honesty = RatingField(_("Was there enough honest feedback to test reality with?"))

    def __init__(self, *args, session: Session, **kwargs):
        rated = {name: getattr(session, name) for name in ("safety", "honesty")}
        initial = {name: str(number) for name, number in rated.items() if number}
        super().__init__(*args, initial=initial, **kwargs)


class PlanItemForm(forms.Form):
    text = forms.CharField(
        label=_("What this session is to come to"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write down what this session is to come to.")},
    )
