import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core import mail

from tests.factories import make_user

OPEN = ["/account/login/", "/account/password/reset/", "/account/password/reset/done/"]


@pytest.mark.parametrize("address", OPEN)
def test_the_way_in_speaks_both_languages(client, db, address):
    english = client.get(address, headers={"accept-language": "en"}).content.decode()
    indonesian = client.get(address, headers={"accept-language": "id"}).content.decode()
    heading = re.compile(r"<h1>(.+?)</h1>")
    assert 'lang="id"' in indonesian and heading.search(english)[1] != heading.search(indonesian)[1]


@pytest.mark.parametrize("address", OPEN[:2])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way_in(client, db, show, address, scheme):
    found = Axe().run(show(client.get(address).content.decode(), color_scheme=scheme, width=390))
    assert found.violations_count == 0, found.generate_report()


def test_the_password_comes_right_after_the_address_for_the_keyboard(client, db, show):
    page = show(client.get("/account/login/").content.decode())
    page.get_by_label("E-mail").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "password"


def test_a_refused_sign_in_keeps_the_address_and_says_why(client, db):
    answer = client.post("/account/login/", {"login": "alice@example.org", "password": "wrong"})
    html = answer.content.decode()
    assert 'value="alice@example.org"' in html and "errorlist nonfield" in html


def test_a_forgotten_password_is_replaced_through_the_mail(client, db):
    alice = make_user(email="alice@example.org")
    alice.set_password("old-and-forgotten")
    alice.save()
    client.post("/account/password/reset/", {"email": alice.email})
    [message] = mail.outbox
    link = re.search(r"http\S+(/account/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    words = {"password1": "quiet-river-43", "password2": "quiet-river-43"}
    done = client.post(form.redirect_chain[-1][0], words, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert get_user_model().objects.get(pk=alice.pk).check_password("quiet-river-43")


def test_a_link_works_once(client, db):
    html = client.get("/account/password/reset/key/1-used-up/").content.decode()
    assert "This link is used up" in html


def test_a_mail_to_a_stranger_tells_of_nobody(client, db):
    client.post("/account/password/reset/", {"email": "stranger@example.org"})
    assert all("sign up" not in message.body.lower() for message in mail.outbox)


def test_a_visitor_chooses_the_language_and_stays_on_the_page(client, db):
    html = client.get("/account/password/reset/").content.decode()
    action = re.search(r'<form class="languages" method="post" action="([^"]+)"', html)[1]
    assert 'name="next" value="/account/password/reset/"' in html and 'name="language" value="id" lang="id"' in html
    answer = client.post(action, {"language": "id", "next": "/account/password/reset/"}, follow=True)
    assert answer.redirect_chain == [("/account/password/reset/", 302)]
    assert "Lupa kata sandi Anda?" in answer.content.decode()
