"""The language of a visitor who is not signed in: cookie, then browser. Signed in, it is the person's own."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


class LanguageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(translation.get_language_from_request(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def spoken(code: str) -> str:
    """The code itself when we speak it, otherwise the site's language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def safe_next(request, otherwise: str = "/") -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else otherwise


@require_POST
def remember_language(request, code: str):
    """Answers with a redirect that carries the choice in a cookie."""
    response = HttpResponseRedirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=31536000, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
