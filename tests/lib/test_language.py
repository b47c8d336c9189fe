"""The language of somebody who has not signed in, and where their choice leads."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils.translation import get_language

from groupcounsel.lib.language import LanguageMiddleware, remember_language, safe_next, spoken


def heard(**request):
    """The language in which a visitor is answered, and what the answer says of it."""
    answer = LanguageMiddleware(lambda request: HttpResponse(get_language()))(RequestFactory().get("/", **request))
    return answer.content.decode(), answer.headers["Content-Language"]


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        ("id", "id"), ("id-ID,id;q=0.9,en;q=0.8", "id"), ("en-GB", "en"), ("fr;q=0.9,id;q=0.2", "id"), ("fr", "en"),
        ("", "en"), ("*", "en"), ("xx" * 400, "en"), ("<script>", "en"),
    ],
)  # fmt: skip
def test_it_is_the_first_of_the_browsers_that_we_speak(wished, spoken):
    assert heard(headers={"accept-language": wished}) == (spoken, spoken)


@pytest.mark.parametrize(
    ("chosen", "spoken"), [("id", "id"), ("en", "en"), ("fr", "id"), ("../../etc", "id"), ("", "id")]
)
def test_a_choice_that_was_made_here_comes_before_it(chosen, spoken):
    assert heard(headers={"accept-language": "id", "cookie": f"django_language={chosen}"})[0] == spoken


def test_the_language_of_one_visitor_is_over_with_their_answer():
    before = get_language()
    heard(headers={"accept-language": "id"})
    assert get_language() == before


@pytest.mark.parametrize(("code", "language"), [("id", "id"), ("en", "en"), ("fr", "en"), ("", "en"), ("ID", "en")])
def test_what_nobody_speaks_here_is_the_sites_language(code, language):
    assert spoken(code) == language


@pytest.mark.parametrize("https", [False, True])
def test_the_choice_is_kept_for_a_year_and_no_script_reads_it(https):
    with override_settings(HTTPS=https):
        answer = remember_language(RequestFactory().post("/", {"next": "/groups/"}), "id")
    [cookie] = answer.cookies.values()
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("id", 31536000, True, "Lax")
    assert bool(cookie["secure"]) == https and answer.url == "/groups/"


@pytest.mark.parametrize(
    ("target", "led"),
    [
        ("/groups/?page=2", "/groups/?page=2"), ("http://testserver/groups/", "http://testserver/groups/"),
        ("http://testserver.evil.example/", "/"), ("//evil.example/", "/"), ("/\\evil.example/", "/"),
        ("///evil.example", "/"), ("javascript:alert(1)", "/"), ("http:///evil.example", "/"),
        ("\x08//evil.example", "/"),
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_site(target, led):
    assert safe_next(RequestFactory().post("/", {"next": target})) == led


def test_from_a_page_over_https_nobody_is_led_to_one_without():
    request = RequestFactory().post("/", {"next": "http://testserver/groups/"}, secure=True)
    assert safe_next(request, otherwise="/elsewhere/") == "/elsewhere/"
