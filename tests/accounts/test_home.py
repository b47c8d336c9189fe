import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.factories import make_user
from tests.pages import text_of


@pytest.mark.parametrize(
    ("roles", "first"),
    [
        ({"is_counselor"}, "today:today"),
        ({"is_counselor", "is_supervisor", "is_admin"}, "today:today"),
        ({"is_supervisor"}, "supervision:caseload"),
        ({"is_supervisor", "is_admin"}, "supervision:caseload"),
        ({"is_admin"}, "supervision:practice"),
    ],
)
def test_everybody_starts_where_their_first_role_works(db, at, roles, first):
    who = make_user(**{role: role in roles for role in ("is_counselor", "is_supervisor", "is_admin")})
    assert at(who).get("/").url == reverse(first)


@pytest.mark.parametrize(("who", "first"), [("alice", "members:group_list"), ("sari", "supervision:caseload")])
def test_the_way_back_to_the_groups_leads_where_somebody_has_them(cast, at, who, first):
    assert at(getattr(cast, who)).get(reverse("groups")).url == reverse(first)


def test_who_has_no_role_yet_is_told_whom_to_ask(cast, at):
    User.objects.filter(pk=cast.bob.pk).update(is_counselor=False)
    assert "You have no role here yet." in text_of(at(cast.bob).get("/", follow=True))


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get("/").url.startswith("/account/login/")


def test_an_admins_rail_has_an_admins_entries_and_marks_the_present_one(cast, at):
    rail = at(cast.adi).get(reverse("register:group_register")).context["navigation"]
    assert [str(entry["label"]) for entry in rail if entry["current"]] == ["Groups and leaders"]
    assert {"Practice", "People", "Who did what"} <= {str(entry["label"]) for entry in rail}
    assert "Supervision" not in {str(entry["label"]) for entry in rail}


@pytest.mark.parametrize(("who", "label"), [("alice", "Groups"), ("sari", "Supervision")])
def test_the_records_belong_to_the_role_that_opens_them(cast, at, who, label):
    page = at(getattr(cast, who)).get(reverse("members:group_detail", args=[cast.group.id]))
    assert [str(entry["label"]) for entry in page.context["navigation"] if entry["current"]] == [label]
