from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Consent, Watermark
from tests.factories import make_member
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(membership):
    return reverse("members:consent_change", args=[membership.id])


def words(given="no", purpose="summaries"):
    return {"purpose": purpose, "given": given}


def history(membership, purpose="summaries"):
    with acting(group_id=membership.group_id):
        rows = Consent.objects.filter(membership=membership, purpose=purpose).order_by("at", "id")
        return list(rows.values_list("given", flat=True))


def test_withdrawing_keeps_that_it_was_given(cast, at):
    answer = at(cast.alice).post(url(cast.melati), words())
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#consents"
    assert history(cast.melati) == [True, False] and history(cast.melati, "polls") == [True]


def test_a_withdrawn_summary_is_marked_so_that_it_disappears(cast, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked:
        at(cast.alice).post(url(cast.melati), words())
    assert len(asked) == 1 and records(cast) == (2, 2), "others are not told any more how Melati answers them"


def records(cast):
    """How often the record of each has changed."""
    return tuple(Watermark.objects.get(membership=one.id).record for one in (cast.melati, cast.dahlia))


def test_a_consent_to_polls_says_nothing_of_others(cast, at):
    at(cast.alice).post(url(cast.melati), words(purpose="polls"))
    assert records(cast) == (2, 1)


def test_what_was_withdrawn_can_be_given_again(cast, at):
    for given in ("no", "yes"):
        at(cast.alice).post(url(cast.melati), words(given))
    assert history(cast.melati) == [True, False, True]


def test_a_second_click_changes_nothing(cast, at):
    for _ in range(2):
        at(cast.alice).post(url(cast.melati), words())
    assert history(cast.melati) == [True, False] and len(trail("consent-withdrawn")) == 1


def test_what_was_never_given_is_not_withdrawn(cast, at):
    anggrek = make_member(group=cast.group, alias="Anggrek", consents=())
    at(cast.alice).post(url(anggrek), words())
    assert history(anggrek) == []
    at(cast.alice).post(url(anggrek), words("yes"))
    assert history(anggrek) == [True]


def days(membership, purpose="summaries"):
    with acting(group_id=membership.group_id):
        rows = Consent.objects.filter(membership=membership, purpose=purpose).select_related("membership__group")
        return [(row.given, row.day.isoformat()) for row in rows.order_by("at")]


@pytest.fixture
def of_march(cast):
    """Here Melati agreed on the third of March, at seven in the evening where the group meets."""
    cast.melati = make_member(group=cast.group, alias="Melati 2", consents=())
    said = {"group": cast.group, "membership": cast.melati, "given": True, "at": datetime(2026, 3, 3, 12, tzinfo=UTC)}
    with acting(group_id=cast.group.id):
        Consent.objects.bulk_create(Consent(purpose=purpose, **said) for purpose in Consent.Purpose.values)
    return cast


@pytest.mark.parametrize("on", ["2026-03-03", "2026-03-04", "2026-11-01"])
def test_what_was_said_on_another_day_is_noted_with_that_day(of_march, at, on):
    answer = at(of_march.alice).post(url(of_march.melati), words() | {"on": on})
    assert answer.status_code == 302 and days(of_march.melati) == [(True, "2026-03-03"), (False, on)]
    assert history(of_march.melati) == [True, False]
    assert f"withdrawn {date.fromisoformat(on).day} " in text_of(at(of_march.alice).get(answer.url))


def test_the_day_is_that_of_the_group_wherever_it_is_read(of_march, at):
    User.objects.filter(pk=of_march.alice.pk).update(timezone="Pacific/Honolulu")
    shown = text_of(at(of_march.alice).get(at(of_march.alice).post(url(of_march.melati), words("yes")).url))
    assert shown.count("given 3 Mar 2026") == 3
    at(of_march.alice).post(url(of_march.melati), words() | {"on": "2026-03-04"})
    assert days(of_march.melati)[-1] == (False, "2026-03-04")


@pytest.mark.parametrize("headers", [{}, {"hx_request": "true"}])
@pytest.mark.parametrize(
    ("on", "language", "told"),
    [
        ("2026-03-02", "en", "The last word on this is of 3 Mar 2026."),
        ("2026-03-02", "id", "Keputusan terakhir tentang hal ini bertanggal 3 Mar 2026."),
        ("2036-01-01", "en", "That day has not come yet."),
        ("206-03-04", "en", "Enter a valid date."),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_it_and_kept(of_march, at, headers, on, language, told):
    User.objects.filter(pk=of_march.alice.pk).update(language=language)
    answer = at(of_march.alice, **headers).post(url(of_march.melati), words() | {"on": on})
    assert answer.status_code == 422 and history(of_march.melati) == [True]
    polls, summaries = answer.content.decode().split('value="polls"')[1].split('value="summaries"')
    assert told in summaries and f'value="{on}"' in summaries and "<details open>" in summaries
    assert told not in polls and "<details open>" not in polls


def test_the_trail_says_for_what(cast, at):
    at(cast.alice).post(url(cast.melati), words("no", "polls"))
    [entry] = trail("consent-withdrawn")
    assert (entry.subject, entry.detail) == (cast.melati.id, {"purpose": "polls"})


def test_htmx_gets_the_part_alone(cast, at):
    answer = at(cast.alice, hx_request="true").post(url(cast.melati), words())
    assert answer.content.decode().startswith('<section id="consents"') and "withdrawn" in text_of(answer)


@pytest.mark.parametrize("change", [{"purpose": "everything"}, {"given": "perhaps"}, {"given": ""}])
def test_what_cannot_be_is_refused(cast, at, change):
    assert at(cast.alice).post(url(cast.melati), words() | change).status_code == 422
    assert history(cast.melati) == [True]


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 403
    assert history(cast.melati) == [True]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at):
    assert at(cast.alice).get(url(cast.melati)).status_code == 405
