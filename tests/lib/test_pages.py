import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from groupcounsel.lib.pages import filled, form_page, page_of, show
from members.models import Group
from tests.factories import make_group


class OneForm(forms.Form):
    word = forms.CharField()


@pytest.mark.parametrize(
    ("verb", "status"), [("get", 200), ("head", 200), ("post", 200), ("put", 405), ("delete", 405)]
)
def test_a_form_is_shown_and_sent_and_nothing_else(verb, status):
    view = form_page(lambda request: HttpResponse("fine"))
    assert view(getattr(RequestFactory(), verb)("/")).status_code == status


def test_a_form_that_is_shown_is_not_filled():
    assert not OneForm(filled(RequestFactory().get("/?word=x"))).is_bound


def test_an_empty_form_that_is_sent_is_filled_with_nothing():
    assert OneForm(filled(RequestFactory().post("/"))).errors == {"word": ["This field is required."]}


@pytest.mark.parametrize(("form", "status"), [(OneForm(), 200), (OneForm({}), 422), (OneForm({"word": ""}), 422)])
def test_a_form_that_is_shown_again_with_its_faults_says_so_in_its_status(form, status):
    assert show(RequestFactory().get("/"), "404.html", form).status_code == status


def page(asked: str, **options):
    return page_of(RequestFactory().get("/", {"page": asked}), Group.objects.order_by("ref"), size=2, **options)


@pytest.mark.parametrize(("asked", "number"), [("1", 1), ("2", 2), ("99", 2), ("x", 1), ("-3", 2)])
def test_a_page_that_is_not_there_is_the_nearest_one(db, asked, number):
    assert page(asked, total=3).number == number


def test_what_is_counted_already_is_not_counted_again(cast, django_assert_num_queries):
    make_group()
    with django_assert_num_queries(1):
        assert len(page("1", total=3).object_list) <= 2
