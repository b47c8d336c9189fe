"""What counselors suppose about a member: one page with all of it, in which a hypothesis is added and revised."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url

from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page
from members.access import membership_to_read, membership_to_write
from observations.debriefing import access, thinking
from observations.debriefing.desk import desk_at
from observations.debriefing.models import Hypothesis
from observations.debriefing.pages import thoughts
from observations.debriefing.thought_forms import HypothesisForm
from observations.events.access import room_to_read


@require_safe
def hypothesis_list(request, membership_id):
    return _hypotheses(request, membership_to_read(membership_id))


@form_page
def hypothesis_add(request, membership_id):
    """Resting on the event that the address names, if it names one."""
    membership = membership_to_write(membership_id)
    event = _event(request.GET.get("event", ""), membership.group_id)
    form = HypothesisForm(filled(request))
    if not form.is_valid():
        return _hypotheses(request, membership, form)
    added = thinking.add_hypothesis(membership=membership, event=event, by=request.user, **form.cleaned_data)
    return redirect(f"{_debriefing(event)}#hypotheses") if event else _done(request, membership, added)


@form_page
def hypothesis_revise(request, hypothesis_id):
    hypothesis = access.hypothesis_to_write(hypothesis_id)
    form = HypothesisForm(filled(request), hypothesis.versions.first())
    if not form.is_valid():
        return _hypotheses(request, hypothesis.membership, form, of=hypothesis.id)
    facts = {"hypothesis": hypothesis, "changed": form.changed_data, "by": request.user}
    thinking.revise_hypothesis(**facts, **form.cleaned_data)
    return _done(request, hypothesis.membership, hypothesis)


@require_POST
def hypothesis_rest(request, hypothesis_id, event_id):
    return _rested(request, hypothesis_id, event_id, thinking.rest_on)


@require_POST
def hypothesis_lift(request, hypothesis_id, event_id):
    """It does not rest on this event any more."""
    return _rested(request, hypothesis_id, event_id, thinking.rest_no_more)


def _rested(request, hypothesis_id, event_id, change):
    """Shown in the debriefing of the event, which asked for it."""
    hypothesis = access.hypothesis_to_write(hypothesis_id)
    event = access.event_of(hypothesis.group_id, event_id)
    change(hypothesis=hypothesis, event=event, by=request.user)
    if not request.htmx:
        return redirect(f"{_debriefing(event)}#hypotheses")
    here = desk_at(room_to_read(event.session_id), request.user, str(event.id))
    context = {"desk": here, "group": hypothesis.group} | thoughts(here)
    return render(request, "debriefing/_hypotheses.html", context)


def _hypotheses(request, membership, form=None, of=None, done=None):
    """`form`: to add one, or to revise the one with the id `of`; refused where it was sent."""
    rows = Hypothesis.objects.filter(membership=membership)
    context = {
        "membership": membership,
        "group": membership.group,
        "hypotheses": rows.prefetch_related("versions__by", "events__session"),
        "form": form,
        "of": of,
        "done": done,
    }
    status = 422 if form and form.is_bound and form.errors else 200
    return answer(request, "debriefing/hypothesis_list.html", "debriefing/_hypothesis_rows.html", context, status)


def _done(request, membership, hypothesis: Hypothesis):
    place = reverse("debriefing:hypothesis_list", args=[membership.id])
    return replace_url(_hypotheses(request, membership, done=hypothesis.id), place) if request.htmx else redirect(place)


def _event(word: str, group_id):
    try:
        return access.event_of(group_id, UUID(word)) if word else None
    except ValueError as fault:
        raise Http404 from fault


def _debriefing(event) -> str:
    return f"{reverse('debriefing:session', args=[event.session_id])}?event={event.id}"
