"""A group's record and results, taken along by who leads it and nobody else."""

import json

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.http import Http404
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.identities import sealed
from members.models import Group, Identity, Leadership
from observations.reports.exchange.downloads import file_name
from tests.factories import make_event
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of, trail

ADDRESSES = ["export", "export_record", "export_results"]


def url(name, group) -> str:
    return reverse(f"reports:{name}", args=[group.id])


def asked(browser, name, group):
    return browser.get(url(name, group)) if name == "export" else browser.post(url(name, group))


@pytest.fixture
def told(cast):
    """With an event, what somebody felt, and who Melati is by law."""
    facts = {
        "toward": [cast.dahlia.person],
        "text": "She looked away.",
        "components": {"risk": ("observed", cast.session)},
    }
    make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, **facts)
    with acting(group_id=cast.group.id):
        Identity.objects.create(group=cast.group, person=cast.melati.person, sealed=sealed({"name": "Ayu Lestari"}))
    return cast


def exported(group, tmp_path, **options) -> bytes:
    """What the command writes."""
    out = tmp_path / "exported.json"
    call_command("export_group", group.ref, out=str(out), **options)
    return out.read_bytes()


@pytest.mark.parametrize("who", WRITERS)
def test_who_leads_the_group_gets_what_the_command_gives(told, at, tmp_path, who):
    answer = asked(at(getattr(told, who)), "export_record", told.group)
    assert answer.streaming and answer.getvalue() == exported(told.group, tmp_path)


@pytest.mark.parametrize(
    ("name", "ending"), [("export_record", "groupcounsel.json"), ("export_results", "results.json")]
)
def test_it_is_a_file_that_nobody_keeps_on_the_way(told, at, name, ending):
    answer = asked(at(told.alice), name, told.group)
    assert answer.headers["Content-Type"] == "application/json" and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{told.group.ref}.{ending}"'


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("g1", "g1.x"),
        ("Rabu/../sore", "Rabu-sore.x"),
        ('a"; b\r\nX: y', "a-b-X-y.x"),
        ("кружок", "group.x"),
        ("..", "group.x"),
    ],
)
def test_no_short_name_breaks_out_of_the_name_of_the_file(ref, name):
    assert file_name(Group(ref=ref, name="Never this"), "x") == name


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_who_only_reads_takes_nothing_along(told, at, who, name):
    assert asked(at(getattr(told, who)), name, told.group).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_for_outsiders_the_group_does_not_exist(told, at, who, name):
    assert asked(at(getattr(told, who)), name, told.group).status_code == 404


@pytest.mark.parametrize("name", ADDRESSES[1:])
def test_a_link_alone_downloads_nothing(told, at, name):
    assert at(told.alice).get(url(name, told.group)).status_code == 405


def test_legal_identities_come_along_only_when_asked_for(told, at, tmp_path):
    alice = at(told.alice)
    plain = asked(alice, "export_record", told.group).getvalue()
    whole = alice.post(url("export_record", told.group), {"identities": "on"}).getvalue()
    assert b"Ayu Lestari" not in plain and b"Ayu Lestari" in whole
    assert whole == exported(told.group, tmp_path, with_identities=True)


def test_each_download_stands_in_the_trail(told, at):
    alice = at(told.alice)
    asked(alice, "export_record", told.group)
    alice.post(url("export_record", told.group), {"identities": "on"})
    asked(alice, "export_results", told.group)
    entries = [*trail("group-exported"), *trail("results-exported")]
    assert [(entry.by, entry.group) for entry in entries] == [(told.alice.id, told.group.id)] * 3
    details = [{"identities": False, "sealed": False}, {"identities": True, "sealed": False}, {}]
    assert [entry.detail for entry in entries] == details


def test_an_identity_that_no_key_opens_is_told_before_anything_is_sent(told, at, settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    answer = at(told.alice).post(url("export_record", told.group), {"identities": "on"})
    assert answer.status_code == 422 and trail("group-exported") == []
    assert "A legal identity was sealed with keys that this site does not have." in text_of(answer)
    assert asked(at(told.alice), "export_record", told.group).status_code == 200


def test_results_are_those_of_the_command(told, at, capsys):
    answer = asked(at(told.alice), "export_results", told.group)
    call_command("export_summaries", told.group.ref)
    assert json.loads(answer.getvalue()) == json.loads(capsys.readouterr().out)


def test_who_does_not_lead_the_group_any_more_when_it_is_sent_gets_nothing_of_it(told, at):
    answers = [asked(at(told.alice), name, told.group) for name in ADDRESSES[1:]]
    Leadership.objects.filter(group=told.group, user=told.alice).delete()
    for answer in answers:
        with pytest.raises(Http404):
            answer.getvalue()


def test_after_the_download_the_database_knows_nobody(told, at):
    asked(at(told.alice), "export_record", told.group).getvalue()
    assert not Group.objects.exists()


def test_the_way_there_is_on_the_groups_page_for_who_writes(told, at):
    page = reverse("members:group_detail", args=[told.group.id])
    shown = {
        who: url("export", told.group) in at(getattr(told, who)).get(page).content.decode() for who in WRITERS + READERS
    }
    assert shown == {"alice": True, "bob": True, "olga": False, "sari": False}


def test_the_page_says_what_is_what_in_both_languages(told, at):
    assert "Take the record along" in text_of(at(told.alice).get(url("export", told.group)))
    User.objects.update(language="id")
    shown = text_of(at(told.alice).get(url("export", told.group)))
    assert "Unduh catatan" in shown and "Unduh hasil" in shown


def test_a_longer_record_costs_the_page_no_query_more(told, at):
    alice = at(told.alice)
    before = queries(alice, url("export", told.group))
    for _ in range(20):
        make_event(session=told.session, actor=told.melati.person, recorded_by=told.seat)
    assert queries(alice, url("export", told.group)) == before
