import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.pages import text_of, trail

URL = reverse("accounts:person_add")
DEWI = {"name": "Dewi", "email": "Dewi@Example.org", "language": "id", "timezone": "Asia/Makassar"}


def test_an_admin_adds_somebody_in_any_combination_of_roles(cast, at):
    at(cast.adi).post(URL, DEWI | {"is_counselor": "on", "is_supervisor": "on"})
    dewi = User.objects.get(email="dewi@example.org")
    assert (dewi.is_counselor, dewi.is_supervisor, dewi.is_admin, dewi.is_active) == (True, True, False, True)
    assert dewi.timezone == "Asia/Makassar" and not dewi.has_usable_password()


def test_the_invitation_goes_out_in_the_new_persons_language(cast, at):
    at(cast.adi).post(URL, DEWI)
    [message] = mail.outbox
    assert message.to == ["dewi@example.org"] and "Yth. Dewi" in message.body
    assert "http://localhost:8000/account/password/reset/key/" in message.body


def test_with_the_link_they_choose_a_password_and_sign_in(cast, at, client):
    page = at(cast.adi).post(URL, DEWI, follow=True)
    link = page.context["link"]
    form = client.get(link, follow=True)
    words = {"password1": "quiet-river-43", "password2": "quiet-river-43"}
    assert client.post(form.redirect_chain[-1][0], words).status_code == 302
    answer = client.post("/account/login/", {"login": "dewi@example.org", "password": "quiet-river-43"})
    assert answer.status_code == 302 and answer.url == "/"
    assert client.get(link).context["token_fail"]


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_without_a_mail_server_the_person_is_added_all_the_same_and_the_link_is_shown(cast, at):
    shown = at(cast.adi).post(URL, DEWI, follow=True)
    assert "No mail server took the e-mail" in text_of(shown) and "/password/reset/key/" in shown.context["link"]
    assert trail("person-added")[0].detail["invitation_sent"] is False


@override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")
def test_a_practice_that_names_no_mail_server_is_told_so_and_the_log_has_no_link(cast, at, capsys):
    shown = at(cast.adi).post(URL, DEWI, follow=True)
    assert "No mail server took the e-mail" in text_of(shown) and "/password/reset/key/" in shown.context["link"]
    assert "/password/reset/key/" not in "".join(capsys.readouterr())


def test_the_trail_names_the_roles_and_not_the_address(cast, at):
    at(cast.adi).post(URL, DEWI | {"is_admin": "on"})
    [entry] = trail("person-added")
    assert entry.by == cast.adi.id and entry.subject == User.objects.get(name="Dewi").id
    assert entry.detail == {"roles": ["is_admin"], "invitation_sent": True}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"email": "no-address"}, "valid email"),
        ({"name": ""}, "required"),
        ({"timezone": "Mars/Olympus"}, "not one of the available"),
        ({"language": "fr"}, "not one of the available"),
    ],
)
def test_what_cannot_be_is_refused_where_it_was_typed(cast, at, wrong, why):
    answer = at(cast.adi).post(URL, DEWI | wrong)
    assert answer.status_code == 422 and why in text_of(answer)
    assert not User.objects.filter(name="Dewi").exists() and mail.outbox == []


def test_an_address_signs_in_one_person_however_it_is_written(cast, at):
    answer = at(cast.adi).post(URL, DEWI | {"email": cast.alice.email.upper()})
    assert answer.status_code == 422 and "Somebody signs in with this address already." in text_of(answer)


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_nobody_else_adds_people(cast, at, who):
    assert at(getattr(cast, who)).post(URL, DEWI).status_code == 404
    assert not User.objects.filter(name="Dewi").exists()


def test_other_verbs_are_refused(cast, at):
    assert at(cast.adi).put(URL).status_code == 405
