"""The second factor, from setting it up to signing in with it, as a person sees it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.factories import make_user
from tests.second_factor import code

PASSWORD = "quiet-river-42"


@pytest.fixture
def alice(db):
    person = make_user(name="Alice")
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def confirmed(person) -> Client:
    """Signed in, and the password given once more: no change of the sign-in itself without it."""
    client = signed_in(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def guarded(alice):
    """Alice's browser, the factor set up; its answer; and the secret of her app."""
    client = confirmed(alice)
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    done = client.post("/account/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    return client, done.content.decode(), secret


def test_the_password_is_asked_for_once_more(alice):
    html = signed_in(alice).get("/account/2fa/totp/activate/", follow=True).content.decode()
    assert "Confirm that it is you" in html and 'type="password"' in html


def test_the_picture_to_scan_has_a_key_for_those_who_cannot(alice):
    html = confirmed(alice).get("/account/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml' in html and "Type this key into the app:" in html


def test_a_wrong_code_is_refused_beside_the_field(alice):
    client = confirmed(alice)
    client.get("/account/2fa/totp/activate/")
    assert "id_code_error" in client.post("/account/2fa/totp/activate/", {"code": "000000"}).content.decode()


def test_setting_it_up_leads_to_the_recovery_codes(guarded):
    client, html, _ = guarded
    assert 'class="codes"' in html
    assert "in use" in client.get("/account/2fa/").content.decode()


def test_the_next_sign_in_asks_for_a_code(guarded, alice):
    visitor = signed_in(alice)
    assert visitor.get("/account/2fa/").status_code == 302
    assert "One more step" in visitor.get("/account/2fa/authenticate/").content.decode()


def test_new_recovery_codes_are_asked_for_once_more(guarded):
    client, _, _ = guarded
    html = client.get("/account/2fa/recovery-codes/generate/", follow=True).content.decode()
    assert "The codes you have now stop working." in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "recovery-codes/", "totp/deactivate/"])
def test_axe_finds_nothing(guarded, show, address, scheme):
    html = guarded[0].get(f"/account/2fa/{address}").content.decode()
    found = Axe().run(show(html, color_scheme=scheme))
    assert found.violations_count == 0, found.generate_report()
