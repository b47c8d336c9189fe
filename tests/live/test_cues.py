from django.urls import reverse

from observations.live.models import Cues
from tests.live.made import Device
from tests.pages import text_of

PAGE = reverse("live:cues_edit")


def test_they_are_off_unless_somebody_says_otherwise(live, device):
    assert device.opened["cues"] == {"unheard": None, "unreflected": None}


def test_what_is_chosen_is_a_persons_own(live, at, co_leaders):
    assert at(live.alice).post(PAGE, {"unheard_minutes": 15, "unreflected_minutes": ""}).status_code == 302
    assert Device(at(live.alice), live.session).opened["cues"] == {"unheard": 15, "unreflected": None}
    assert Device(co_leaders.browser, live.session).opened["cues"]["unheard"] is None


def test_what_is_no_number_of_minutes_is_refused_with_what_was_typed(live, at):
    answer = at(live.alice).post(PAGE, {"unheard_minutes": "500", "unreflected_minutes": "soon"})
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {
        "unheard_minutes",
        "unreflected_minutes",
    }
    assert 'value="500"' in answer.content.decode() and not Cues.objects.exists()


def test_they_can_be_switched_off_again(live, at):
    alice = at(live.alice)
    alice.post(PAGE, {"unheard_minutes": 15})
    alice.post(PAGE, {"unheard_minutes": ""})
    assert Cues.objects.get().unheard_minutes is None and "never a sound" in text_of(alice.get(PAGE))
