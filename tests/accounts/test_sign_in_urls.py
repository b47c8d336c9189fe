import pytest
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.accounts.sign_in_urls import OPEN, offered

CLOSED = sorted({entry.name for entry in offered} - OPEN)


def address(name):
    return reverse(name, args=["some-key"] if name == "account_confirm_email" else [])


def test_what_lets_people_in_by_themselves_is_among_the_closed():
    assert {"account_signup", "account_email", "account_confirm_login_code", "account_set_password"} <= set(CLOSED)


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_address_leads_back(cast, at, name):
    assert at(None).get(address(name)).url.startswith("/account/login/")
    assert at(cast.alice).get(address(name)).url == "/"


def test_nobody_signs_up(db):
    words = {"email": "intruder@example.org", "password1": "quiet-river-43", "password2": "quiet-river-43"}
    Client().post(address("account_signup"), words)
    assert not User.objects.exists()


def test_nobody_adds_an_address_of_their_own(cast, at):
    at(cast.alice).post(address("account_email"), {"action_add": "", "email": "mine@example.org"})
    assert cast.alice.emailaddress_set.count() == 0
