from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.pages import trail

pytestmark = pytest.mark.django_db


def created(*words) -> str:
    said = StringIO()
    call_command("create_admin", *words, stdout=said)
    return said.getvalue().strip()


def test_it_prints_a_link_with_which_the_first_admin_gets_in():
    browser, link = Client(), created("Adi@Example.org", "Adi Nugroho")
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "quiet-river-43", "password2": "quiet-river-43"})
    browser.post(reverse("account_login"), {"login": "adi@example.org", "password": "quiet-river-43"})
    assert browser.get(reverse("accounts:person_list")).status_code == 200


def test_the_admin_is_nothing_else_and_the_trail_knows():
    created("adi@example.org", "Adi")
    adi = User.objects.get()
    assert adi.is_admin and not adi.is_counselor and not adi.is_supervisor
    [entry] = trail("person-added")
    assert entry.by is None and entry.subject == adi.id


@pytest.mark.parametrize(
    ("words", "why"),
    [(["adi", "Adi"], "not an e-mail address"), (["ALICE@example.org", "Alice"], "signs in here already")],
)
def test_what_cannot_be_is_said_in_a_sentence(words, why):
    User.objects.create_user(email="alice@example.org", name="Alice")
    with pytest.raises(CommandError, match=why):
        created(*words)
