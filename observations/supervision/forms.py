from datetime import datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.accounts.forms import PersonChoice
from groupcounsel.accounts.models import User
from groupcounsel.audit.models import Entry
from groupcounsel.lib.days import in_our_time
from groupcounsel.lib.forms import DateInput, SearchInput
from members.models import Group
from observations.supervision.trail_words import ACTIONS


class CaseloadFilters(forms.Form):
    q = forms.CharField(label=_("Search"), widget=SearchInput, required=False)

    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class TrailFilters(forms.Form):
    person = PersonChoice(
        label=_("Who"), queryset=User.objects.order_by("name", "email"), required=False, empty_label=_("everybody")
    )
    action = forms.ChoiceField(label=_("What"), required=False)
    group = forms.ModelChoiceField(
        label=_("Group"), queryset=Group.objects.order_by("name"), required=False, empty_label=_("all")
    )
    day = forms.DateField(label=_("Day"), widget=DateInput, required=False, validators=[in_our_time])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = sorted(ACTIONS.items(), key=lambda action: str(action[1]).lower())
        self.fields["action"].choices = [("", _("everything")), *named]

    def of(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Those of the entries that fit; what cannot be read counts as not chosen."""
        self.full_clean()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if person := chosen.get("person"):
            entries = entries.filter(by=person.pk)
        if action := chosen.get("action"):
            entries = entries.filter(action=action)
        if group := chosen.get("group"):
            entries = entries.filter(group=group.pk)
        if day := chosen.get("day"):
            begins = timezone.make_aware(datetime.combine(day, time.min))
            entries = entries.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
        return entries
