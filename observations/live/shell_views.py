import json

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from observations.live import shell


@require_safe
def console_shell(request):
    """The page of any session: what the worker answers with when the server is away."""
    return render(request, "live/console.html", shell.on_the_page())


@require_safe
def console_worker(request):
    kept = {"version": shell.version(request), "shell": reverse("live:console_shell"), "assets": shell.assets()}
    return render(request, "live/sw.js", {"kept": json.dumps(kept)}, content_type="text/javascript; charset=utf-8")
