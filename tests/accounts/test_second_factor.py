import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.adapter import SecondFactorAdapter
from tests.factories import PASSWORD
from tests.pages import text_of, trail
from tests.second_factor import code, enrol, half_signed_in, signed_in

ACTIVATE = reverse("mfa_activate_totp")


@pytest.fixture
def alice(cast):
    cache.clear()
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    yield cast.alice
    cache.clear()


@pytest.fixture
def with_factor(alice, django_capture_on_commit_callbacks):
    """Alice's browser, in which she has set up a second factor, and its secret."""
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = browser.get(ACTIVATE).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(ACTIVATE, {"code": code(secret)})
    return browser, secret


def test_the_seed_lies_sealed_in_the_database(with_factor, alice):
    _, secret = with_factor
    [stored] = Authenticator.objects.filter(user=alice, type="totp").values_list("data__secret", flat=True)
    assert secret not in stored and SecondFactorAdapter().decrypt(stored) == secret


def test_from_then_on_the_password_alone_opens_nothing(with_factor, alice):
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_with_the_code_they_are_in_and_each_step_has_its_trace(with_factor, alice):
    _, secret = with_factor
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    before = len(trail("signed-in"))
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert [entry.by for entry in trail("second-factor-refused")] == [alice.id] and len(trail("signed-in")) == before
    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert browser.get(reverse("accounts:profile")).status_code == 200 and len(trail("signed-in")) == before + 1


def test_setting_it_up_and_removing_it_leave_their_traces(with_factor, alice, django_capture_on_commit_callbacks):
    browser, _ = with_factor
    assert {entry.by for entry in trail("second-factor-added")} == {alice.id}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("mfa_deactivate_totp"))
    assert {entry.subject for entry in trail("second-factor-removed")} == {alice.id}
    assert not Authenticator.objects.filter(user=alice).exists()


def is_in(browser) -> bool:
    return browser.get(reverse("accounts:profile")).status_code == 200


def given(browser, said: str) -> bool:
    """Whether this code lets the half signed-in browser in."""
    browser.post(reverse("mfa_authenticate"), {"code": said})
    return is_in(browser)


def test_a_code_of_the_app_works_once_even_while_the_app_still_shows_it(alice):
    enrol(alice)
    said = code()
    assert given(half_signed_in(alice), said) and not given(half_signed_in(alice), said)


def test_a_recovery_code_stands_in_for_the_app_once(alice):
    first, second, *_ = enrol(alice)
    assert given(half_signed_in(alice), first)
    assert not given(half_signed_in(alice), first) and given(half_signed_in(alice), second)


def test_new_recovery_codes_close_the_way_of_the_old_ones(alice):
    old = enrol(alice)
    signed_in(alice).post(reverse("mfa_generate_recovery_codes"))
    cache.clear()
    assert not given(half_signed_in(alice), old[0])


def test_guessing_codes_is_stopped_also_for_the_right_one(alice):
    enrol(alice)
    right, browser = code(), half_signed_in(alice)
    tries = [browser.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}) for number in range(12)]
    assert not given(browser, right)
    assert "tried too often" in text_of(tries[-1])


def test_without_it_again_the_password_is_enough_and_the_recovery_codes_are_gone(alice):
    enrol(alice)
    signed_in(alice).post(reverse("mfa_deactivate_totp"))
    assert is_in(half_signed_in(alice)) and not Authenticator.objects.filter(user=alice).exists()


def test_nobody_removes_a_factor_with_a_sign_in_that_has_not_just_been_confirmed(alice, at):
    enrol(alice)
    answer = at(alice).post(reverse("mfa_deactivate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate")) and alice.authenticator_set.count() == 2


def test_half_a_sign_in_opens_nothing_and_leaves_no_trace_of_one(alice, cast):
    enrol(alice)
    browser = half_signed_in(alice)
    assert browser.get(reverse("members:group_detail", args=[cast.group.id])).status_code == 302
    assert trail("signed-in") == []
