import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from tests.factories import PASSWORD
from tests.pages import text_of, trail


def url(person):
    return reverse("accounts:invite", args=[person.id])


@pytest.fixture
def settled(cast):
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    return cast


def test_whom_nobody_has_seen_yet_is_invited_again(cast, at):
    answer = at(cast.adi).post(url(cast.bob), follow=True)
    assert mail.outbox[0].to == [cast.bob.email] and answer.context["link"] in mail.outbox[0].body


def test_who_has_a_password_gets_a_link_that_the_admin_never_sees(settled, at):
    answer = at(settled.adi).post(url(settled.alice), follow=True)
    [message] = mail.outbox
    assert message.to == [settled.alice.email] and "/password/reset/key/" in message.body
    assert "/password/reset/key/" not in answer.content.decode() and "is on its way" in text_of(answer)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_a_link_that_no_server_took_is_said_to_be_lost(settled, at):
    answer = at(settled.adi).post(url(settled.alice), follow=True)
    assert "No mail server took the e-mail." in text_of(answer)
    assert "/password/reset/key/" not in answer.content.decode()


def test_it_leaves_its_trace(settled, at):
    at(settled.adi).post(url(settled.alice))
    [entry] = trail("link-sent")
    assert (entry.by, entry.subject, entry.detail) == (settled.adi.id, settled.alice.id, {"sent": True})


def test_nobody_else_invites_and_a_link_alone_does_not(cast, at):
    assert at(cast.alice).post(url(cast.bob)).status_code == 404
    assert at(cast.adi).get(url(cast.bob)).status_code == 405
    assert mail.outbox == []
