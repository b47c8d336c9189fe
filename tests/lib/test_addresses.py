"""Addresses by `address_of` and by the site's `url` tag are those that Django's `reverse` gives."""

from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch, clear_script_prefix, path, reverse, set_script_prefix

from groupcounsel.lib.addresses import address_of, addresses_of
from groupcounsel.lib.identifiers import uuid7

urlpatterns = [
    path("elsewhere/", lambda request: None, name="home"),
    path("two of them/<uuid:one>/<uuid:other>/", lambda request: None, name="pair"),
]


def test_an_address_is_what_reverse_says():
    for one in (uuid7(), UUID(int=0), uuid7()):
        assert address_of("members:group_detail", one) == reverse("members:group_detail", args=[one])
        for place in (0, 7, 10**12):
            assert address_of("summaries:evidence", one, place) == reverse("summaries:evidence", args=[one, place])
    assert address_of("home") == reverse("home")


def test_those_of_a_list_are_the_same():
    ids = [uuid7(), UUID(int=0)]
    assert addresses_of("members:group_detail", ids) == [address_of("members:group_detail", one) for one in ids]
    assert addresses_of("members:group_detail", []) == []


def test_it_follows_the_routes_and_the_place_of_the_site():
    usual, pair = address_of("home"), (uuid7(), uuid7())
    with override_settings(ROOT_URLCONF=__name__):
        assert address_of("home") == "/elsewhere/"
        assert address_of("pair", *pair) == reverse("pair", args=pair)
        set_script_prefix("/counsel/")
        try:
            assert address_of("home") == "/counsel/elsewhere/"
        finally:
            clear_script_prefix()
    assert address_of("home") == usual != "/elsewhere/"


def test_the_tag_writes_every_kind_of_address():
    group = uuid7()
    told = Template(
        "{% url 'members:group_detail' group %}|{% url 'members:group_detail' group_id=group %}|{% url name %}|"
        "{% url 'home' as there %}{{ there }}|{% url 'nowhere' as there %}{{ there }}|"
        "{% url 'summaries:evidence' group 3 %}|{% url 'members:group_detail' written %}"
    ).render(Context({"group": group, "written": str(group), "name": "members:group_list"}))
    detail, home = reverse("members:group_detail", args=[group]), reverse("home")
    evidence = reverse("summaries:evidence", args=[group, 3])
    assert told.split("|") == [detail, detail, reverse("members:group_list"), home, "", evidence, detail]


def test_an_address_that_does_not_exist_is_an_error_every_time():
    for _again in range(2):
        with pytest.raises(NoReverseMatch):
            Template("{% url 'members:group_detail' %}").render(Context())
