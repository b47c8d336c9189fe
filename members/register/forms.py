from datetime import date

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from groupcounsel.accounts.forms import PersonChoice
from groupcounsel.accounts.models import User
from groupcounsel.lib.days import begun, gone_by, in_our_time
from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import DateInput, Segmented
from groupcounsel.lib.templatetags.days import day
from members.forms import GroupFilters, GroupForm
from members.models import Group, Leadership


class RegisterFilters(GroupFilters):
    """By the group's name, or by who leads it."""

    def of(self, groups):
        self.full_clean()
        words, state = (self.cleaned_data.get(name, "") for name in self.fields)
        led = Leadership.objects.current().filter(user__name__icontains=words).values("group")
        fitting = groups.filter(Q(name__icontains=words) | Q(pk__in=led)) if words else groups
        return {"over": fitting.over, "all": fitting.all}.get(state, fitting.running)()


def counselors():
    return User.objects.filter(is_active=True, is_counselor=True).order_by("name", "email")


class LeaderForm(forms.ModelForm):
    user = PersonChoice(label=_("Counselor"), queryset=User.objects.none())
    role = forms.ChoiceField(
        label=_("As"),
        choices=Leadership.Role,
        widget=Segmented,
        initial=Leadership.Role.LEAD,
        help_text=_("Leads write the records; an observer only reads them."),
    )
    starts = forms.DateField(label=_("From"), widget=DateInput)

    class Meta:
        model = Leadership
        fields = ["user", "role", "starts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = counselors()

    def clean_user(self):
        user = self.cleaned_data["user"]
        if Leadership.objects.unended().filter(group=self.instance.group_id, user=user).exists():
            raise forms.ValidationError(_("This person has a part in the group already. End it first."))
        return user

    def clean_starts(self):
        return begun(self.cleaned_data["starts"])

    def clean(self):
        cleaned = super().clean()
        if {"user", "starts"} <= cleaned.keys() and (until := self._until(**cleaned)):
            told = _("They had a part in the group until %(day)s. Choose that day or a later one.")
            self.add_error("starts", told % {"day": day(until)})
        return cleaned

    def _until(self, user: User, starts: date, **_) -> date | None:
        """When the part of theirs ended into which this one would reach."""
        parts = Leadership.objects.filter(group=self.instance.group_id, user=user, ends__gt=starts)
        return parts.aggregate(last=Max("ends"))["last"]


class RegisteredGroupForm(GroupForm):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Group.Kind,
        widget=Segmented,
        initial=Group.Kind.CLOSED,
        help_text=_("A closed group begins and ends together; an open one takes in new members on the way."),
    )
    ended = forms.DateField(
        label=_("Ended on"),
        widget=DateInput,
        required=False,
        validators=[in_our_time],
        help_text=_("Empty while the group runs."),
    )

    class Meta(GroupForm.Meta):
        fields = ["name", "kind", "capacity", "timezone", "ended"]

    def clean_ended(self):
        return gone_by(self.cleaned_data["ended"])


class GroupRegisterForm(Shared, RegisteredGroupForm):
    pass


class NewGroupForm(RegisteredGroupForm):
    """With the person who leads it from today on, where that is known already."""

    ended = None
    lead = PersonChoice(
        label=_("Led by"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("From today on. Co-leaders and observers are added afterwards."),
    )

    class Meta(GroupForm.Meta):
        fields = ["name", "kind", "capacity", "timezone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = counselors()
