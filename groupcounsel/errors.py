from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before the last sign-in: what to do, not why a token differs."""
    return render(request, "403_csrf.html", status=403)
