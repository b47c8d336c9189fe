from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from groupcounsel.accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.pages import trail

pytestmark = pytest.mark.django_db


def made(*words) -> str:
    said = StringIO()
    call_command("sign_in_link", *words, stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def alice():
    alice = make_user(email="alice@example.org")
    alice.set_password(PASSWORD)
    alice.save()
    Authenticator.objects.create(user=alice, type="totp", data={"secret": "sealed"})
    return alice


def test_it_prints_a_link_to_a_new_password(alice):
    browser = Client()
    form = browser.get(made("Alice@example.org"), follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "quiet-river-43", "password2": "quiet-river-43"})
    assert User.objects.get().check_password("quiet-river-43")


def test_the_second_factor_stays_unless_told_otherwise(alice):
    made(alice.email)
    assert alice.authenticator_set.exists()
    made(alice.email, "--without-second-factor")
    assert not alice.authenticator_set.exists()


def test_it_leaves_its_trace(alice):
    made(alice.email)
    [entry] = trail("link-made")
    assert entry.by is None and entry.subject == alice.id and entry.detail == {"second_factor_removed": False}


def test_who_may_not_sign_in_gets_none(alice):
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="Nobody signs in"):
        made(alice.email)
