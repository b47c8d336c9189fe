"""Which part of a page goes to whom, and where an answer that leads elsewhere takes the reader."""

import pytest
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from groupcounsel.lib.htmx import WholePageRedirectMiddleware, answer

HTMX, BOOSTED = {"hx-request": "true"}, {"hx-request": "true", "hx-boosted": "true"}


def asked(view, headers):
    return HtmxMiddleware(view)(RequestFactory().get("/", headers=headers))


@pytest.mark.parametrize(("headers", "whole"), [({}, True), (HTMX, False), (BOOSTED, True)])
def test_the_server_names_the_part(headers, whole):
    answered = asked(lambda request: answer(request, "404.html", "_empty.html", {"title": "Nobody yet"}), headers)
    page = answered.content.decode()
    assert ("<!doctype html>" in page.lower(), "Nobody yet" in page) == (whole, not whole)


def test_an_answer_says_that_it_depends_on_who_asks_for_what():
    assert asked(lambda request: answer(request, "404.html", "_empty.html", {}), {}).headers["Vary"] == "HX-Request"


def test_a_refused_part_keeps_its_status():
    assert asked(lambda request: answer(request, "404.html", "_empty.html", {}, status=422), HTMX).status_code == 422


@pytest.mark.parametrize("redirect", [HttpResponseRedirect, HttpResponsePermanentRedirect])
def test_a_part_that_is_sent_elsewhere_takes_the_whole_page_along(redirect):
    led = asked(WholePageRedirectMiddleware(lambda request: redirect("/elsewhere/")), HTMX)
    assert (led.status_code, led.headers["HX-Redirect"], led.content) == (200, "/elsewhere/", b"")
    assert asked(WholePageRedirectMiddleware(lambda request: redirect("/elsewhere/")), {}).url == "/elsewhere/"


@pytest.mark.parametrize("status", [200, 204, 403, 404, 422, 500])
def test_every_other_answer_goes_through_as_it_is(status):
    through = asked(WholePageRedirectMiddleware(lambda request: HttpResponse("as it is", status=status)), HTMX)
    assert (through.status_code, "HX-Redirect" in through.headers) == (status, False)
