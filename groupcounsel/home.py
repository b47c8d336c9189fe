from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groupcounsel.navigation import entries_of


@require_safe
def home(request):
    """The first page of a person's first role; without a role, what everybody may read."""
    role, name, *_entry = entries_of(request.user)[0]
    if role == "is_active":
        messages.info(request, _("You have no role here yet. Ask the admin of your practice to give you one."))
    return redirect(name)


@require_safe
def groups(request):
    """Where a person finds groups: in the list of their own, or where their first role works."""
    return redirect("members:group_list") if request.user.is_counselor else home(request)
