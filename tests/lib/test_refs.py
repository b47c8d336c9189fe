from itertools import islice

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.refs import free_refs
from members.models import Person
from tests.factories import make_group


def refs(*taken):
    group = make_group()
    with acting(group_id=group.id):
        Person.objects.bulk_create(Person(group=group, ref=ref, alias=ref) for ref in taken)
        return list(islice(free_refs(Person.objects.filter(group=group), "m"), 2))


def test_the_first_names_begin_with_one(db):
    assert refs() == ["m1", "m2"]


def test_names_go_on_from_the_highest_and_fill_no_gap(db):
    assert refs("m1", "m9") == ["m10", "m11"]


def test_names_that_an_import_brought_do_not_disturb(db):
    assert refs("m2", "melati", "m", "m3b", "m²", "c7") == ["m3", "m4"]
