"""A pattern and its uses are said anew, it is retired and taken up again: what stood there before stays and shows."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import EarlierPattern, Pattern, PatternUse
from tests.breaking import changed, copied
from tests.factories import make_event, make_session
from tests.pages import text_of, trail


@pytest.fixture
def pattern(cast):
    make_event(session=cast.session, actor=cast.melati.person, trigger="criticism")
    with acting(group_id=cast.group.id):
        of = {"group": cast.group, "by": cast.alice}
        pattern = Pattern.objects.create(membership=cast.melati, name="Gives in", trigger="criticism", **of)
        cast.use = PatternUse.objects.create(pattern=pattern, session=cast.session, note="Named it", **of)
    return pattern


def listed(cast, at, who="alice"):
    return text_of(at(getattr(cast, who)).get(reverse("debriefing:pattern_list", args=[cast.melati.id])))


def address(name, of):
    return reverse(f"debriefing:{name}", args=[of.id])


def edit(browser, pattern, headers=None, **facts):
    sent = {"name": "Gives in", "trigger": "criticism"} | facts
    return browser.post(address("pattern_edit", pattern), sent, headers=headers)


def anew(browser, use, session, note):
    return browser.post(address("use_edit", use), {"session": str(session.id), "note": note})


def all_of(cast, model):
    with acting(group_id=cast.group.id):
        return list(model.objects.all())


def test_its_name_its_note_and_what_recurs_are_said_anew_and_the_earlier_stay(cast, at, pattern):
    place = reverse("debriefing:pattern_list", args=[cast.melati.id])
    facts = {"name": "Yields to blame", "trigger": "demand", "note": "Ask her what she would have said."}
    assert edit(at(cast.bob), pattern, **facts).url == f"{place}#pattern-{pattern.id}"
    said = listed(cast, at, "sari")
    assert said.index("Yields to blame") < said.index("Earlier versions") < said.index("Gives in")
    assert "Ask her what she would have said." in said and "changed by Bob" in said and "0 events fit" in said
    assert trail("pattern-revised")[0].detail == {"fields": ["name", "note", "trigger"]}


def test_said_as_it_stands_it_is_no_revision(cast, at, pattern):
    edit(at(cast.alice), pattern)
    assert all_of(cast, EarlierPattern) == [] and trail("pattern-revised") == []


@pytest.mark.parametrize("facts", [{"name": ""}, {"trigger": ""}, {"trigger": "luck"}, {"note": "x" * 4001}])
def test_what_is_refused_stands_in_the_form_and_nothing_is_changed(cast, at, pattern, facts):
    answer = edit(at(cast.alice), pattern, **({"note": "Kept"} | facts))
    assert answer.status_code == 422 and all_of(cast, EarlierPattern) == []
    assert facts.get("note", "Kept") in answer.content.decode()


def test_two_who_revise_at_once_are_told_of_each_other(cast, at, pattern):
    edit(at(cast.bob), pattern, note="Bob's")
    answer = edit(at(cast.alice), pattern, note="Alice's", **{"initial-note": ""})
    assert answer.status_code == 422 and "Meanwhile somebody else wrote here: “Bob's”" in text_of(answer)


def test_it_is_retired_and_taken_up_again(cast, at, pattern):
    for name, shown in (("retire", True), ("take_up", False)):
        for _ in range(2):
            at(cast.alice).post(address(f"pattern_{name}", pattern))
        assert ("Not looked for any more" in listed(cast, at)) == shown
    assert [one.retired for one in all_of(cast, EarlierPattern)] == [True, False]
    assert [len(trail(f"pattern-{word}")) for word in ("retired", "taken-up")] == [1, 1]


def test_a_retired_one_is_not_pointed_out_as_never_used(cast, at, pattern):
    with acting(group_id=cast.group.id):
        unused = Pattern.objects.create(
            group=cast.group, membership=cast.melati, name="Unused", trigger="criticism", by=cast.alice
        )
    assert "seen and never used" in listed(cast, at)
    at(cast.alice).post(address("pattern_retire", unused))
    assert "seen and never used" not in listed(cast, at)


def test_a_use_is_said_anew_and_the_earlier_words_stay(cast, at, pattern):
    later = make_session(group=cast.group, number=2)
    assert anew(at(cast.bob), cast.use, later, "Asked her, in session 2").status_code == 302
    said = listed(cast, at)
    assert said.index("Asked her, in session 2") < said.index("Said before") < said.index("Named it")
    assert len(all_of(cast, PatternUse)) == 2 and len(trail("pattern-use-revised")) == 1


def test_two_who_say_a_use_anew_lose_nothing(cast, at, pattern):
    for who, note in ((cast.alice, "First"), (cast.bob, "Second"), (cast.bob, "Second")):
        assert anew(at(who), cast.use, cast.session, note).status_code == 302
    rows = all_of(cast, PatternUse)
    assert [row.note for row in rows] == ["Named it", "First", "Second"]
    assert [row.replaces_id for row in rows] == [None, rows[0].id, rows[1].id]


def test_a_use_without_words_is_refused(cast, at, pattern):
    assert anew(at(cast.alice), cast.use, cast.session, "").status_code == 422
    assert len(all_of(cast, PatternUse)) == 1


def test_by_htmx_the_list_comes_back(cast, at, pattern):
    browser, headers = at(cast.alice), {"hx-request": "true"}
    asked = browser.get(address("pattern_edit", pattern), headers=headers).content.decode()
    assert "<html" not in asked and 'value="Gives in"' in asked and 'hx-target="#pattern-rows"' in asked
    for answer in (
        edit(browser, pattern, headers, note="Anew"),
        browser.post(address("pattern_use", pattern), {"session": cast.session.id, "note": "Used"}, headers=headers),
        browser.post(address("pattern_retire", pattern), headers=headers),
    ):
        assert answer.status_code == 200 and "autofocus" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404)])
@pytest.mark.parametrize("name", ["pattern_edit", "pattern_retire", "pattern_take_up", "use_edit"])
def test_only_who_writes_says_anew(cast, at, pattern, who, status, name):
    of = cast.use if name == "use_edit" else pattern
    assert at(getattr(cast, who)).post(address(name, of)).status_code == status


def test_the_rules_of_the_database(cast, at, pattern):
    edit(at(cast.alice), pattern, note="Anew")
    anew(at(cast.alice), cast.use, cast.session, "Anew")
    with acting(group_id=cast.group.id):
        of = {"group": cast.group, "by": cast.alice}
        other = Pattern.objects.create(membership=cast.melati, name="Other", octant="HI", **of)
        [earlier] = EarlierPattern.objects.all()
        assert changed(earlier, name="Not so") == "an_earlier_pattern_stays"
        taken = PatternUse.objects.get(replaces=cast.use)
        wrong = "a_use_takes_the_place_of_one_of_its_pattern"
        assert copied(cast.use, pattern_id=other.id, replaces_id=taken.id) == wrong
