from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groupcounsel.accounts.access import only
from observations.today.reading import today_of
from observations.today.unfinished import SECONDS
from sessions_app.forms import PlanItemForm


@only("is_counselor")
@require_safe
def today(request):
    context = {"now": timezone.localtime(), "seconds": SECONDS, "plan_form": PlanItemForm()}
    return render(request, "today/today.html", context | today_of(request.user))
