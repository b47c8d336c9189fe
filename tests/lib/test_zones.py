import zoneinfo

import pytest
from django import forms

from groupcounsel.lib.zones import ZoneField, choices


def test_every_zone_that_is_offered_exists():
    assert len(choices()) > 300
    assert {zoneinfo.ZoneInfo(name).key for name, _ in choices()} == {name for name, _ in choices()}


def test_zones_read_like_places():
    assert dict(choices())["America/Los_Angeles"] == "America/Los Angeles"


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(forms.ValidationError):
        ZoneField().clean("Mars/Olympus")


def test_the_chosen_zone_is_marked_and_only_that():
    class Sample(forms.Form):
        timezone = ZoneField()

    shown = str(Sample(initial={"timezone": "Asia/Jakarta"})["timezone"])
    assert '<option value="Asia/Jakarta" selected>Asia/Jakarta</option>' in shown and shown.count(" selected") == 1
    assert "New York" in shown and shown.count("<option") == len(choices())
