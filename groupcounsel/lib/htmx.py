"""htmx asks for a part; the server names it."""

from django.http import HttpResponse
from django.shortcuts import render


class WholePageRedirectMiddleware:
    """A part's request that is sent elsewhere (an expired sign-in) takes the whole page along."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.htmx and response.status_code in (301, 302):
            return HttpResponse(headers={"HX-Redirect": response.url})
        return response


def answer(request, page: str, part: str, context: dict, status: int = 200) -> HttpResponse:
    """The page; for htmx, the part of it."""
    wanted = part if request.htmx and not request.htmx.boosted else page
    response = render(request, wanted, context, status=status)
    response.headers["Vary"] = "HX-Request"
    return response
