import pytest

from groupcounsel.lib.database_session import acting
from observations.reports.sheet_models import SheetDraft
from tests.pages import text_of, trail
from tests.reports.sheets.made import address


def drafts(cast):
    with acting(group_id=cast.group.id):
        return SheetDraft.objects.count()


def test_the_file_is_thrown_away_and_nothing_of_it_is_on_record(cast, at, draft):
    answer = at(cast.alice).post(address("sheet_discard", draft), follow=True)
    assert drafts(cast) == 0 and "Nothing of it is on record." in text_of(answer)
    assert answer.redirect_chain[0][0] == f"/exchange/sheets/in/{cast.group.id}/"
    assert trail("sheet-discarded")[0].subject == draft.id


def test_a_link_throws_nothing_away(cast, at, draft):
    assert at(cast.alice).get(address("sheet_discard", draft)).status_code == 405
    assert drafts(cast) == 1


@pytest.mark.parametrize("who", ["bob", "olga", "sari", "charlie", "rina", "adi"])
def test_nobody_throws_away_what_somebody_else_brought_in(cast, at, draft, who):
    assert at(getattr(cast, who)).post(address("sheet_discard", draft)).status_code == 404
    assert drafts(cast) == 1
