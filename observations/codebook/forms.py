from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import SearchInput
from observations.codebook.codes import Octant
from observations.codebook.models import Behaviour

OCTANTS = [("", _("none")), *Octant.choices]
RULES = {
    "a_code_names_one_behaviour_of_the_practice": ("label_en", _("There is a behaviour of this name already.")),
}


class BehaviourForm(forms.Form):
    """A new behaviour. Its code is made from the English name once and never changes: records and files speak of it."""

    use_required_attribute = False

    label_en = forms.CharField(label=_("In English"), max_length=80)
    label_id = forms.CharField(label=_("In Indonesian"), max_length=80)
    octant = forms.TypedChoiceField(label=_("Octant"), choices=OCTANTS, required=False, empty_value=None)

    def clean_label_en(self):
        label = self.cleaned_data["label_en"]
        if not slugify(label):
            raise forms.ValidationError(_("Use letters: the code is made from this name."))
        return label

    def facts(self) -> dict:
        return dict(self.cleaned_data)


class BehaviourEditForm(BehaviourForm):
    retired = forms.BooleanField(
        label=_("No longer offered"),
        required=False,
        help_text=_("Events that have it keep it; new ones are not offered it."),
    )

    def __init__(self, data=None, *, behaviour: Behaviour):
        names = ("label_en", "label_id", "octant", "retired")
        super().__init__(data, initial={name: getattr(behaviour, name) for name in names})


class BehaviourFilter(forms.Form):
    use_required_attribute = False

    q = forms.CharField(label=_("Search"), required=False, widget=SearchInput)
    octant = forms.ChoiceField(label=_("Octant"), choices=[("", _("any")), *Octant.choices], required=False)
    state = forms.ChoiceField(
        label=_("Shown"), choices=[("", _("offered")), ("retired", _("no longer offered"))], required=False
    )

    def __init__(self, address: dict):
        super().__init__({}, auto_id="filter_%s")
        offered = {"octant": Octant.values, "state": ["retired"], "q": [address.get("q")]}
        self.data = {name: word for name, word in address.items() if word in offered.get(name, ())}
        self.is_valid()

    @property
    def narrows(self) -> bool:
        return bool(self.data)

    def narrowed(self, behaviours: QuerySet[Behaviour]) -> QuerySet[Behaviour]:
        said = self.cleaned_data
        found = behaviours.filter(retired=said["state"] == "retired")
        if word := said["q"]:
            found = found.filter(Q(label_en__icontains=word) | Q(label_id__icontains=word) | Q(code__icontains=word))
        return found.filter(octant=said["octant"]) if said["octant"] else found
