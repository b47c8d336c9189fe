"""Queue and summaries, for admins: how long they wait and take, what fails, and the whole site anew."""

from datetime import UTC, datetime

import pytest
from django.db.models import F
from django.urls import reverse

from members.models import Watermark
from observations.summaries.models import Build, Rebuild
from observations.summaries.rebuilding import begin_rebuild, note_build, note_failure
from tests.pages import queries, text_of
from tests.summaries.made import incident, refreshed, worked_out

URL = reverse("supervision:program_state")


def press(browser, name, *args):
    return browser.post(reverse(f"supervision:{name}", args=args), follow=True)


@pytest.fixture
def melati(cast):
    incident(cast)
    refreshed(cast.melati)
    return cast.melati


def test_without_a_build_no_times_are_given(cast, at):
    assert "Until built" not in text_of(at(cast.adi).get(URL))


def test_how_long_summaries_wait_and_take(melati, cast, at):
    Build.objects.update(waited=0.42, took=1.25)
    shown = text_of(at(cast.adi).get(URL))
    assert "Until built half within 0.4 s, 95 % within 0.4 s" in shown
    assert "Time to build half within 1.3 s" in shown or "Time to build half within 1.2 s" in shown


def test_the_findings_of_groups_have_figures_of_their_own(melati, cast, at):
    worked_out(cast.group)
    Build.objects.of_members().update(waited=0.4, took=1.0)
    Build.objects.of_groups().update(waited=3.0, took=12.0)
    shown = text_of(at(cast.adi).get(URL))
    assert "Until built half within 0.4 s, 95 % within 0.4 s findings of groups: half within 3.0 s" in shown
    assert "Time to build half within 1.0 s, 95 % within 1.0 s findings of groups: half within 12.0 s" in shown


def test_what_cannot_be_built_is_not_said_to_be_up_to_date(melati, cast, at):
    assert "all up to date" in text_of(at(cast.adi).get(URL)) or "behind" in text_of(at(cast.adi).get(URL))
    Watermark.objects.update(built=F("record"))
    note_failure(cast.group.id, melati.id, "ArithmeticError")
    shown = text_of(at(cast.adi).get(URL))
    assert "Summaries 1 cannot be built" in shown and "all up to date" not in shown


def test_a_rebuild_that_waits_for_what_fails_alone_says_so(melati, cast, at):
    begun = begin_rebuild()
    note_failure(cast.group.id, melati.id, "ArithmeticError")
    assert "All but" not in text_of(at(cast.adi).get(URL))
    for mark in Watermark.objects.exclude(pk=melati.id):
        note_build(mark, rebuild=begun.number, waited=None, took=0.1)
    assert "All but 1 are built anew. It cannot be built now" in text_of(at(cast.adi).get(URL))


def test_a_rebuild_that_is_done_says_when_it_was(melati, cast, at):
    begun = begin_rebuild()
    refreshed(melati)
    Rebuild.objects.filter(pk=begun.pk).update(state="done", began_at=datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert "The rebuild of 26 Nov 2026," in text_of(at(cast.adi).get(URL))


def test_where_nobody_waited_no_wait_is_told(melati, cast, at):
    Build.objects.update(waited=None, took=1.0)
    shown = text_of(at(cast.adi).get(URL))
    assert "Until built" not in shown and "Time to build half within 1.0 s" in shown


def test_what_fails_is_named_by_its_id_and_group_and_by_nothing_else(melati, cast, at):
    note_failure(cast.group.id, melati.id, "ArithmeticError")
    shown = text_of(at(cast.adi).get(URL))
    assert f"member …{str(melati.id)[-8:]} Kelompok Melati ArithmeticError · tried 1 time" in shown
    assert "Melati" not in shown.replace("Kelompok Melati", "")


def test_of_a_group_that_fails_only_its_name_is_told(cast, at):
    note_failure(cast.group.id, cast.group.id, "ArithmeticError")
    shown = text_of(at(cast.adi).get(URL))
    assert "findings of the group Kelompok Melati ArithmeticError · tried 1 time" in shown and "member …" not in shown


def test_it_is_on_the_practices_page_too(melati, cast, at):
    note_failure(cast.group.id, melati.id, "ArithmeticError")
    assert "Summaries that cannot be built" in text_of(at(cast.adi).get(reverse("supervision:practice")))


def test_more_failures_make_no_more_queries(melati, cast, at):
    note_failure(cast.group.id, melati.id, "ArithmeticError")
    one = queries(at(cast.adi), URL)
    note_failure(cast.group.id, cast.dahlia.id, "ArithmeticError")
    assert queries(at(cast.adi), URL) == one


def test_the_whole_site_is_built_anew_cancelled_and_taken_up_again(melati, cast, at):
    admin = at(cast.adi)
    shown = press(admin, "rebuild_start")
    assert "All summaries are being built anew" in text_of(shown) and "<progress" in shown.content.decode()
    number = Rebuild.objects.newest().get().number
    shown = text_of(press(admin, "rebuild_cancel", number))
    assert "The rebuild was cancelled after 0 of" in shown and "Go on with it" in shown
    assert "All summaries are being built anew" in text_of(press(admin, "rebuild_resume", number))


def test_a_rebuild_that_is_not_the_newest_is_not_taken_up(cast, at):
    first = begin_rebuild()
    begin_rebuild()
    assert at(cast.adi).post(reverse("supervision:rebuild_resume", args=[first.number])).status_code == 404


def test_it_asks_again_only_while_something_runs(cast, at):
    begun = begin_rebuild()
    assert "every 2s" in at(cast.adi).get(URL).content.decode()
    Rebuild.objects.filter(pk=begun.pk).update(state="done")
    assert "every 2s" not in at(cast.adi).get(URL).content.decode()
