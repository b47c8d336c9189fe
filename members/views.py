from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.accounts.access import only
from groupcounsel.audit.trail import record
from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, page_of, show
from groupcounsel.lib.sealing import SealBroken
from members import access, actions, overview
from members.forms import (
    ConsentForm,
    GroupChangeForm,
    GroupFilters,
    KeptIdentityForm,
    MemberForm,
    MembershipForm,
    NewStatementForm,
    RevisedStatementForm,
)
from members.identities import kept_of, opened
from members.models import Group, Identity

ALIAS_TAKEN = {
    "an_alias_names_one_person_of_a_group": ("alias", gettext_lazy("Somebody in this group has this alias already."))
}
ROWS = {"member-rows": "members/_member_rows.html", "session-rows": "sessions/_session_rows.html"}
STAY = {
    "nobody_leaves_before_joining": ("left", gettext_lazy("This is before the day of joining.")),
    "nobody_responds_who_was_not_in_the_group": (
        None,
        gettext_lazy(
            "The member has a part in the record of a session on another day. Leave the days so that they hold it, or "
            "note in its attendance that they were there."
        ),
    ),
    "an_outcome_belongs_to_an_ended_membership": ("outcome", gettext_lazy("Say first on which day the member left.")),
}


@only("is_counselor")
@require_safe
def group_list(request):
    filters = GroupFilters(request.GET)
    led = Group.objects.readable().led_by(request.user)
    found = filters.of(led).with_members().with_next_session().with_unfinished()
    groups = page_of(request, found.order_by("name", "ref"))
    context = {"filters": filters, "groups": groups, "leads_any": bool(groups) or led.exists()}
    return answer(request, "members/group_list.html", "members/_group_rows.html", context)


@require_safe
def group_detail(request, group_id):
    group = access.group_to_read(group_id, overview.group_with_figures)
    page = "members/group_detail.html"
    return answer(request, page, ROWS.get(request.htmx.target, page), overview.of_group(request, group))


@form_page
def group_edit(request, group_id):
    group = access.group_to_write(group_id)
    form = GroupChangeForm(filled(request), instance=group)
    if not form.is_valid():
        return show(request, "members/group_edit.html", form, group=group)
    actions.change_group(group=group, changed=form.changed_data, by=request.user)
    return redirect("members:group_detail", group.id)


@form_page
def member_add(request, group_id):
    group = access.group_to_write(group_id)
    form = MemberForm(filled(request))
    if form.is_valid():
        with told_in(form, ALIAS_TAKEN):
            membership = actions.add_member(group=group, identity=form.identity(), by=request.user, **form.member())
            messages.success(request, _("The member is in the group."))
            _warn_when_crowded(request, group)
            return redirect("members:membership_manage", membership.id)
    return show(request, "members/member_add.html", form, group=group)


def _warn_when_crowded(request, group):
    members = group.memberships.current().count()
    if members > group.capacity:
        told = _("The group has %(members)s members now, and %(places)s places.")
        messages.warning(request, told % {"members": members, "places": group.capacity})


@require_safe
def membership_manage(request, membership_id):
    membership = access.membership_to_read(membership_id)
    return _opened(
        request, membership, render(request, "members/membership_manage.html", overview.of_member(membership))
    )


def _opened(request, membership, response):
    """The trail is written last: until the request ends, others wait behind an entry."""
    record(by=request.user, action="opened", subject=membership)
    return response


@form_page
def member_edit(request, membership_id):
    membership = access.membership_to_write(membership_id)
    form = MembershipForm(filled(request), membership=membership)
    if form.is_valid():
        with told_in(form, ALIAS_TAKEN | STAY):
            facts = form.cleaned_data | {"changed": form.changed_data}
            actions.change_membership(membership=membership, by=request.user, **facts)
            if membership.left and not facts["left"]:
                _warn_when_crowded(request, membership.group)
            return redirect("members:membership_manage", membership.id)
    return _opened(request, membership, show(request, "members/member_edit.html", form, membership=membership))


@form_page
def identity(request, membership_id):
    """Asked for, it is a question; answered, it is opened, with a trace. Where nothing is kept, it can be written."""
    membership = access.membership_to_write(membership_id)
    kept = Identity.objects.filter(person=membership.person_id).exists()
    if kept and request.method != "POST":
        return render(request, "members/identity.html", {"membership": membership})
    words = actions.open_identity(membership=membership, by=request.user) if kept else None
    try:
        form = KeptIdentityForm(initial=opened(words) if words else {})
    except SealBroken:
        return render(request, "members/identity.html", {"membership": membership, "broken": True}, status=500)
    return show(request, "members/identity.html", form, membership=membership)


@require_POST
def identity_edit(request, membership_id):
    membership = access.membership_to_write(membership_id)
    form = KeptIdentityForm(request.POST, initial=kept_of(membership))
    if not form.is_valid():
        return show(request, "members/identity.html", form, membership=membership)
    actions.write_identity(membership=membership, words=form.identity(), by=request.user)
    messages.success(request, _("The identity is saved, sealed."))
    return redirect("members:membership_manage", membership.id)


def manage(request, part, membership, status=200, **refused):
    """The part for htmx, the whole page otherwise."""
    context = overview.of_member(membership, **refused)
    return answer(request, "members/membership_manage.html", part, context, status)


def back_to(request, part, membership):
    """After a change: the part as it is now for htmx, its place on the page otherwise."""
    if request.htmx:
        return manage(request, f"members/_{part}.html", membership)
    return redirect(reverse("members:membership_manage", args=[membership.id]) + f"#{part}")


@require_POST
def statement_add(request, membership_id):
    membership = access.membership_to_write(membership_id)
    form = NewStatementForm(request.POST)
    if not form.is_valid():
        return manage(request, "members/_statements.html", membership, 422, refused=form)
    actions.add_statement(membership=membership, by=request.user, **form.cleaned_data)
    return back_to(request, "statements", membership)


@form_page
def statement_revise(request, statement_id):
    statement = access.statement_to_write(statement_id)
    form = RevisedStatementForm(filled(request), initial={"text": statement.versions.first().text})
    if not form.is_valid():
        shown = show(request, "members/statement_revise.html", form, statement=statement)
        return _opened(request, statement.membership, shown)
    if form.has_changed():
        actions.revise_statement(statement=statement, by=request.user, **form.cleaned_data)
    return redirect(reverse("members:membership_manage", args=[statement.membership_id]) + "#statements")


@require_POST
def statement_close(request, statement_id):
    statement = access.statement_to_write(statement_id)
    actions.close_statement(statement=statement, by=request.user)
    return back_to(request, "statements", statement.membership)


@require_POST
def statement_reopen(request, statement_id):
    statement = access.statement_to_write(statement_id)
    actions.reopen_statement(statement=statement, by=request.user)
    return back_to(request, "statements", statement.membership)


@require_POST
def consent_change(request, membership_id):
    membership = access.membership_to_write(membership_id)
    form = ConsentForm(request.POST, membership=membership)
    if not form.is_valid():
        return manage(request, "members/_consents.html", membership, 422, refused_consent=form)
    actions.change_consent(membership=membership, by=request.user, **form.cleaned_data)
    return back_to(request, "consents", membership)
