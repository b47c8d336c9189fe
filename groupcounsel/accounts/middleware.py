from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from groupcounsel.lib.language import spoken


class EndedSessionMiddleware(SessionMiddleware):
    """Who was signed out elsewhere while their answer was made is asked to sign in again."""

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            answer = redirect(settings.LOGIN_URL)
        return HttpResponse(headers={"HX-Redirect": answer.url}) if "hx-request" in request.headers else answer


class OwnLanguageMiddleware:
    """A signed-in person reads in their own language and time zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.LANGUAGE_CODE = spoken(request.user.language)
        with translation.override(request.LANGUAGE_CODE), timezone.override(request.user.zone):
            return self.get_response(request)
