"""A web server has several processes; whoever guesses passwords meets one limit, not one for each of them."""

import re
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack
from http.cookiejar import CookieJar

import pytest

from tests.factories import PASSWORD, make_user
from tests.second_factor import SECRET, code, enrol
from tests.stack import running


class Visitor:
    """A browser of their own at one of the processes."""

    def __init__(self, url: str):
        self.url, self.jar = url, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def send(self, path: str, **words) -> None:
        with self.opener.open(f"{self.url}{path}") as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **words}).encode()
        try:
            self.opener.open(f"{self.url}{path}", data).close()
        except urllib.error.HTTPError as refused:
            refused.close()

    def sign_in(self, person, password=PASSWORD) -> "Visitor":
        self.send("/account/login/", login=person.email, password=password)
        return self

    def is_in(self) -> bool:
        with self.opener.open(f"{self.url}/account/profile/") as page:
            return page.url == f"{self.url}/account/profile/"


@pytest.fixture
def two(committed):
    """Two processes of the same program."""
    with ExitStack() as stacks:
        parts = {"queue_number": 13, "parts": ("web",)}
        yield [stacks.enter_context(running(committed, **parts)).url for _ in range(2)]


def test_who_guesses_here_and_there_is_stopped_here_and_there(two):
    alice = make_user()
    alice.set_password(PASSWORD)
    alice.save()
    assert all(Visitor(url).sign_in(alice).is_in() for url in two)
    for number in range(6):
        Visitor(two[number % 2]).sign_in(alice, f"guess-number-{number}")
    assert [Visitor(url).sign_in(alice).is_in() for url in two] == [False, False]


def test_a_code_of_the_second_factor_that_was_used_here_is_used_up_there(two):
    alice = make_user()
    enrol(alice)
    said = code(SECRET)
    for url, lets_in in zip(two, (True, False), strict=True):
        visitor = Visitor(url).sign_in(alice)
        visitor.send("/account/2fa/authenticate/", code=said)
        assert visitor.is_in() == lets_in
