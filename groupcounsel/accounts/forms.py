from datetime import date

from django import forms
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.days import begun
from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import DateInput, SearchInput
from groupcounsel.lib.templatetags.days import day
from groupcounsel.lib.zones import ZoneField

ROLES = ("is_counselor", "is_supervisor", "is_admin")
RIGHTS = (*ROLES, "is_active")


class ProfileForm(forms.ModelForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=User.Language)
    timezone = ZoneField(help_text=_("Dates and times are shown in it."))

    class Meta:
        model = User
        fields = ["name", "language", "timezone"]


class NewPersonForm(ProfileForm):
    timezone = ZoneField()
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("They sign in with it."))
    is_counselor = forms.BooleanField(
        label=_("Counselor"), required=False, help_text=_("Leads groups, or observes in them.")
    )
    is_supervisor = forms.BooleanField(
        label=_("Supervisor"), required=False, help_text=_("Reads the records of the counselors they supervise.")
    )
    is_admin = forms.BooleanField(
        label=_("Admin"),
        required=False,
        help_text=_("Sets up people, groups and leaders. Opens no records by that."),
    )

    class Meta(ProfileForm.Meta):
        fields = ["name", "email", "language", "timezone", *ROLES]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody signs in with this address already."))
        return email


class PersonForm(Shared, NewPersonForm):
    is_active = forms.BooleanField(
        label=_("May sign in"), required=False, help_text=_("Without it, every open sign-in of theirs ends at once.")
    )

    class Meta(NewPersonForm.Meta):
        fields = [*NewPersonForm.Meta.fields, "is_active"]

    def clean(self):
        cleaned = super().clean()
        stays = cleaned.get("is_admin") and cleaned.get("is_active")
        if not stays and not self._another_admin():
            raise forms.ValidationError(_("Nobody else is admin here. Make somebody else admin first."))
        return cleaned

    def _another_admin(self) -> bool:
        """Of several changes at once, each waits for the one before: together they cannot remove the last admin."""
        admins = User.objects.select_for_update().filter(is_admin=True, is_active=True).order_by("pk")
        return any(admin != self.instance for admin in admins)


class PersonFilters(forms.Form):
    STATES = [
        ("", _("may sign in")),
        ("invited", _("invited")),
        ("closed", _("may not sign in")),
        ("all", _("all")),
    ]
    q = forms.CharField(label=_("Search"), widget=SearchInput, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("all")), *[(role, User._meta.get_field(role).verbose_name) for role in ROLES]],
    )
    state = forms.ChoiceField(label=_("Sign-in"), choices=STATES, required=False)

    def of(self, people):
        """Those of the people that fit; what nobody offered counts as not chosen."""
        self.full_clean()
        words, role, state = (self.cleaned_data.get(name, "") for name in self.fields)
        fitting = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
        fitting = fitting.filter(**{role: True}) if role else fitting
        by_state = {
            "invited": {"is_active": True, "password__startswith": "!"},
            "closed": {"is_active": False},
            "all": {},
        }
        return fitting.filter(**by_state.get(state, {"is_active": True}))


class PersonChoice(forms.ModelChoiceField):
    """People by name; the address tells two of the same name apart."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})"


class EndForm(forms.Form):
    """On which day something ends that began on `starts`."""

    ends = forms.DateField(
        label=_("Until and without"),
        widget=DateInput,
        initial=timezone.localdate,
        help_text=_("From this day on, nothing is open to them any more."),
    )

    def __init__(self, *args, starts, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts = starts

    def clean_ends(self):
        ends = begun(self.cleaned_data["ends"])
        if ends < self.starts:
            raise forms.ValidationError(_("This is before the day on which it began."))
        return ends


class SupervisionForm(forms.ModelForm):
    supervisor = PersonChoice(label=_("Supervisor"), queryset=User.objects.none())
    counselor = PersonChoice(label=_("Counselor"), queryset=User.objects.none())
    starts = forms.DateField(label=_("From"), widget=DateInput, initial=timezone.localdate)

    class Meta:
        model = Supervision
        fields = ["supervisor", "counselor", "starts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name", "email")
        self.fields["supervisor"].queryset = people.filter(is_supervisor=True)
        self.fields["counselor"].queryset = people.filter(is_counselor=True)

    def clean_starts(self):
        return begun(self.cleaned_data["starts"])

    def clean(self):
        cleaned = super().clean()
        pair = {name: cleaned.get(name) for name in ("supervisor", "counselor")}
        if all(pair.values()) and pair["supervisor"] == pair["counselor"]:
            self.add_error("counselor", _("Nobody supervises themselves."))
        elif all(pair.values()) and Supervision.objects.unended().filter(**pair).exists():
            self.add_error("counselor", _("This pair is in supervision already."))
        elif all(pair.values()) and cleaned.get("starts") and (until := _until(cleaned["starts"], pair)):
            told = _("This pair was in supervision until %(day)s. Choose that day or a later one.")
            self.add_error("starts", told % {"day": day(until)})
        return cleaned


def _until(starts: date, pair: dict[str, User]) -> date | None:
    """When the supervision of this pair ended into which one from that day on would reach."""
    return Supervision.objects.filter(**pair, ends__gt=starts).aggregate(last=Max("ends"))["last"]


class SupervisionFilters(forms.Form):
    q = forms.CharField(label=_("Search"), widget=SearchInput, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("running")), ("over", _("ended")), ("all", _("all"))]
    )

    def of(self, pairs):
        self.full_clean()
        words, state = (self.cleaned_data.get(name, "") for name in self.fields)
        fitting = pairs.filter(Q(supervisor__name__icontains=words) | Q(counselor__name__icontains=words))
        return {"over": fitting.ended, "all": fitting.all}.get(state, fitting.unended)()
