from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groupcounsel.accounts.models import User
from groupcounsel.lib.forms import SearchInput
from observations.reports.exchange.files import begins_with, is_sealed
from observations.reports.exchange.uploads import LARGEST

HEAD = 4096
BLANK = b" \t\r\n\xef\xbb\xbf"  # with the byte order mark, of which the import itself speaks
SHEETS = (".csv", ".tsv", ".xlsx")


class DocumentField(forms.FileField):
    """A file that may be a document: JSON, or sealed. What is in it the import finds out."""

    default_error_messages = {
        "required": gettext_lazy("Choose the file."),
        "empty": gettext_lazy("There is nothing in this file."),
    }

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file.size > LARGEST:
            told = _("This file is larger than %(n)s MB. On the server, the command import_group takes any size.")
            raise forms.ValidationError(told % {"n": LARGEST // 1024**2})
        if not (is_sealed(file) or begins_with(file, HEAD).lstrip(BLANK)[:1] == b"{"):
            raise forms.ValidationError(_not_a_document(file.name))
        return file


def _not_a_document(name: str) -> str:
    if name.lower().endswith(SHEETS):
        return _("This is a spreadsheet. It is imported from the page of its group, by who leads it.")
    return _("This is no document of groupcounsel/1: it begins neither as JSON nor as a sealed file.")


class SeatsField(forms.CharField):
    """Counselors of a document and who they are here, one a line; cleans to e-mail addresses by ref."""

    widget = forms.Textarea

    def clean(self, value) -> dict[str, str]:
        seats, faults = {}, []
        pairs = _pairs(super().clean(value))
        people = {user.email: user for user in User.objects.filter(email__in=[email for *_at, email in pairs])}
        for number, ref, email in pairs:
            if told := _seat_fault(ref, email, seats, people.get(email)):
                faults.append(_("Line %(n)s: %(fault)s.") % {"n": number, "fault": told})
            seats.setdefault(ref, email)
        if faults:
            raise forms.ValidationError(faults)
        return seats


def _pairs(text: str) -> list[tuple[int, str, str]]:
    """Number of the line, ref, e-mail address; either may be empty. Lines with nothing in them are passed over."""
    lines = [(number, *line.rpartition("=")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return [(number, ref.strip(), email.strip().lower()) for number, ref, _sign, email in lines]


def _seat_fault(ref: str, email: str, seats: dict[str, str], user: User | None) -> str:
    said = {"ref": ref, "email": email}
    if not (ref and email):
        return _("expected a ref and an e-mail address, such as c1 = name@example.org")
    if ref in seats:
        return _("“%(ref)s” stands in an earlier line already") % said
    if email in seats.values():
        return _("“%(email)s” stands in an earlier line already, and a person has one seat in a group") % said
    if not (user and user.is_active):
        return _("nobody signs in on this site with “%(email)s”") % said
    return "" if user.is_counselor else _("“%(email)s” is no counselor on this site yet") % said


class ImportForm(forms.Form):
    show_optional = True

    document = DocumentField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("A group’s record as JSON (groupcounsel/1), plain or sealed by this site."),
    )
    seats = SeatsField(
        label=gettext_lazy("Who the counselors are here"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy(
            "One a line, such as c1 = name@example.org: the document’s c1 is this person. A group that is new here "
            "they lead from today on; in any other they need a part already. Counselors who are not named here stay "
            "without a sign-in."
        ),
    )
    amend = forms.BooleanField(
        label=gettext_lazy("Changed events become amendments"),
        required=False,
        help_text=gettext_lazy("Their earlier text stays. Without this, a document with changed events is refused."),
    )


class GroupSearch(forms.Form):
    words = forms.CharField(label=gettext_lazy("Search"), required=False, widget=SearchInput)

    def of(self, groups):
        self.full_clean()
        words = self.cleaned_data.get("words", "")
        return groups.filter(name__icontains=words) | groups.filter(ref__icontains=words) if words else groups


class ExportForm(forms.Form):
    sealed_elsewhere = gettext_lazy("A legal identity was sealed with keys that this site does not have.")

    identities = forms.BooleanField(
        label=gettext_lazy("With legal identities"),
        required=False,
        help_text=gettext_lazy("Who the members are by law. That you took them along stands in the trail."),
    )
