import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from tests.factories import PASSWORD, make_user
from tests.pages import text_of, trail


def url(person):
    return reverse("accounts:person_edit", args=[person.id])


def words(person, **changes):
    names = ("name", "email", "language", "timezone", "is_counselor", "is_supervisor", "is_admin", "is_active")
    told = {name: getattr(person, name) for name in names} | changes
    return {name: "on" if value is True else value for name, value in told.items() if value is not False}


@pytest.fixture
def settled(cast):
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    return cast


def test_roles_hold_from_the_next_request_on(settled, at):
    alice = at(settled.alice)
    assert alice.get(reverse("members:group_list")).status_code == 200
    at(settled.adi).post(url(settled.alice), words(settled.alice, is_counselor=False, is_supervisor=True))
    assert alice.get(reverse("members:group_list")).status_code == 404
    assert alice.get(reverse("members:group_detail", args=[settled.group.id])).status_code == 404
    assert alice.get(reverse("supervision:caseload")).status_code == 200


def test_who_may_not_sign_in_any_more_is_out_at_once(settled, at):
    alice = at(settled.alice)
    at(settled.adi).post(url(settled.alice), words(settled.alice, is_active=False))
    assert alice.get(reverse("members:group_list")).url.startswith("/account/login/")


def test_an_ended_sign_in_does_not_come_back_with_the_right_to_sign_in(settled, at):
    alice, adi = at(settled.alice), at(settled.adi)
    adi.post(url(settled.alice), words(settled.alice, is_active=False))
    adi.post(url(settled.alice), words(settled.alice))
    settled.alice.refresh_from_db()
    assert settled.alice.is_active and alice.get(reverse("members:group_list")).status_code == 302
    assert adi.get(reverse("accounts:person_list")).status_code == 200


def test_who_may_not_sign_in_is_not_let_in_by_their_password(settled, at, client):
    at(settled.adi).post(url(settled.alice), words(settled.alice, is_active=False))
    answer = client.post("/account/login/", {"login": settled.alice.email, "password": PASSWORD})
    assert answer.url == "/account/inactive/" and "_auth_user_id" not in client.session


def test_a_new_address_signs_in_and_the_former_one_does_not(settled, at, client):
    EmailAddress.objects.create(user=settled.alice, email=settled.alice.email, primary=True, verified=True)
    former = settled.alice.email
    at(settled.adi).post(url(settled.alice), words(settled.alice, email="new@example.org"))
    client.post("/account/login/", {"login": former, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(settled.alice.id)


def test_the_former_address_is_told(settled, at):
    former = settled.alice.email
    at(settled.adi).post(url(settled.alice), words(settled.alice, email="new@example.org"))
    [message] = mail.outbox
    assert message.to == [former] and "new@example.org" not in message.body


def test_an_address_mistyped_in_an_invitation_is_corrected_without_a_word_to_it(cast, at):
    at(cast.adi).post(url(cast.bob), words(cast.bob, email="bob@example.org"))
    assert mail.outbox == []


def test_the_trail_has_old_and_new_value_of_rights_and_of_nothing_else(settled, at):
    changes = {"name": "Alice W", "email": "new@example.org", "is_admin": True}
    at(settled.adi).post(url(settled.alice), words(settled.alice, **changes))
    [entry] = trail("person-changed")
    assert entry.by == settled.adi.id and entry.subject == settled.alice.id
    assert entry.detail == {"fields": ["name", "email", "is_admin"], "values": {"is_admin": [False, True]}}


@pytest.mark.parametrize("change", [{"is_admin": False}, {"is_active": False}])
def test_the_last_admin_stays_admin(cast, at, change):
    make_user(name="Former", is_admin=True, is_active=False)
    answer = at(cast.adi).post(url(cast.adi), words(cast.adi, **change))
    assert answer.status_code == 422 and "Nobody else is admin here." in text_of(answer)
    cast.adi.refresh_from_db()
    assert cast.adi.is_admin and cast.adi.is_active


def test_of_two_admins_one_may_go(cast, at):
    make_user(name="Other", is_admin=True)
    assert at(cast.adi).post(url(cast.adi), words(cast.adi, is_admin=False)).status_code == 302
    cast.adi.refresh_from_db()
    assert not cast.adi.is_admin


def test_another_persons_address_is_refused_and_what_was_typed_stays(cast, at):
    answer = at(cast.adi).post(url(cast.alice), words(cast.alice, name="Alisa", email=cast.bob.email.upper()))
    assert answer.status_code == 422 and "Somebody signs in with this address already." in text_of(answer)
    assert b'value="Alisa"' in answer.content and "<h1>Alice</h1>" in answer.content.decode()


def test_the_page_offers_a_link_fit_for_the_person(settled, at):
    assert "Send a link" in text_of(at(settled.adi).get(url(settled.alice)))
    assert "Invite again" in text_of(at(settled.adi).get(url(settled.bob)))


def test_nobody_else_changes_people(cast, at):
    assert at(cast.alice).get(url(cast.bob)).status_code == 404
    assert at(cast.sari).post(url(cast.sari), words(cast.sari, is_admin=True)).status_code == 404
    assert at(cast.adi).delete(url(cast.bob)).status_code == 405
