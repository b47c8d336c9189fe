from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, show
from members.access import group_to_write
from sessions_app import access, actions
from sessions_app.clock import move_clock
from sessions_app.forms import (
    AfterwardsForm,
    AttendanceForm,
    PlanItemForm,
    SeriesForm,
    SessionChangeForm,
    SessionForm,
    as_before,
    as_it_is,
)
from sessions_app.models import Session
from sessions_app.people import attendances_of, in_words, people_of, signatures_of
from sessions_app.plan import plan_of

State = Session.State
DAY = timedelta(days=1)
SIGNED = {
    "a_signed_record_is_locked": (
        None,
        gettext_lazy("This record has been signed meanwhile. Nothing was changed; what you typed still stands here."),
    )
}
MOVED = SIGNED | {
    "nobody_responds_who_was_not_in_the_group": (
        "date",
        gettext_lazy("Somebody with a part in the record did not belong to the group on that day."),
    )
}


@require_safe
def session_detail(request, session_id):
    return session_page(request, access.session_to_read(session_id), PlanItemForm())


def session_page(request, session, plan_form, status=200):
    attendances = attendances_of(session.pk)
    context = {
        "plan": plan_of(session),
        "plan_form": plan_form,
        "session": session,
        "group": session.group,
        "may_change": session.group.may_write and not session.locked,
        "attendances": attendances,
        "people": in_words(people_of(session, attendances)),
        "signatures": signatures_of(session.pk),
    }
    return render(request, "sessions/session_detail.html", context, status=status)


@form_page
def session_add(request, group_id):
    group = group_to_write(group_id)
    form = SessionForm(filled(request), zone=group.zone, initial=as_before(group.sessions.newest().first(), group.zone))
    if not form.is_valid() or _taken(form, group):
        return show(request, "sessions/session_add.html", form, group=group)
    sessions = actions.plan_sessions(group=group, starts=form.starts(), by=request.user, **form.facts())
    _tell_of_later_numbers(request, group, sessions[-1])
    return redirect("sessions:session_detail", sessions[0].id)


def _tell_of_later_numbers(request, group, last) -> None:
    """Who logs an earlier day hears that what comes after it is numbered on."""
    later = group.sessions.filter(number__gt=last.number).order_by("number").first()
    if later:
        told = _("Numbers follow the dates: what is planned after it goes on with session %(n)s.")
        messages.info(request, told % {"n": later.number})


def _taken(form, group) -> bool:
    """Whether a session of the group begins then already; the form says so."""
    numbers = actions.beginning(group=group, starts=form.starts())
    if numbers:
        form.refuse_taken(numbers)
    return bool(numbers)


@form_page
def series_add(request, group_id):
    """What is asked for shows the dates; what is sent plans them."""
    group = group_to_write(group_id)
    asked = filled(request) if request.method == "POST" else request.GET or None
    form = SeriesForm(asked, zone=group.zone, initial=as_before(group.sessions.newest().first(), group.zone))
    if request.method == "POST" and form.is_valid() and not _taken(form, group):
        return _plan_series(request, group, form)
    context = {"form": form, "group": group} | _dates_of(group, form)
    status = 422 if form.errors else 200
    return answer(request, "sessions/series_add.html", "sessions/_series.html", context, status)


def _dates_of(group, form) -> dict:
    """The dates of a series, with what is planned on the same days already, and the form once more to send it."""
    if not form.is_valid():
        return {"dates": []}
    starts = form.starts()
    near = group.sessions.filter(starts__range=(min(starts) - DAY, max(starts) + DAY))
    taken = {session.starts.astimezone(group.zone).date() for session in near}
    to_send = SeriesForm(form.data, zone=group.zone, auto_id=False)
    return {"dates": [(when, when.date() in taken) for when in starts], "to_send": to_send}


def _plan_series(request, group, form):
    sessions = actions.plan_sessions(group=group, starts=form.starts(), by=request.user, **form.facts())
    told = ngettext("%(n)s session is planned.", "%(n)s sessions are planned.", len(sessions)) % {"n": len(sessions)}
    messages.success(request, told)
    return redirect(f"{reverse('members:group_detail', args=[group.id])}?sessions=planned")


@form_page
def session_edit(request, session_id):
    session = access.session_to_change(session_id)
    form = SessionChangeForm(filled(request), zone=session.group.zone, initial=as_it_is(session))
    if not form.is_valid() or _taken(form, session.group):
        return show(request, "sessions/session_edit.html", form, session=session)
    return _changed(request, session, form, "sessions/session_edit.html", form.facts())


def _changed(request, session, form, page, facts):
    with told_in(form, MOVED):
        actions.change_session(session=session, changed=form.changed_data, by=request.user, **facts)
        return redirect("sessions:session_detail", session.id)
    return show(request, page, form, session=session)


@form_page
def session_cancel(request, session_id):
    session = access.session_to_change(session_id)
    if request.method != "POST":
        return render(request, "sessions/session_cancel.html", {"session": session})
    if actions.cancel_session(session=session, by=request.user):
        messages.success(request, _("The session is cancelled."))
        return redirect("members:group_detail", session.group_id)
    messages.warning(request, _("Only a planned session of which nothing is on record can be cancelled."))
    return redirect("sessions:session_detail", session.id)


def _noted(request, session_id, otherwise=""):
    session = access.session_to_change(session_id)
    form = AttendanceForm(filled(request), people=people_of(session, attendances_of(session.pk)))
    if form.is_valid():
        try:
            with told_in(form, SIGNED):
                actions.record_attendance(session=session, states=form.changes(otherwise), by=request.user)
                return redirect("sessions:session_detail", session.id)
        except actions.PartOfTheRecord as refused:
            form.refuse(refused.people)
    return show(request, "sessions/attendance.html", form, session=session)


@form_page
def attendance(request, session_id):
    return _noted(request, session_id)


@require_POST
def all_present(request, session_id):
    """Whoever has no attendance yet, on paper or in the form, was there."""
    return _noted(request, session_id, otherwise="present")


@form_page
def afterwards(request, session_id):
    session = access.session_to_change(session_id)
    form = AfterwardsForm(filled(request), session=session)
    if not form.is_valid():
        return show(request, "sessions/afterwards.html", form, session=session)
    return _changed(request, session, form, "sessions/afterwards.html", form.cleaned_data)


@require_POST
def session_start(request, session_id):
    session = access.session_to_change(session_id)
    move_clock(session=session, move="start", when=now(), by=request.user)
    return redirect("events:record", session.id)


@require_POST
def session_end(request, session_id):
    session = access.session_to_change(session_id)
    move_clock(session=session, move="end", when=now(), by=request.user)
    return redirect("sessions:session_detail", session.id)


@require_POST
def session_held(request, session_id):
    """It took place and nobody logged it live: its record is made afterwards."""
    session = access.session_to_change(session_id)
    if session.has_begun:
        actions.hold_session(session=session, by=request.user)
    else:
        messages.warning(request, _("It has not begun yet."))
    return redirect("sessions:session_detail", session.id)
