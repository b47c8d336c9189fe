import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before the last sign-in: what to do, not why a token differs."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """A fault, or a database that is away for a moment. Made without the request: who asks, the database would tell."""
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    return HttpResponse(render_to_string("503.html" if away else "500.html"), status=503 if away else 500)
