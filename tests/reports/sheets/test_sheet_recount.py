from tests.pages import text_of
from tests.reports.sheets.made import address, answers, begun


def test_the_button_says_what_would_be_done_now(cast, at, draft):
    browser = at(cast.alice)
    answer = browser.post(address("sheet_recount", draft), answers(browser, draft, who_1="left-out"))
    assert answer.status_code == 200 and "Import 15 interactions, leave out 15 rows" in text_of(answer)
    assert 'name="expected" value="15"' in answer.content.decode() and "<html" not in answer.content.decode()


def test_it_scolds_nobody_who_is_still_filling_in(cast, at, draft):
    browser = at(cast.alice)
    answer = browser.post(address("sheet_recount", draft), answers(browser, draft, recording=None, alias_0=""))
    assert answer.status_code == 200 and "errorlist" not in answer.content.decode()


def test_with_nobody_left_the_button_rests(cast, at, draft):
    browser = at(cast.alice)
    said = {f"who_{place}": "left-out" for place in range(6)}
    answer = browser.post(address("sheet_recount", draft), answers(browser, draft, **said))
    assert 'type="submit" disabled' in answer.content.decode()


def test_before_the_columns_there_is_nothing_to_count(cast, at):
    draft = begun(cast=cast, matched=False)
    assert at(cast.alice).post(address("sheet_recount", draft)).status_code == 404


def test_it_is_only_asked_with_a_form_and_by_its_author(cast, at, draft):
    assert at(cast.alice).get(address("sheet_recount", draft)).status_code == 405
    assert at(cast.bob).post(address("sheet_recount", draft)).status_code == 404
    assert at(cast.charlie).post(address("sheet_recount", draft)).status_code == 404
