"""The profile offers the time zone of the device, where it is another one."""

from django.test import Client
from django.urls import reverse

from tests.factories import make_user

PROFILE = reverse("accounts:profile")


def profile(zone: str) -> str:
    browser = Client()
    browser.force_login(make_user(timezone=zone))
    return browser.get(PROFILE).content.decode()


def test_one_touch_takes_the_zone_of_the_device(db, show):
    page = show(profile("Asia/Jakarta"), timezone_id="Asia/Jayapura")
    offer = page.get_by_role("button", name="Take the time zone of this device: Asia/Jayapura")
    offer.click()
    assert page.get_by_label("Time zone").input_value() == "Asia/Jayapura"
    assert not offer.is_visible()
    page.get_by_label("Time zone").select_option("Asia/Jakarta")
    assert offer.is_visible()


def test_the_devices_own_zone_is_not_offered(db, show):
    page = show(profile("Asia/Makassar"), timezone_id="Asia/Makassar")
    assert page.get_by_label("Time zone").is_visible()
    assert not page.get_by_role("button", name="Take the time zone").is_visible()
