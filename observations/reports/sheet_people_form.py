"""Who everybody in a spreadsheet is."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import Consent, Person
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheet_writing import Choice
from observations.reports.sheets.people import LEFT_OUT, NEW, NEW_COUNSELOR, NEW_MEMBER, Proposal, propose
from observations.reports.sheets.rows import LONGEST_NAME, Reading

WORDS = [
    (NEW_MEMBER, gettext_lazy("a new member")),
    (NEW_COUNSELOR, gettext_lazy("a new counselor")),
    (LEFT_OUT, gettext_lazy("left out, with their rows")),
]


class InGroup(NamedTuple):
    """Somebody of the group whom a name of the file can be; `recorded`: what they do may be recorded."""

    id: str
    ref: str
    alias: str
    recorded: bool


def people_of_group(group_id) -> list[InGroup]:
    agreed = Consent.objects.filter(group=group_id, purpose="recording").order_by("membership_id", "-at", "-id")
    given = dict(agreed.distinct("membership_id").values_list("membership__person", "given"))
    return [
        InGroup(str(person.id), person.ref, person.alias, person.is_counselor or given.get(person.id, False))
        for person in Person.objects.filter(group=group_id)
    ]


def people_form(draft: SheetDraft, data) -> "PeopleForm":
    reading, group = draft.reading(draft.columns, draft.unit), people_of_group(draft.group_id)
    known = {word.casefold(): person.id for person in group for word in (person.ref, person.alias)}
    refusing = {person.id for person in group if not person.recorded}
    proposals = propose(reading.people, draft.people, known, refusing)
    return PeopleForm(data, reading=reading, proposals=proposals, group=group)


class PeopleForm(forms.Form):
    """For everybody in the file who they are. `expected` is how many interactions the page said would be imported."""

    use_required_attribute = False
    recording = forms.BooleanField(
        label=gettext_lazy("The new members have agreed to recording what happens in the group"), required=False
    )
    summaries = forms.BooleanField(
        label=gettext_lazy("The new members have agreed to automatic summaries"), required=False
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, reading: Reading, proposals: list[Proposal], group: list[InGroup]):
        super().__init__(data)
        self.reading, self.proposals, self.group = reading, proposals, {person.id: person for person in group}
        words = [*WORDS, (_("In the group"), [(person.id, person.alias) for person in group])]
        for number, proposal in enumerate(proposals):
            self.fields[f"who-{number}"] = _who(proposal, words)
            self.fields[f"alias-{number}"] = _alias(proposal)

    def lines(self):
        acts = self.reading.counts()
        for number, proposal in enumerate(self.proposals):
            yield proposal, acts[proposal.name], self[f"who-{number}"], self[f"alias-{number}"]

    @property
    def choices(self) -> dict[str, Choice]:
        """As far as it has been said and makes sense; before anything was, as proposed."""
        if not self.is_bound:
            return {row.name: Choice(row.who, row.alias) for row in self.proposals}
        said = enumerate(self.proposals)
        return {
            row.name: Choice(self.cleaned_data.get(f"who-{n}", ""), self.cleaned_data.get(f"alias-{n}", ""))
            for n, row in said
        }

    @property
    def consents(self) -> list[str]:
        return [purpose for purpose in ("recording", "summaries") if self.cleaned_data[purpose]]

    @property
    def interactions(self) -> int:
        """How many are imported as it is said now."""
        return len(self.reading.without({name for name, choice in self.choices.items() if choice.who == LEFT_OUT}))

    def clean(self):
        self._somebody_else_each()
        self._new_names()
        self._agreed()
        if not self.errors:
            self._as_expected()
        return self.cleaned_data

    def _somebody_else_each(self) -> None:
        taken = set()
        for number, (name, choice) in enumerate(self.choices.items()):
            person = self.group.get(choice.who)
            if person in taken:
                self.add_error(f"who-{number}", _("Somebody else in the file is this person already."))
            elif person and not person.recorded and name in self.reading.acting:
                told = _("%(alias)s has not agreed to being recorded: leave out what they did.")
                self.add_error(f"who-{number}", told % {"alias": person.alias})
            taken |= {person} - {None}

    def _new_names(self) -> None:
        taken = {person.alias.casefold() for person in self.group.values()}
        for number, choice in enumerate(self.choices.values()):
            alias = choice.alias.casefold()
            if choice.who in NEW and not alias:
                self.add_error(f"alias-{number}", _("Give an alias for the records."))
            elif choice.who in NEW and alias in taken:
                self.add_error(f"alias-{number}", _("Somebody in the group has this alias."))
            taken |= {alias} if choice.who in NEW else set()

    def _agreed(self) -> None:
        new = any(choice.who == NEW_MEMBER for choice in self.choices.values())
        if new and not self.cleaned_data.get("recording"):
            told = _("Nothing may be recorded of members who have not agreed. Ask them first, or leave them out.")
            self.add_error("recording", told)

    def _as_expected(self) -> None:
        if not self.interactions:
            self.add_error(None, _("With everybody left out there is nothing to import."))
        elif self.cleaned_data.get("expected") != self.interactions:
            told = ngettext(
                "As you have it now, %(n)s interaction is imported. Press the button once more if that is right.",
                "As you have it now, %(n)s interactions are imported. Press the button once more if that is right.",
                self.interactions,
            )
            self.add_error(None, told % {"n": self.interactions})


def _who(proposal: Proposal, words: list) -> forms.ChoiceField:
    label = _("%(name)s is") % {"name": proposal.name}
    return forms.ChoiceField(label=label, choices=words, initial=proposal.who)


def _alias(proposal: Proposal) -> forms.CharField:
    label = _("Alias of %(name)s") % {"name": proposal.name}
    return forms.CharField(label=label, max_length=LONGEST_NAME, required=False, initial=proposal.alias)
