from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from groupcounsel.accounts.access import only
from groupcounsel.accounts.forms import EndForm
from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, page_of, show
from members.actions import change_group
from members.models import Group, Leadership
from members.register import actions
from members.register.access import group_of_the_practice, leadership_to_end
from members.register.forms import GroupRegisterForm, LeaderForm, NewGroupForm, RegisterFilters

TWICE = {
    "a_person_leads_a_group_once_at_a_time": ("user", gettext_lazy("This person has a part in the group already.")),
    "nobody_has_two_parts_in_a_group_at_once": (
        "starts",
        gettext_lazy("They have a part in the group on that day already."),
    ),
}


@only("is_admin")
@require_safe
def group_register(request):
    filters = RegisterFilters(request.GET)
    leaders = Leadership.objects.current().select_related("user").order_by("starts", "user__name")
    groups = Group.objects.prefetch_related(Prefetch("leaderships", leaders, to_attr="leaders_now"))
    groups = page_of(request, filters.of(groups).order_by("name", "ref"))
    context = {"filters": filters, "groups": groups}
    return answer(request, "register/group_register.html", "register/_group_rows.html", context)


@only("is_admin")
@form_page
def group_add(request):
    form = NewGroupForm(filled(request), initial={"timezone": request.user.timezone})
    if form.is_valid():
        try:
            actions.add_group(group=form.instance, lead=form.cleaned_data["lead"], by=request.user)
            return redirect("register:group_edit", form.instance.id)
        except actions.NameTaken:
            form.add_error("name", _("A running group has this name already."))
    return show(request, "register/group_add.html", form)


@only("is_admin")
@form_page
def group_edit(request, group_id):
    group = group_of_the_practice(group_id)
    form = GroupRegisterForm(filled(request), instance=group)
    if not form.is_valid():
        leaders = group.leaderships.select_related("user").order_by("-starts", "user__name")
        return show(request, "register/group_edit.html", form, group=group, leaders=leaders)
    change_group(group=group, changed=form.changed_data, by=request.user)
    messages.success(request, _("The group is saved."))
    return redirect("register:group_register")


@only("is_admin")
@form_page
def leader_add(request, group_id):
    group = group_of_the_practice(group_id)
    form = LeaderForm(filled(request), instance=Leadership(group=group, starts=timezone.localdate()))
    if form.is_valid():
        with told_in(form, TWICE):
            actions.add_leader(leadership=form.instance, by=request.user)
            return redirect("register:group_edit", group.id)
    return show(request, "register/leader_add.html", form, group=group)


@only("is_admin")
@form_page
def leader_end(request, leadership_id):
    leadership = leadership_to_end(leadership_id)
    form = EndForm(filled(request), starts=leadership.starts)
    if not form.is_valid():
        return show(request, "register/leader_end.html", form, leadership=leadership)
    actions.end_leadership(leadership=leadership, by=request.user, **form.cleaned_data)
    return redirect("register:group_edit", leadership.group_id)
