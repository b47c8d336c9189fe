"""An admin carries a group to another site without reading a word of it."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db.transaction import atomic, set_rollback
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Group, Person
from observations.reports.interchange.sealed import MAGIC
from observations.reports.register import group_named
from tests.factories import make_group, make_member, make_user
from tests.pages import trail
from tests.reports.exchange.made import done, faults_of
from tests.reports.importing.made import small

WORDS = (b"Kelompok", b"Melati", b"Dahlia", b"Ibu Sari", b"menunduk", b"despise", b"groupcounsel/1")


def url(group) -> str:
    return reverse("reports:export_sealed", args=[group.id])


def taken(browser, group) -> bytes:
    answer = browser.post(url(group))
    assert answer.status_code == 200 and answer.streaming
    return answer.getvalue()


@pytest.fixture
def group(cast) -> Group:
    """With a record in which every facet says something, led by nobody here."""
    return group_named(done(cast.adi, small()).group)


def plain(group, tmp_path) -> bytes:
    out = tmp_path / "plain.json"
    call_command("export_group", group.ref, out=str(out))
    return out.read_bytes()


def test_what_an_admin_takes_along_holds_no_word_of_the_record(cast, at, group, tmp_path):
    content = taken(at(cast.adi), group)
    assert content.startswith(MAGIC) and [word for word in WORDS if word in content] == []
    assert [word for word in WORDS if word not in plain(group, tmp_path)] == []


def test_it_is_a_file_that_nobody_keeps_on_the_way(cast, at, group):
    answer = at(cast.adi).post(url(group))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{group.ref}.groupcounsel-sealed"'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/octet-stream", "no-store")


def test_sent_in_here_again_it_changes_nothing(cast, at, group):
    again = done(cast.adi, taken(at(cast.adi), group))
    assert again.state == "done" and again.counts["unchanged"] == 2
    assert {name: n for name, n in again.counts.items() if n} == {"unchanged": 2}


def test_where_the_group_is_not_known_it_comes_back_byte_for_byte(cast, at, tmp_path):
    with atomic():
        group = group_named(done(cast.adi, small()).group)
        content, before = taken(at(cast.adi), group), plain(group, tmp_path)
        set_rollback(True)
    assert group_named(group.ref) is None
    back = done(cast.adi, content)
    assert back.state == "done" and back.group == group.ref
    assert plain(group_named(back.group), tmp_path) == before


def test_a_site_with_other_keys_does_not_open_it(cast, at, group, settings):
    content = taken(at(cast.adi), group)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    [(place, value, told)] = faults_of(done(cast.adi, content))
    assert (place, value) == ("$", "") and "keys that this site does not have" in told


def test_a_site_that_has_the_key_among_older_ones_opens_it(cast, at, group, settings):
    content = taken(at(cast.adi), group)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    assert done(cast.adi, content).state == "done"


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "charlie", "sari", "rina"])
def test_it_is_for_admins(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group)).status_code == 404
    assert trail("group-exported") == []


def test_a_link_alone_downloads_nothing(cast, at):
    assert at(cast.adi).get(url(cast.group)).status_code == 405


def test_a_group_that_does_not_exist_is_not_found(cast, at):
    assert at(cast.adi).post(url(Group())).status_code == 404


def test_it_stands_in_the_trail_as_sealed(cast, at):
    taken(at(cast.adi), cast.group)
    [entry] = trail("group-exported")
    assert (entry.by, entry.group) == (cast.adi.id, cast.group.id)
    assert entry.detail == {"identities": False, "sealed": True}


def test_plain_text_is_not_an_admins(cast, at):
    adi = at(cast.adi)
    for name in ("export", "export_record", "export_results"):
        address = reverse(f"reports:{name}", args=[cast.group.id])
        assert (adi.get if name == "export" else adi.post)(address).status_code == 404


def test_an_admin_who_leads_the_group_gets_both(cast, at):
    adi = make_user(name="Ani", is_admin=True)
    group = make_group(lead=adi)
    make_member(group=group)
    assert b"Melati" not in taken(at(adi), group)
    assert b"Melati" in at(adi).post(reverse("reports:export_record", args=[group.id])).getvalue()


def test_afterwards_the_database_shows_the_admin_as_little_as_before(cast, at):
    taken(at(cast.adi), cast.group)
    assert not Group.objects.exists()
    with acting(user_id=cast.adi.id):
        assert not Person.objects.exists()


def test_twice_the_same_record_is_never_the_same_file(cast, at, group):
    adi = at(cast.adi)
    assert taken(adi, group) != taken(adi, group)
