from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groupcounsel.accounts.access import only
from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, page_of, show
from observations.codebook import access, actions
from observations.codebook.explanations import ADDED, COMPONENTS, NEGATIVE, POSITIVE
from observations.codebook.forms import RULES, BehaviourEditForm, BehaviourFilter, BehaviourForm
from observations.codebook.models import Behaviour, Codebook
from observations.codebook.reading import lists_of


@require_safe
def codebook(request):
    version = Codebook.objects.latest("id")
    parts = {"negative": NEGATIVE, "positive": POSITIVE, "components": COMPONENTS, "added": ADDED}
    return render(request, "codebook/codebook.html", {"version": version, "lists": lists_of(version), **parts})


@require_safe
def behaviour_list(request):
    narrow = BehaviourFilter(request.GET.dict())
    behaviours = narrow.narrowed(Behaviour.objects.select_related("group"))
    context = {"narrow": narrow, "page": page_of(request, behaviours)}
    return answer(request, "codebook/behaviour_list.html", "codebook/_behaviour_rows.html", context)


@only("is_admin")
@form_page
def behaviour_add(request):
    form = BehaviourForm(filled(request))
    if form.is_valid():
        with told_in(form, RULES):
            actions.add_behaviour(by=request.user, **form.facts())
    if not form.is_bound or form.errors:
        return show(request, "codebook/behaviour_add.html", form)
    messages.success(request, _("The behaviour is on the list."))
    return redirect("codebook:behaviour_list")


@only("is_admin")
@form_page
def behaviour_edit(request, behaviour_id):
    behaviour = access.behaviour_of_the_practice(behaviour_id)
    form = BehaviourEditForm(filled(request), behaviour=behaviour)
    if not form.is_valid():
        return show(request, "codebook/behaviour_edit.html", form, behaviour=behaviour)
    actions.change_behaviour(by=request.user, behaviour=behaviour, changed=form.changed_data, **form.facts())
    messages.success(request, _("The behaviour is saved."))
    return redirect("codebook:behaviour_list")
