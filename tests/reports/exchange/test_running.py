"""The worker's part: a transfer ends true whatever happens, and once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.models import Group
from observations.events.models import Event
from observations.reports.exchange.running import TRIES, nobody_works_on, run_transfer
from observations.reports.models import Transfer, TransferFault
from observations.reports.tasks import import_transfer
from tests.pages import trail
from tests.reports.exchange.made import done, faults_of, files_in, now, put, sent
from tests.reports.importing.made import small


def test_the_task_takes_ids_and_does_it(cast):
    transfer = sent(cast.adi, small())
    import_transfer(str(transfer.id), str(cast.adi.id))
    assert now(transfer).state == "done"


def test_a_message_that_comes_again_does_nothing(cast):
    transfer = done(cast.adi, small())
    before = now(transfer)
    run_transfer(transfer.id, cast.adi)
    assert vars(now(transfer)).items() >= {"state": "done", "counts": before.counts}.items()
    assert len(trail("group-imported")) == 1


def test_a_message_about_nothing_does_nothing(cast, folder):
    transfer = sent(cast.adi, small())
    run_transfer(Transfer().id, cast.adi)
    assert now(transfer).state == "waiting" and len(files_in(folder)) == 1


def test_nobody_imports_what_somebody_else_sent_in(cast):
    transfer = sent(cast.adi, small())
    import_transfer(str(transfer.id), str(cast.alice.id))
    assert now(transfer).state == "waiting"


@pytest.mark.parametrize("loss", [{"is_admin": False}, {"is_active": False}])
def test_what_waits_is_refused_when_its_sender_is_no_admin_any_more(cast, folder, loss):
    document = small()
    transfer = sent(cast.adi, document)
    type(cast.adi).objects.filter(pk=cast.adi.pk).update(**loss)
    import_transfer(str(transfer.id), str(cast.adi.id))
    assert now(transfer).state == "refused" and files_in(folder) == []
    assert faults_of(transfer) == [("$", "", "who sent this is no admin any more")]


def test_a_file_that_is_gone_is_told(cast, folder):
    transfer = sent(cast.adi, small())
    files_in(folder)[0].unlink()
    run_transfer(transfer.id, cast.adi)
    assert faults_of(transfer) == [("$", "", "the file is not here any more; send it again")]
    assert now(transfer).state == "refused"


def test_one_that_was_broken_off_is_begun_anew(cast):
    transfer = sent(cast.adi, small())
    put(transfer, state="running", counts={"begun": TRIES - 1}, read=10**6)
    run_transfer(transfer.id, cast.adi)
    assert now(transfer).state == "done"


def test_one_that_is_broken_off_again_and_again_is_given_up(cast, folder):
    document = small()
    transfer = sent(cast.adi, document)
    put(transfer, state="running", counts={"begun": TRIES})
    run_transfer(transfer.id, cast.adi)
    assert now(transfer).state == "refused" and files_in(folder) == []
    assert faults_of(transfer) == [("$", "", f"the import was broken off {TRIES} times")]
    assert not trail("group-imported") and len(trail("transfer-refused")) == 1


def test_a_program_that_fails_says_so_leaves_nothing_and_lets_the_log_know(cast, folder, settings):
    transfer = sent(cast.adi, small())
    settings.FIELD_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        run_transfer(transfer.id, cast.adi)
    assert now(transfer).state == "refused" and files_in(folder) == []
    assert faults_of(transfer) == [("$", "", "the program failed at it; its log says where")]


def test_who_sent_it_in_stands_in_the_trail_and_reads_none_of_it_afterwards(cast):
    transfer = done(cast.adi, small())
    assert trail("group-imported")[0].by == cast.adi.id
    with acting(user_id=cast.adi.id):
        assert Group.objects.filter(ref=transfer.group).exists() and not Event.objects.exists()


def test_what_somebody_works_on_is_left_to_them(cast, in_other_hands):
    transfer = sent(cast.adi, small())
    assert nobody_works_on(transfer.id)
    with in_other_hands(sent(cast.adi, small())) as other:
        run_transfer(other.id, cast.adi)
        assert now(other).state == "waiting" and not nobody_works_on(other.id)
    run_transfer(other.id, cast.adi)
    assert now(other).state == "done"


def test_forgetting_a_transfer_forgets_its_faults(cast):
    transfer = done(cast.adi, small(codebook="9"))
    with acting(user_id=cast.adi.id):
        Transfer.objects.filter(pk=transfer.pk).delete()
        assert not TransferFault.objects.exists()


def test_a_transfer_knows_how_far_it_is():
    shares = [Transfer(size=100, read=read).share for read in (0, 50, 200, 260)]
    assert shares == [0, 0.25, 1, 1] and Transfer(at=timezone.now() - timedelta(days=1)).share == 0
