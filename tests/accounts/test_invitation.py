from django.urls import reverse

from tests.factories import PASSWORD


def url(person):
    return reverse("accounts:invitation", args=[person.id])


def test_the_link_is_shown_once(cast, at):
    adi = at(cast.adi)
    first = adi.post(reverse("accounts:invite", args=[cast.bob.id]), follow=True)
    again = adi.get(url(cast.bob), follow=True)
    assert "/password/reset/key/" in first.content.decode()
    assert "/password/reset/key/" not in again.content.decode()
    assert again.redirect_chain == [(reverse("accounts:person_edit", args=[cast.bob.id]), 302)]


def test_the_link_is_kept_neither_here_nor_in_the_browser(cast, at):
    adi = at(cast.adi)
    adi.post(reverse("accounts:invite", args=[cast.bob.id]))
    assert "key" not in str(dict(adi.session))
    assert "no-store" in adi.get(url(cast.bob)).headers["Cache-Control"]


def test_an_address_alone_shows_no_link(cast, at):
    adi = at(cast.adi)
    adi.post(reverse("accounts:invite", args=[cast.bob.id]))
    assert "/password/reset/key/" not in adi.get(url(cast.olga), follow=True).content.decode()


def test_who_chose_a_password_meanwhile_is_out_of_the_admins_reach(cast, at):
    adi = at(cast.adi)
    adi.post(reverse("accounts:invite", args=[cast.bob.id]))
    cast.bob.set_password(PASSWORD)
    cast.bob.save()
    assert "/password/reset/key/" not in adi.get(url(cast.bob), follow=True).content.decode()


def test_nobody_else_sees_it(cast, at):
    assert at(cast.alice).get(url(cast.bob)).status_code == 404
    assert at(cast.adi).post(url(cast.bob)).status_code == 405
