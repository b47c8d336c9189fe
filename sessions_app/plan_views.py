"""Changes of a plan. For htmx each is answered with the plan; otherwise with the page from which it was sent."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.language import safe_next
from sessions_app import access, actions
from sessions_app.forms import PlanItemForm
from sessions_app.models import Session
from sessions_app.plan import plan_of
from sessions_app.views import SIGNED, session_page


@require_POST
def plan_add(request, session_id):
    session = access.session_to_change(session_id)
    form = PlanItemForm(request.POST)
    if form.is_valid():
        with told_in(form, SIGNED):
            actions.add_to_plan(session=session, by=request.user, **form.cleaned_data)
    return planned(request, session, form)


@require_POST
def plan_tick(request, item_id):
    item = access.plan_item_to_change(item_id)
    done = request.POST.get("done") == "yes"
    return changed(request, item.session, partial(actions.tick_plan_item, item=item, done=done, by=request.user))


@require_POST
def plan_move(request, item_id):
    item = access.plan_item_to_change(item_id)
    up = request.POST.get("way") == "up"
    return changed(request, item.session, partial(actions.move_plan_item, item=item, up=up, by=request.user))


@require_POST
def plan_remove(request, item_id):
    item = access.plan_item_to_change(item_id)
    return changed(request, item.session, partial(actions.remove_from_plan, item=item, by=request.user))


def changed(request, session: Session, change: Callable[[], object]):
    """`change` made, unless the record was signed in that moment; and the plan as it is then."""
    refusal = forms.Form({})
    with told_in(refusal, SIGNED):
        change()
    for words in refusal.non_field_errors():
        messages.warning(request, words)
    return planned(request, session)


def planned(request, session: Session, form: PlanItemForm | None = None):
    refused = form if form and form.errors else None
    status = 422 if refused else 200
    if request.htmx:
        facts = {"plan": plan_of(session), "plan_form": refused or PlanItemForm(), "may_change": True}
        facts["back"] = request.POST.get("next", "")
        return render(request, "sessions/_plan.html", facts, status=status)
    if refused:
        return session_page(request, session, refused, status)
    return redirect(safe_next(request, reverse("sessions:session_detail", args=[session.id])))
