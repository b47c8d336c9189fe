from datetime import date, timedelta

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Group, Membership, Watermark
from tests.factories import make_member
from tests.members.statements import make_statement
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(membership):
    return reverse("members:member_edit", args=[membership.id])


def words(**changes):
    return {"alias": "Melati", "joined": "2026-01-07", "left": "", "outcome": ""} | changes


def now(cast):
    with acting(group_id=cast.group.id):
        return Membership.objects.select_related("person").get(pk=cast.melati.pk)


def test_the_alias_and_the_days_are_changed(cast, at):
    change = words(alias="Kenanga", joined="2026-01-08", left="2026-05-01", outcome="partly")
    answer = at(cast.alice).post(url(cast.melati), change)
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id])
    assert (now(cast).person.alias, now(cast).joined) == ("Kenanga", date(2026, 1, 8))
    assert (now(cast).left, now(cast).outcome) == (date(2026, 5, 1), "partly")


def test_who_comes_back_has_no_leaving_day_and_no_outcome(cast, at):
    at(cast.alice).post(url(cast.melati), words(left="2026-05-01", outcome="partly"))
    at(cast.alice).post(url(cast.melati), words())
    assert (now(cast).left, now(cast).outcome) == (None, None)


def test_the_earlier_leaving_is_kept_with_its_outcome_and_who_took_it_back(cast, at):
    at(cast.bob).post(url(cast.melati), words(left="2026-05-01", outcome="partly"))
    at(cast.bob).post(url(cast.melati), words(left="2026-05-02", outcome="partly"))
    shown = text_of(at(cast.alice).post(url(cast.melati), words(), follow=True))
    assert "Earlier joined 7 Jan 2026, left 2 May 2026, reached it in part · taken back on" in shown
    with acting(group_id=cast.group.id):
        [kept] = cast.melati.departures.all()
        assert (kept.joined, kept.left, kept.outcome) == (date(2026, 1, 7), date(2026, 5, 2), "partly")
        assert kept.by == cast.alice


def test_who_comes_back_finds_problems_consent_and_attendance_as_they_were(cast, at):
    make_statement(cast.melati, "gives in")
    at(cast.alice).post(url(cast.melati), words(left="2026-05-01", outcome="broke-off"))
    assert "Empty it for a member who comes back. The earlier leaving is kept." in text_of(
        at(cast.alice).get(url(cast.melati))
    )
    answer = at(cast.alice).post(url(cast.melati), words(), follow=True)
    assert "gives in" in text_of(answer) and text_of(answer).count("given 2") == 3
    group = text_of(at(cast.alice).get(reverse("members:group_detail", args=[cast.group.id])))
    assert "Melati 7 Jan 2026 1 / 1" in group and "Former" not in group


def test_a_member_who_comes_back_into_a_full_group_is_too_many_and_the_page_says_so(cast, at):
    at(cast.alice).post(url(cast.melati), words(left="2026-05-01"))
    with acting(group_id=cast.group.id):
        for number in range(2):
            make_member(group=cast.group, alias=f"New {number}")
        Group.objects.filter(pk=cast.group.pk).update(capacity=3)
    answer = at(cast.alice).post(url(cast.melati), words(), follow=True)
    assert "The group has 4 members now, and 3 places." in text_of(answer)


def test_the_change_leaves_a_trace_and_moves_the_watermark(cast, at):
    at(cast.alice).post(url(cast.melati), words(alias="Kenanga", left="2026-05-01"))
    [entry] = trail("membership-changed")
    assert entry.detail == {"fields": ["alias", "left"]} and entry.subject == cast.melati.id
    assert Watermark.objects.get(membership=cast.melati.id).record == 2
    assert Watermark.objects.get(membership=cast.dahlia.id).record == 1


def test_storing_it_as_it_is_leaves_nothing(cast, at):
    assert at(cast.alice).post(url(cast.melati), words()).status_code == 302
    assert trail("membership-changed") == [] and Watermark.objects.get(membership=cast.melati.id).record == 1


def test_the_form_shows_what_is_so_now(cast, at):
    page = at(cast.alice).get(url(cast.melati)).content.decode()
    assert 'value="Melati"' in page and 'value="2026-01-07"' in page


def test_an_outcome_that_an_import_brought_stays_offered(cast, at):
    with acting(group_id=cast.group.id):
        Membership.objects.filter(pk=cast.melati.pk).update(left="2026-05-01", outcome="moved away")
    assert '<option value="moved away" selected>' in at(cast.alice).get(url(cast.melati)).content.decode()
    at(cast.alice).post(url(cast.melati), words(left="2026-05-02", outcome="moved away"))
    assert now(cast).outcome == "moved away"


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"alias": "Dahlia"}, "alias", "Somebody in this group has this alias already."),
        ({"left": "2026-01-06"}, "left", "This is before the day of joining."),
        ({"outcome": "partly"}, "outcome", "Say first on which day the member left."),
        ({"outcome": "healed", "left": "2026-05-01"}, "outcome", "Select a valid choice."),
        ({"joined": ""}, "joined", "This field is required."),
        ({"joined": "0026-01-07"}, "joined", "Look at the year once more: 0026."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(cast, at, change, field, told):
    answer = at(cast.alice).post(url(cast.melati), words(**change))
    assert answer.status_code == 422 and told in text_of(answer)
    assert answer.context["form"].errors.keys() == {field}
    assert (now(cast).person.alias, now(cast).left, now(cast).outcome) == ("Melati", None, None)
    assert trail("membership-changed") == []


def test_nobody_has_left_on_a_day_to_come(cast, at, today):
    answer = at(cast.alice).post(url(cast.melati), words(left=(today + timedelta(days=2)).isoformat()))
    assert answer.status_code == 422 and "That day has not come yet." in text_of(answer)


def test_reading_it_in_the_form_is_an_opening_of_the_members_record(cast, at):
    at(cast.bob).get(url(cast.melati))
    [entry] = trail("opened")
    assert (entry.by, entry.subject, entry.group) == (cast.bob.id, cast.melati.id, cast.group.id)


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.melati)).status_code == browser.post(url(cast.melati), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).delete(url(cast.melati)).status_code == 405
