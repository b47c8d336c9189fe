"""Recurring chains of a member, named by a counselor: one page with all of them, in which they are added, said anew,
retired, and in which it is noted where they were used.
"""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url

from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page
from members.access import membership_to_read, membership_to_write
from observations.debriefing import access, recurring
from observations.debriefing.models import Pattern
from observations.debriefing.patterns import patterns_of
from observations.debriefing.thought_forms import GIVEN, PatternForm, UseForm, newest_sessions


@require_safe
def pattern_list(request, membership_id):
    return _patterns(request, membership_to_read(membership_id))


@form_page
def pattern_add(request, membership_id):
    """Begun with what the address gives of the chain."""
    membership = membership_to_write(membership_id)
    given = {name: request.GET[name] for name in GIVEN if name in request.GET}
    form = PatternForm(filled(request), group_id=membership.group_id, initial=given)
    if not form.is_valid():
        return _patterns(request, membership, form)
    pattern = recurring.add_pattern(membership=membership, by=request.user, **form.facts())
    return _done(request, membership, pattern)


@form_page
def pattern_edit(request, pattern_id):
    """What stood there before is kept and shown."""
    pattern = access.pattern_to_write(pattern_id)
    form = PatternForm(filled(request), group_id=pattern.group_id, pattern=pattern)
    if not form.is_valid():
        return _patterns(request, pattern.membership, form, of=pattern.id)
    recurring.revise_pattern(pattern=pattern, by=request.user, **form.facts())
    return _done(request, pattern.membership, pattern)


@require_POST
def pattern_retire(request, pattern_id):
    return _retired(request, pattern_id, retired=True)


@require_POST
def pattern_take_up(request, pattern_id):
    """It is looked for again."""
    return _retired(request, pattern_id, retired=False)


@require_POST
def pattern_use(request, pattern_id):
    pattern = access.pattern_to_write(pattern_id)
    form = _use_form(request, pattern)
    if not form.is_valid():
        return _patterns(request, pattern.membership, form, of=pattern.id)
    recurring.use_pattern(pattern=pattern, by=request.user, **form.cleaned_data)
    return _done(request, pattern.membership, pattern)


@form_page
def use_edit(request, use_id):
    """Said anew, in place of what was said; that is kept and shown too."""
    use, pattern = access.use_to_write(use_id)
    form = _use_form(request, pattern, use=use)
    if not form.is_valid():
        return _patterns(request, pattern.membership, form, of=use.id)
    recurring.say_use_anew(use=use, by=request.user, **form.cleaned_data)
    return _done(request, pattern.membership, pattern)


def _use_form(request, pattern: Pattern, use=None) -> UseForm:
    sessions = newest_sessions(pattern.group, use and use.session)
    return UseForm(filled(request), sessions=sessions, use=use, auto_id=f"id_{use.id if use else pattern.id}_%s")


def _retired(request, pattern_id, retired: bool):
    pattern = access.pattern_to_write(pattern_id)
    recurring.revise_pattern(pattern=pattern, by=request.user, retired=retired)
    return _done(request, pattern.membership, pattern)


def _patterns(request, membership, form=None, of=None, done=None):
    """`form`: to add a pattern, or about the pattern or the use with the id `of`; refused where it was sent."""
    sessions, found = newest_sessions(membership.group), patterns_of(membership)
    context = {
        "membership": membership,
        "group": membership.group,
        "patterns": [one for one in found if not one.pattern.retired],
        "retired": [one for one in found if one.pattern.retired],
        "uses": {one.pattern.id: UseForm(sessions=sessions, auto_id=f"id_{one.pattern.id}_%s") for one in found},
        "form": form,
        "of": of,
        "done": done,
        "kind": type(form).__name__,
    }
    status = 422 if form and form.is_bound and form.errors else 200
    return answer(request, "debriefing/pattern_list.html", "debriefing/_pattern_rows.html", context, status)


def _done(request, membership, pattern: Pattern):
    place = reverse("debriefing:pattern_list", args=[membership.id])
    if not request.htmx:
        return redirect(f"{place}#pattern-{pattern.id}")
    return replace_url(_patterns(request, membership, done=pattern.id), place)
