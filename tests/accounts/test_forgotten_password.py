"""A forgotten password: whoever asks, the page tells nobody who signs in here; the mail tells only its reader."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.factories import PASSWORD
from tests.pages import text_of

ASK = reverse("account_reset_password")
CONSOLE = "django.core.mail.backends.console.EmailBackend"
NO_SERVER = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}


@pytest.fixture
def alice(cast):
    cache.clear()
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    yield cast.alice
    cache.clear()


def asked(email):
    return Client().post(ASK, {"email": email}, follow=True)


def test_the_mail_says_from_where_it_comes_and_its_link_leads_to_a_new_password(alice):
    asked(alice.email)
    [message] = mail.outbox
    assert (message.subject, message.to) == ("GroupCounsel: A new password", [alice.email])
    link = re.search(r"http://\S+", message.body)[0]
    assert "Choose a new password" in text_of(Client().get(link, follow=True))


def test_strangers_and_people_who_may_not_sign_in_get_no_mail(alice, cast):
    User.objects.filter(pk=cast.bob.pk).update(is_active=False)
    for email in ("stranger@example.org", cast.bob.email):
        asked(email)
    assert mail.outbox == []


@pytest.mark.parametrize("mails", [{}, NO_SERVER, {"EMAIL_BACKEND": CONSOLE}], ids=["sent", "no server", "console"])
def test_a_stranger_is_answered_like_somebody_who_signs_in_here(alice, mails):
    with override_settings(**mails):
        answers = [asked(email) for email in (alice.email, "stranger@example.org")]
    known, unknown = ((answer.redirect_chain, text_of(answer)) for answer in answers)
    assert known == unknown and known[0] == [(reverse("account_reset_password_done"), 302)]


@override_settings(EMAIL_BACKEND=CONSOLE)
def test_where_no_mail_server_is_named_the_link_is_not_written_to_the_log_instead(alice, capsys):
    asked(alice.email)
    written = capsys.readouterr()
    assert "/password/reset/key/" not in written.out + written.err


def test_asking_again_and_again_is_stopped(alice):
    for _ in range(8):
        answer = asked(alice.email)
    assert len(mail.outbox) == 5 and answer.status_code == 429
