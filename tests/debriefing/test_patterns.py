"""A recurring chain that a counselor has named: which events fit it, and where it was used."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour
from observations.debriefing.models import Pattern, PatternUse
from observations.debriefing.patterns import Fit, fits
from tests.breaking import changed, copied
from tests.debriefing.made import page
from tests.factories import make_event, make_session, respond
from tests.pages import queries, text_of, trail


def place(cast, name="list"):
    return reverse(f"debriefing:pattern_{name}", args=[cast.melati.id])


def name(browser, cast, **facts):
    return browser.post(place(cast, "add"), {"name": "Gives in to criticism"} | facts)


def use(browser, pattern, session, note="Named it to her"):
    address = reverse("debriefing:pattern_use", args=[pattern.id])
    return browser.post(address, {"session": str(session.id), "note": note})


def all_of(cast, model=Pattern):
    with acting(group_id=cast.group.id):
        return list(model.objects.all())


@pytest.fixture
def chains(cast):
    """Criticism, giving in and an attack in two sessions; once the attack was only anticipated."""
    later = make_session(group=cast.group, number=2)
    with acting(group_id=cast.group.id):
        gives_in = Behaviour.objects.get(code="gives-in", group=None)
    for session, anticipated in [(cast.session, None), (later, False), (later, True)]:
        event = make_event(session=session, actor=cast.melati.person, trigger="criticism", behaviour=gives_in)
        respond(event=event, by=cast.dahlia.person, kind="attacks", anticipated=anticipated)
    make_event(session=later, actor=cast.dahlia.person, trigger="criticism", behaviour=gives_in)
    return cast


EVENT = Fit(None, 1, 0.0, "criticism", None, "HI", frozenset(["attacks"]))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"trigger": "criticism"}, True),
        ({"trigger": "praise"}, False),
        ({"octant": "HI", "response": "attacks"}, True),
        ({"octant": "HI", "response": "silent"}, False),
        ({"octant": "PA", "response": "attacks"}, False),
    ],
)
def test_an_event_fits_in_everything_that_is_given(given, wanted):
    assert fits(Pattern(**given), EVENT) == wanted


def test_the_page_lists_what_fits_and_points_out_what_was_never_used(chains, at):
    name(at(chains.alice), chains, trigger="criticism", behaviour="gives-in", response="attacks")
    said = text_of(at(chains.sari).get(place(chains)))
    assert "2 events fit, in 2 sessions" in said and "seen and never used" in said
    assert trail("pattern-named")[0].by == chains.alice.id


def test_what_was_used_says_where_and_how_and_stays(chains, at):
    name(at(chains.alice), chains, trigger="criticism")
    [pattern] = all_of(chains)
    assert use(at(chains.bob), pattern, chains.session).status_code == 302
    said = text_of(at(chains.alice).get(place(chains)))
    assert "Named it to her" in said and "Bob" in said and "never used" not in said and "3 events fit" in said
    [row] = all_of(chains, PatternUse)
    with acting(group_id=chains.group.id):
        assert changed(row, note="another") == "a_use_of_a_pattern_stays"
        assert copied(row, note="") == "a_use_says_how"
    assert len(trail("pattern-used")) == 1


def test_what_fits_nothing_is_not_pointed_out(cast, at):
    name(at(cast.alice), cast, trigger="praise")
    said = text_of(at(cast.alice).get(place(cast)))
    assert "0 events fit." in said and "never used" not in said


@pytest.mark.parametrize(
    "facts", [{}, {"name": "", "trigger": "praise"}, {"trigger": "luck"}, {"behaviour": "nothing-known"}]
)
def test_what_names_no_chain_is_refused(cast, at, facts):
    assert name(at(cast.alice), cast, **facts).status_code == 422 and all_of(cast) == []


def test_a_use_without_words_or_in_another_groups_session_is_refused(chains, at):
    name(at(chains.alice), chains, trigger="criticism")
    [pattern] = all_of(chains)
    elsewhere = make_session(group=chains.other_group)
    assert use(at(chains.alice), pattern, chains.session, note="").status_code == 422
    refused = use(at(chains.alice), pattern, elsewhere, note="Kept")
    assert refused.status_code == 422 and "Kept" in refused.content.decode() and all_of(chains, PatternUse) == []


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404)])
def test_only_who_writes_names_and_uses(chains, at, who, status):
    name(at(chains.alice), chains, trigger="criticism")
    [pattern] = all_of(chains)
    browser = at(getattr(chains, who))
    assert name(browser, chains, trigger="praise").status_code == status
    assert use(browser, pattern, chains.session).status_code == status


def test_the_rules_of_the_database(chains, at):
    name(at(chains.alice), chains, trigger="criticism")
    [pattern] = all_of(chains)
    with acting(group_id=chains.group.id):
        assert copied(pattern, name="") == "a_pattern_has_a_name"
        assert copied(pattern, trigger=None) == "a_pattern_says_what_recurs"
        for column in ("trigger", "octant", "response"):
            assert copied(pattern, **{column: "luck"}) == f"a_patterns_{column}_is_of_the_codebook"


def test_the_debriefing_leads_to_a_pattern_begun_with_its_chain(chains, at):
    event = make_event(session=chains.session, actor=chains.melati.person, trigger="criticism", octant="HI")
    html = at(chains.alice).get(page(chains.session, event)).content.decode()
    address = f"{place(chains, 'add')}?trigger=criticism&amp;octant=HI"
    assert address in html
    begun = at(chains.alice).get(address.replace("&amp;", "&")).content.decode()
    assert '<option value="criticism" selected>' in begun


def test_more_of_them_make_no_more_queries(chains, at):
    name(at(chains.alice), chains, trigger="criticism")
    use(at(chains.alice), all_of(chains)[0], chains.session)
    few = queries(at(chains.alice), place(chains))
    for number in range(10):
        name(at(chains.alice), chains, name=f"Another {number}", behaviour="gives-in")
        use(at(chains.alice), all_of(chains)[-1], chains.session)
        make_event(session=chains.session, actor=chains.melati.person, trigger="criticism")
    assert queries(at(chains.alice), place(chains)) == few
