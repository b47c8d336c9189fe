"""What goes out about one's sessions is chosen on the profile: reminders, a title, an address shown once."""

import pytest
from django.urls import reverse

from observations.today.access import digest_of
from observations.today.models import Feed
from sessions_app.models import Reminding
from tests.breaking import changed, named_rules
from tests.pages import text_of, trail

URL = reverse("today:calendar")
MAKE, WITHDRAW = reverse("today:calendar_make"), reverse("today:calendar_withdraw")
CHOICES = {"hours_before": "2", "morning_after": "on", "title": "Busy"}


def chosen(user) -> tuple:
    return Reminding.objects.values_list("hours_before", "morning_after").get(user=user)


def address_in(answer) -> str:
    return answer.context["address"]


def test_without_a_choice_nothing_goes_out(cast, at):
    page = at(cast.alice).get(URL)
    assert page.context["form"].initial == {"hours_before": None, "morning_after": False, "title": ""}
    assert not Reminding.objects.exists() and not Feed.objects.exists()
    assert "Make an address" in text_of(page) and "Withdraw" not in text_of(page)


def test_choices_are_kept_and_shown_again(cast, at):
    answer = at(cast.alice).post(URL, CHOICES, follow=True)
    assert "Your choices are saved." in text_of(answer) and chosen(cast.alice) == (2, True)
    assert answer.context["form"].initial == {"hours_before": 2, "morning_after": True, "title": "Busy"}
    assert '<option value="2" selected>' in answer.content.decode()


def test_they_end_when_they_are_taken_back(cast, at):
    for choices in (CHOICES, {"hours_before": "", "title": ""}):
        at(cast.alice).post(URL, choices)
    assert chosen(cast.alice) == (None, False)
    assert [entry.detail["fields"] for entry in trail("reminders-chosen")] == [list(CHOICES)] * 2


def test_what_is_sent_unchanged_leaves_no_trace(cast, at):
    for _ in range(2):
        at(cast.alice).post(URL, CHOICES)
    assert len(trail("reminders-chosen")) == 1


@pytest.mark.parametrize(
    ("sent", "told"), [({"hours_before": "5"}, "Select a valid choice"), ({"title": "x" * 81}, "at most 80")]
)
def test_what_nobody_offered_is_refused_beside_the_field(cast, at, sent, told):
    answer = at(cast.alice).post(URL, CHOICES | sent)
    assert answer.status_code == 422 and told in text_of(answer) and not Reminding.objects.exists()


def test_an_address_is_shown_once_and_only_its_digest_is_kept(cast, at):
    browser = at(cast.alice)
    answer = browser.post(MAKE)
    address = address_in(answer)
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert address in answer.content.decode() and address.startswith("http://localhost:8000/calendar/")
    assert len(secret) >= 43 and Feed.objects.get().digest == digest_of(secret)
    assert secret not in str(Feed.objects.values().get()) and secret not in browser.get(URL).content.decode()
    assert secret not in str([entry.detail for entry in trail("calendar-opened")])


def test_a_new_address_ends_the_one_before_and_a_withdrawn_one_leads_nowhere(cast, at):
    browser = at(cast.alice)
    first, second = address_in(browser.post(MAKE)), address_in(browser.post(MAKE))
    assert [at(None).get(url).status_code for url in (first, second)] == [404, 200]
    answer = browser.post(WITHDRAW, follow=True)
    assert "leads nowhere any more" in text_of(answer) and at(None).get(second).status_code == 404
    browser.post(WITHDRAW)
    assert (len(trail("calendar-opened")), len(trail("calendar-closed"))) == (2, 1)


def test_the_page_says_whether_anybody_asked(cast, at):
    browser = at(cast.alice)
    address = address_in(browser.post(MAKE))
    assert "Nobody has asked for it yet." in text_of(browser.get(URL))
    at(None).get(address)
    assert "It was last asked for on" in text_of(browser.get(URL))


def test_every_choice_is_in_the_readers_language(cast, at):
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="id")
    page = text_of(at(cast.alice).get(URL))
    assert "1 jam sebelumnya" in page and "48 jam sebelumnya" in page and "hour" not in page


@pytest.mark.parametrize("url", [MAKE, WITHDRAW])
def test_reading_changes_nothing_and_visitors_sign_in_first(cast, at, url):
    assert at(cast.alice).get(url).status_code == 405
    assert at(None).post(url).status_code == 302 and not Feed.objects.exists()


BREAKS = {
    "an_address_was_made_at_some_time": lambda cast: changed(Feed.objects.create(user=cast.alice), digest="0" * 64),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_what_must_not_be_is_refused_by_its_name(cast, rule):
    assert BREAKS[rule](cast) == rule


def test_every_named_rule_is_broken_here(db):
    assert {rule for rule in named_rules("^today_") if not rule.startswith("today_")} == set(BREAKS)


@pytest.mark.parametrize(("backend", "said"), [("console", True), ("locmem", False)])
def test_where_no_mail_server_is_named_it_says_that_no_reminder_goes_out(cast, at, settings, backend, said):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    for answer in (at(cast.alice).get(URL), at(cast.alice).post(reverse("today:calendar_make"))):
        assert ("No mail server is named here" in text_of(answer)) is said
