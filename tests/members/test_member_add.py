import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.identities import opened
from members.models import Consent, Group, Identity, Membership, Person, StatementVersion, Watermark
from tests.factories import make_member
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(group):
    return reverse("members:member_add", args=[group.id])


def words(**changes):
    return {"alias": "Teratai", "joined": "2026-03-04"} | changes


@pytest.fixture
def added(cast, at):
    """Sends the form; gives back the new membership."""

    def add(**changes):
        answer = at(cast.alice).post(url(cast.group), words(**changes))
        with acting(group_id=cast.group.id):
            membership = Membership.objects.select_related("person").get(person__alias="Teratai")
        assert answer.url == reverse("members:membership_manage", args=[membership.id])
        return membership

    return add


def test_an_alias_and_a_day_are_enough(cast, added):
    membership = added()
    assert membership.joined.isoformat() == "2026-03-04" and membership.left is None
    assert Watermark.objects.filter(membership=membership.id, group=cast.group.id).exists()


def test_short_names_count_on(cast, added):
    make_member(group=cast.group, alias="Imported", joined="2026-01-01")
    with acting(group_id=cast.group.id):
        Person.objects.filter(alias="Imported").update(ref="m41000")
    assert added().person.ref == "m41001"


def test_consent_problems_and_goals_come_along(cast, added):
    membership = added(consents=["polls", "recording"], problems="gives in\n\n then resents it ", goals="say no")
    with acting(group_id=cast.group.id):
        given = Consent.objects.filter(membership=membership)
        assert {(row.purpose, row.given, row.by_id) for row in given} == {
            ("polls", True, cast.alice.id),
            ("recording", True, cast.alice.id),
        }
        texts = StatementVersion.objects.filter(statement__membership=membership)
        assert list(texts.values_list("statement__kind", "statement__position", "text").order_by("id")) == [
            ("problem", 0, "gives in"),
            ("problem", 1, "then resents it"),
            ("goal", 0, "say no"),
        ]


def test_the_identity_is_sealed_and_apart(cast, added):
    membership = added(legal_name="Sri Lestari", born="1990-05-17", contact="0812 555")
    with acting(group_id=cast.group.id):
        identity = Identity.objects.get(person=membership.person)
    assert "Sri" not in identity.sealed and "1990" not in identity.sealed
    assert opened(identity) == {"legal_name": "Sri Lestari", "born": "1990-05-17", "contact": "0812 555"}


def test_without_an_identity_none_is_kept(cast, added):
    membership = added()
    with acting(group_id=cast.group.id):
        assert not Identity.objects.filter(person=membership.person).exists()


def test_the_trail_holds_no_word_of_it(cast, added):
    membership = added(legal_name="Sri Lestari", problems="gives in", consents=["polls"])
    [entry] = trail("member-added")
    assert entry.subject == membership.id and entry.by == cast.alice.id
    assert entry.detail == {"consents": ["polls"], "identity": True}


def test_the_summary_is_asked_for_after_the_commit(cast, added, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked:
        membership = added()
    assert len(asked) == 1 and Watermark.objects.get(membership=membership.id).record == 2


def test_an_alias_that_is_taken_is_refused_beside_it_and_nothing_is_half_stored(cast, at):
    answer = at(cast.alice).post(url(cast.group), words(alias="Dahlia", problems="typed", legal_name="Sri"))
    assert answer.status_code == 422
    assert "Somebody in this group has this alias already." in text_of(answer)
    assert answer.context["form"].errors.keys() == {"alias"} and ">\ntyped</textarea>" in answer.content.decode()
    with acting(group_id=cast.group.id):
        assert Membership.objects.count() == 2 and not Identity.objects.exists()
    assert trail("member-added") == []


def test_a_counselors_name_is_taken_too(cast, at):
    assert at(cast.alice).post(url(cast.group), words(alias="Alice")).status_code == 422


def test_the_same_alias_in_another_group_is_free(cast, at):
    assert at(cast.charlie).post(url(cast.other_group), words(alias="Dahlia")).status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"alias": " "}, "alias"),
        ({"alias": "x" * 121}, "alias"),
        ({"joined": "yesterday"}, "joined"),
        ({"consents": ["everything"]}, "consents"),
        ({"problems": "short\n" + "x" * 401}, "problems"),
        ({"born": "1990"}, "born"),
        ({"born": "0090-05-17"}, "born"),
        ({"joined": "20266-03-04"}, "joined"),
        ({"joined": "0206-03-04"}, "joined"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, at, change, field):
    answer = at(cast.alice).post(url(cast.group), words() | change)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}


def test_the_empty_form_offers_today(cast, at, today):
    assert f'value="{today.isoformat()}"' in at(cast.alice).get(url(cast.group)).content.decode()


def test_one_more_than_there_are_places_is_added_and_said(cast, at):
    with acting(group_id=cast.group.id):
        Group.objects.filter(pk=cast.group.pk).update(capacity=3)
    shown = []
    for alias in ("Third", "Fourth"):
        shown.append(text_of(at(cast.alice).post(url(cast.group), words(alias=alias), follow=True)))
    assert "places" not in shown[0] and "The group has 4 members now, and 3 places." in shown[1]
    page = at(cast.alice).get(reverse("members:group_detail", args=[cast.group.id])).content.decode()
    assert '<span class="num pill wait">4 of 3 places taken</span>' in page


def test_those_who_left_take_no_place(cast, at):
    with acting(group_id=cast.group.id):
        Group.objects.filter(pk=cast.group.pk).update(capacity=2)
        Membership.objects.update(left="2026-02-01")
    assert "places" not in text_of(at(cast.alice).post(url(cast.group), words(), follow=True))


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.group)).status_code == browser.post(url(cast.group), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_group(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).put(url(cast.group)).status_code == 405
