"""A question is answered as the query set would be, by what is there when it is asked and for whoever asks."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, override

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.questions import question
from members.models import Group, Membership, Person
from sessions_app.models import Session
from tests.factories import make_group, make_member, make_session


@question
def members_on(group: UUID, day: date):
    return Membership.objects.filter(group=group).on(day).with_attendance().select_related("person")


@question
def sessions_among(ids: list[UUID]):
    return Session.objects.filter(pk__among=ids).order_by("number")


def same(asked, rows):
    told = list(rows)
    assert asked == told and [vars(one).keys() for one in asked] == [vars(one).keys() for one in told]
    return told


def test_rows_come_with_what_belongs_to_them(cast):
    day = date(2026, 1, 7)
    with acting(group_id=cast.group.id):
        asked = members_on(cast.group.id, day)
        told = same(asked, Membership.objects.filter(group=cast.group).on(day).with_attendance())
        assert told and [one.attendance for one in asked] == [one.attendance for one in told]
        with CaptureQueriesContext(connection) as queries:
            assert all(isinstance(one.person, Person) for one in asked)
    assert not queries


def test_other_values_are_asked_for_the_next_time(cast):
    other = make_group(lead=cast.alice)
    make_member(group=other, alias="Ratna", joined=date(2026, 2, 1))
    with acting(user_id=cast.alice.id):
        here = members_on(cast.group.id, date(2026, 1, 7))
        assert {one.group_id for one in here} == {cast.group.id}
        assert [one.person.alias for one in members_on(other.id, date(2026, 2, 1))] == ["Ratna"]
        assert members_on(other.id, date(2026, 1, 31)) == []
        assert members_on(cast.group.id, date(2026, 1, 7)) == here


def test_what_was_written_meanwhile_is_in_the_answer(cast):
    with acting(group_id=cast.group.id):
        before = sessions_among([cast.session.pk])
        Session.objects.filter(pk=cast.session.pk).update(theme="Trust")
        assert (before[0].theme, sessions_among([cast.session.pk])[0].theme) == ("", "Trust")


def test_each_is_shown_what_the_database_shows_them(cast):
    for user, shown in ((cast.alice, 1), (cast.charlie, 0), (cast.alice, 1)):
        with acting(user_id=user.id):
            assert len(sessions_among([cast.session.pk])) == shown


def test_among_none_one_and_many_by_one_statement(cast):
    with acting(group_id=cast.group.id):
        more = [make_session(group=cast.group, number=number) for number in (71, 72)]
        with CaptureQueriesContext(connection) as queries:
            assert sessions_among([]) == [] and not queries
            assert sessions_among([uuid7()]) == []
            assert sessions_among([one.pk for one in more]) == more
    assert len({query["sql"].partition("ANY")[0] for query in queries}) == 1


def test_figures_and_names_come_as_a_query_set_gives_them(cast):
    @question
    def counted(group: UUID):
        rows = Session.objects.filter(group=group).order_by("number")
        return rows.annotate(n=Count("attendances")).values_list("number", "n", named=True)

    @question
    def pairs(group: UUID):
        return Membership.objects.filter(group=group).values_list("person__alias", "joined").order_by("person__alias")

    with acting(group_id=cast.group.id):
        told = Session.objects.filter(group=cast.group).annotate(n=Count("attendances")).order_by("number")
        assert [(one.number, one.n) for one in counted(cast.group.id)] == [(one.number, one.n) for one in told]
        rows = Membership.objects.filter(group=cast.group).values_list("person__alias", "joined")
        assert pairs(cast.group.id) == list(rows.order_by("person__alias"))


def test_each_language_has_its_own(cast):
    @question
    def named(group: UUID):
        name = F("name") if get_language() == "en" else F("ref")
        return Group.objects.filter(pk=group).values_list(name, flat=True)

    with acting(group_id=cast.group.id):
        for language, told in (("en", cast.group.name), ("id", cast.group.ref), ("en", cast.group.name)):
            with override(language):
                assert named(cast.group.id) == [told]


def test_a_moment_that_would_be_kept_is_refused_as_are_somebody_and_their_time_zone():
    @question
    def since_then(group: UUID):
        return Session.objects.filter(group=group, starts__gte=datetime(2026, 1, 1, tzinfo=UTC))

    @question
    def of_one(group: UUID):
        return Group.objects.filter(pk=group).exclude(pk=uuid7())

    @question
    def in_january(group: UUID):
        return Session.objects.filter(group=group, starts__month=1)

    for asked in (since_then, of_one, in_january):
        with pytest.raises(TypeError, match="kept for everybody"):
            asked(uuid7())


def test_so_is_a_value_that_is_not_looked_at():
    @question
    def everything(group: UUID):
        return Group.objects.all()

    with pytest.raises(TypeError, match="does not reach the statement"):
        everything(uuid7())
