from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.accounts import actions
from groupcounsel.accounts.access import only, person_of_the_practice, supervision_to_end
from groupcounsel.accounts.forms import (
    EndForm,
    NewPersonForm,
    PersonFilters,
    PersonForm,
    ProfileForm,
    SupervisionFilters,
    SupervisionForm,
)
from groupcounsel.accounts.models import Supervision, User
from groupcounsel.accounts.sign_in import one_time_link
from groupcounsel.audit.trail import changed_fields, record
from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.language import remember_language
from groupcounsel.lib.pages import filled, form_page, page_of, show

TWICE = {
    "a_pair_has_one_open_supervision": ("counselor", gettext_lazy("This pair is in supervision already.")),
    "a_supervision_of_two_people_does_not_overlap": (
        "starts",
        gettext_lazy("This pair is in supervision on that day already."),
    ),
}


@form_page
def profile(request):
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(filled(request), instance=person)
    if not form.is_valid():
        return show(request, "accounts/profile.html", form)
    form.save()
    record(by=person, action="profile-changed", subject=person, **changed_fields(form))
    with translation.override(person.language):
        messages.success(request, _("Your profile is saved."))
    return redirect("accounts:profile")


@login_not_required
@require_POST
def choose_language(request):
    """A visitor's choice lies in a cookie; a person's own is stored and goes with them."""
    code = request.POST.get("language")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated and request.user.language != code:
        User.objects.filter(pk=request.user.pk).update(language=code)
        record(by=request.user, action="profile-changed", subject=request.user, fields=["language"])
    return remember_language(request, code)


@only("is_admin")
@require_safe
def person_list(request):
    filters = PersonFilters(request.GET)
    people = page_of(request, filters.of(User.objects.order_by("name", "email")))
    return answer(
        request, "accounts/person_list.html", "accounts/_person_rows.html", {"filters": filters, "people": people}
    )


@only("is_admin")
@form_page
def person_add(request):
    usual = {"language": request.user.language, "timezone": request.user.timezone, "is_counselor": True}
    form = NewPersonForm(filled(request), initial=usual)
    if not form.is_valid():
        return show(request, "accounts/person_add.html", form)
    sent = actions.add_person(form=form, by=request.user)
    return _to_invitation(request, form.instance, sent)


@only("is_admin")
@form_page
def person_edit(request, person_id):
    person = person_of_the_practice(person_id)
    form = PersonForm(filled(request), instance=person)
    if not form.is_valid():
        return show(request, "accounts/person_edit.html", form, person=person)
    actions.change_person(form=form, by=request.user)
    messages.success(request, _("The changes are saved and hold from now on."))
    return redirect("accounts:person_list")


@only("is_admin")
@require_POST
def invite(request, person_id):
    person = person_of_the_practice(person_id)
    sent = actions.invite(person=person, by=request.user)
    if not person.has_usable_password():
        return _to_invitation(request, person, sent)
    tell = messages.success if sent else messages.error
    tell(request, _("A link to a new password is on its way.") if sent else _("No mail server took the e-mail."))
    return redirect("accounts:person_edit", person.id)


def _to_invitation(request, person, sent):
    request.session["invited"] = {"person": str(person.id), "sent": sent}
    return redirect("accounts:invitation", person.id)


@only("is_admin")
@require_safe
def invitation(request, person_id):
    """The link, once, and only to a sign-in that nobody has used yet: an admin has no way into anybody else's."""
    person = person_of_the_practice(person_id)
    invited = request.session.pop("invited", {})
    if invited.get("person") != str(person.id) or person.has_usable_password():
        return redirect("accounts:person_edit", person.id)
    context = {"person": person, "link": one_time_link(person), "sent": invited["sent"]}
    return render(request, "accounts/invitation.html", context)


@only("is_admin")
@require_safe
def supervision_list(request):
    filters = SupervisionFilters(request.GET)
    pairs = Supervision.objects.select_related("supervisor", "counselor")
    pairs = page_of(request, filters.of(pairs).order_by("supervisor__name", "counselor__name", "-starts", "id"))
    context = {"filters": filters, "pairs": pairs}
    return answer(request, "accounts/supervision_list.html", "accounts/_supervision_rows.html", context)


@only("is_admin")
@form_page
def supervision_add(request):
    form = SupervisionForm(filled(request))
    if form.is_valid():
        with told_in(form, TWICE):
            actions.begin_supervision(supervision=form.instance, by=request.user)
            return redirect("accounts:supervision_list")
    return show(request, "accounts/supervision_add.html", form)


@only("is_admin")
@form_page
def supervision_end(request, supervision_id):
    supervision = supervision_to_end(supervision_id)
    form = EndForm(filled(request), starts=supervision.starts)
    if not form.is_valid():
        return show(request, "accounts/supervision_end.html", form, supervision=supervision)
    actions.end_supervision(supervision=supervision, by=request.user, **form.cleaned_data)
    return redirect("accounts:supervision_list")
