"""What counselors make of a member: hypotheses, and patterns with where they were used."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.pages import filled, form_page, show
from members.access import membership_to_read, membership_to_write
from observations.debriefing import access, thinking
from observations.debriefing.models import Hypothesis
from observations.debriefing.patterns import patterns_of
from observations.debriefing.thought_forms import HypothesisForm, PatternForm, UseForm, newest_sessions

CHAIN = ("trigger", "behaviour", "octant", "response")


@require_safe
def hypothesis_list(request, membership_id):
    membership = membership_to_read(membership_id)
    rows = Hypothesis.objects.filter(membership=membership)
    hypotheses = rows.prefetch_related("versions__by", "events__session")
    context = {"membership": membership, "group": membership.group, "hypotheses": hypotheses}
    return render(request, "debriefing/hypothesis_list.html", context)


@form_page
def hypothesis_add(request, membership_id):
    """Resting on the event that the address names, if it names one."""
    membership = membership_to_write(membership_id)
    event = _event(request.GET.get("event", ""), membership.group_id)
    form = HypothesisForm(filled(request))
    if not form.is_valid():
        return show(request, "debriefing/hypothesis_edit.html", form, membership=membership, group=membership.group)
    thinking.add_hypothesis(membership=membership, event=event, by=request.user, **form.cleaned_data)
    return _back(membership, event)


@form_page
def hypothesis_revise(request, hypothesis_id):
    hypothesis = access.hypothesis_to_write(hypothesis_id)
    form = HypothesisForm(filled(request), hypothesis.versions.first())
    if not form.is_valid():
        context = {"membership": hypothesis.membership, "group": hypothesis.group, "hypothesis": hypothesis}
        return show(request, "debriefing/hypothesis_edit.html", form, **context)
    facts = {"hypothesis": hypothesis, "changed": form.changed_data, "by": request.user}
    thinking.revise_hypothesis(**facts, **form.cleaned_data)
    return _back(hypothesis.membership, None)


@require_POST
def hypothesis_rest(request, hypothesis_id, event_id):
    hypothesis = access.hypothesis_to_write(hypothesis_id)
    event = access.event_of(hypothesis.group_id, event_id)
    thinking.rest_on(hypothesis=hypothesis, event=event, by=request.user)
    return _back(hypothesis.membership, event)


@require_POST
def hypothesis_lift(request, hypothesis_id, event_id):
    """It does not rest on this event any more."""
    hypothesis = access.hypothesis_to_write(hypothesis_id)
    event = access.event_of(hypothesis.group_id, event_id)
    thinking.rest_no_more(hypothesis=hypothesis, event=event, by=request.user)
    return _back(hypothesis.membership, event)


@require_safe
def pattern_list(request, membership_id):
    return _patterns(request, membership_to_read(membership_id))


@form_page
def pattern_add(request, membership_id):
    """Begun with what the address gives of the chain."""
    membership = membership_to_write(membership_id)
    given = {name: request.GET[name] for name in CHAIN if name in request.GET}
    form = PatternForm(filled(request), group_id=membership.group_id, initial=given)
    if not form.is_valid():
        return show(request, "debriefing/pattern_add.html", form, membership=membership, group=membership.group)
    thinking.add_pattern(membership=membership, by=request.user, **form.facts())
    return redirect("debriefing:pattern_list", membership.id)


@require_POST
def pattern_use(request, pattern_id):
    pattern = access.pattern_to_write(pattern_id)
    form = UseForm(request.POST, sessions=newest_sessions(pattern.group), auto_id=f"id_{pattern.id}_%s")
    if not form.is_valid():
        pattern.membership.group = pattern.group
        return _patterns(request, pattern.membership, refused=(pattern.id, form))
    thinking.use_pattern(pattern=pattern, by=request.user, **form.cleaned_data)
    return redirect("debriefing:pattern_list", pattern.membership_id)


def _patterns(request, membership, refused=None):
    sessions = newest_sessions(membership.group)
    found = []
    for one in patterns_of(membership):
        form = UseForm(sessions=sessions, auto_id=f"id_{one.pattern.id}_%s")
        found.append((one, refused[1] if refused and refused[0] == one.pattern.id else form))
    context = {"membership": membership, "group": membership.group, "found": found}
    return render(request, "debriefing/pattern_list.html", context, status=422 if refused else 200)


def _event(word: str, group_id):
    try:
        return access.event_of(group_id, UUID(word)) if word else None
    except ValueError as fault:
        raise Http404 from fault


def _back(membership, event):
    """To the debriefing of the event, where it came from one."""
    if event:
        return redirect(f"{reverse('debriefing:session', args=[event.session_id])}?event={event.id}#hypotheses")
    return redirect("debriefing:hypothesis_list", membership.id)
