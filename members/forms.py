from datetime import date

from django import forms
from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.days import gone_by, in_our_time
from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import DateInput, SearchInput, Ticks
from groupcounsel.lib.templatetags.days import day
from groupcounsel.lib.zones import ZoneField
from members.models import Consent, Group, Membership, Statement

LONGEST = 400


class GroupFilters(forms.Form):
    class State(TextChoices):
        RUNNING = "", _("running")
        OVER = "over", _("ended")
        ALL = "all", _("all")

    q = forms.CharField(label=_("Search"), widget=SearchInput, required=False)
    state = forms.ChoiceField(label=_("Groups"), choices=State, required=False)

    def of(self, groups):
        """Those of the groups that fit; a state that nobody offered counts as none."""
        self.full_clean()
        words, state = (self.cleaned_data.get(name, "") for name in self.fields)
        fitting = groups.filter(name__icontains=words) if words else groups
        return {"over": fitting.over, "all": fitting.all}.get(state, fitting.running)()


class MemberFinder(forms.Form):
    who = forms.CharField(label=_("Search members"), widget=SearchInput, required=False)

    def of(self, memberships):
        """Those whose alias has the words in it; all of them without words."""
        return memberships.filter(person__alias__icontains=self.words)

    @property
    def words(self) -> str:
        return self.cleaned_data["who"] if self.is_valid() else ""


class SessionFinder(forms.Form):
    q = forms.CharField(label=_("Search sessions"), widget=SearchInput, required=False)

    def of(self, sessions):
        """Those whose theme has the words in it, or whose number they are."""
        number = Q(number=int(self.words)) if self.words.isdecimal() and len(self.words) < 6 else Q()
        return sessions.filter(Q(theme__icontains=self.words) | number)

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class GroupForm(forms.ModelForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    capacity = forms.IntegerField(label=_("Places"), min_value=2, max_value=99)
    timezone = ZoneField(help_text=_("Sessions are planned and shown in it; those planned already keep their moment."))

    class Meta:
        model = Group
        fields = ["name", "capacity", "timezone"]


class GroupChangeForm(Shared, GroupForm):
    pass


class IdentityForm(forms.Form):
    """Who a member is by law. All of it empty means that none is kept."""

    show_optional = True
    legal_name = forms.CharField(label=_("Legal name"), max_length=200, required=False)
    born = forms.DateField(
        label=_("Date of birth"), widget=DateInput, required=False, validators=[in_our_time, gone_by]
    )
    contact = forms.CharField(
        label=_("How to reach them"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Telephone, e-mail, address, whom to call in an emergency."),
    )

    def identity(self) -> dict[str, str]:
        """What was filled in, as text."""
        filled = {name: self.cleaned_data.get(name) for name in IdentityForm.base_fields}
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in filled.items() if value
        }


class KeptIdentityForm(Shared, IdentityForm):
    """Over what is kept already. It shows nothing that was not opened on purpose."""

    tells = False


class LinesField(forms.CharField):
    """One sentence a line; cleans to a list."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("A line is longer than %(most)s characters.") % {"most": LONGEST})
        return [line for line in lines if line]


class MemberForm(IdentityForm):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=120,
        help_text=_("The name under which everybody in the records sees this member. Not the legal one."),
    )
    joined = forms.DateField(
        label=_("Joined on"), widget=DateInput, initial=timezone.localdate, validators=[in_our_time]
    )
    consents = forms.MultipleChoiceField(
        label=_("Has agreed to"),
        choices=Consent.Purpose,
        widget=Ticks,
        required=False,
        help_text=_("Each can be withdrawn at any time."),
    )
    problems = LinesField(
        label=_("Problems"),
        required=False,
        help_text=_("What happens between this person and others; one problem a line."),
    )
    goals = LinesField(label=_("Goals"), required=False, help_text=_("One goal a line."))

    def member(self) -> dict:
        """All but the identity."""
        return {name: value for name, value in self.cleaned_data.items() if name not in IdentityForm.base_fields}


class MembershipForm(Shared, forms.Form):
    show_optional = True
    alias = forms.CharField(label=_("Alias"), max_length=120)
    joined = forms.DateField(label=_("Joined on"), widget=DateInput, validators=[in_our_time])
    left = forms.DateField(label=_("Left on"), widget=DateInput, required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, help_text=_("How it stood with the goals when the member left.")
    )

    def __init__(self, *args, membership: Membership, **kwargs):
        facts = {name: getattr(membership, name) for name in ("joined", "left", "outcome")}
        super().__init__(*args, initial=facts | {"alias": membership.person.alias}, **kwargs)
        self.fields["outcome"].choices = [("", "–"), *outcomes(membership)]
        if membership.left:
            self.fields["left"].help_text = _("Empty it for a member who comes back. The earlier leaving is kept.")

    def clean_left(self):
        return gone_by(self.cleaned_data["left"])

    def clean_outcome(self):
        return self.cleaned_data["outcome"] or None


def outcomes(membership: Membership) -> list[tuple[str, str]]:
    """The outcomes to choose from, and the one that an import brought in its own word."""
    known = list(Membership.Outcome.choices)
    foreign = membership.outcome and membership.outcome not in Membership.Outcome
    return [*known, (membership.outcome, membership.outcome)] if foreign else known


class StatementForm(forms.Form):
    text = forms.CharField(label=_("In words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class RevisedStatementForm(Shared, StatementForm):
    pass


class NewStatementForm(StatementForm):
    kind = forms.ChoiceField(choices=Statement.Kind, widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(choices=Consent.Purpose, widget=forms.HiddenInput)
    given = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda answer: answer == "yes")
    on = forms.DateField(
        label=_("On which day"),
        widget=DateInput,
        required=False,
        initial=timezone.localdate,
        validators=[in_our_time, gone_by],
    )

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean(self):
        cleaned = super().clean()
        newest = self.membership.consents.filter(purpose=cleaned.get("purpose")).first()
        if newest and cleaned.get("on") and cleaned["on"] < min(newest.day, timezone.localdate()):
            self.add_error("on", _("The last word on this is of %(day)s.") % {"day": day(newest.day)})
        return cleaned
