"""What goes out about somebody's sessions: chosen on their profile; and the calendar that others' programs ask for."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import page_not_found

from groupcounsel.accounts.emails import has_server
from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.pages import filled, form_page, show
from observations.today import actions
from observations.today.access import feed_of
from observations.today.feed import calendar_of
from observations.today.forms import ChoicesForm
from observations.today.models import Feed
from sessions_app.models import Reminding


@form_page
def calendar(request):
    feed, chosen = _of(request.user)
    form = ChoicesForm(filled(request), initial=chosen)
    if not form.is_valid():
        return show(request, "today/calendar.html", form, feed=feed, mail=has_server())
    actions.choose(user=request.user, changed=form.changed_data, **form.cleaned_data)
    messages.success(request, _("Your choices are saved."))
    return redirect("today:calendar")


@require_POST
def calendar_make(request):
    """A new address, shown in this answer and never again."""
    secret = actions.make_address(user=request.user)
    feed, chosen = _of(request.user)
    address = settings.SITE_URL.rstrip("/") + reverse("today:calendar_read", args=[secret])
    context = {"form": ChoicesForm(initial=chosen), "feed": feed, "address": address, "mail": has_server()}
    return render(request, "today/calendar.html", context)


@require_POST
def calendar_withdraw(request):
    actions.withdraw_address(user=request.user)
    messages.success(request, _("The address leads nowhere any more."))
    return redirect("today:calendar")


@login_not_required
@require_safe
def calendar_read(request, secret):
    if limited := _too_often(request, "calendar_asked"):
        return limited
    feed = feed_of(secret)
    if feed is None:
        return page_not_found(request, Http404())
    if limited := _too_often(request, "calendar_read", str(feed.pk)):
        return limited
    with acting(user_id=feed.user_id):
        body = calendar_of(feed)
    actions.note_reading(feed=feed)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _too_often(request, action: str, key: str | None = None) -> HttpResponse | None:
    """How often is counted for whoever asks and for the calendar; a wrong address counts, as the view does not fail."""
    return ratelimit.consume_or_429(request, action=action, key=key, limit_get=True)


def _of(user: User) -> tuple[Feed, dict]:
    """Their calendar and their choices, unsaved where nothing was chosen yet."""
    feed = Feed.objects.filter(user=user).first() or Feed(user=user)
    reminding = Reminding.objects.filter(user=user).first() or Reminding(user=user)
    mail = {"hours_before": reminding.hours_before, "morning_after": reminding.morning_after}
    return feed, {"title": feed.title, **mail}
