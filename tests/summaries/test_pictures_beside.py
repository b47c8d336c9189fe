"""The pictures beside what a member's page says: the same in marks, in words and as a table, in both languages."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import override

from groupcounsel.lib.database_session import acting
from observations.analysis.claim import Claim
from observations.analysis.evoked import feelings
from observations.analysis.member import member_claims
from observations.analysis.pictured import pictured
from observations.analysis.records import Felt, Response
from observations.summaries.actions import approve_summary
from observations.summaries.course_pictures import course_pictures
from observations.summaries.editing import name_of
from observations.summaries.framed import framed
from observations.summaries.models import SetAside, Summary
from observations.summaries.others_pictures import chain_picture, evoked_picture
from tests.analysis.made import course, event, events, feared
from tests.pages import text_of
from tests.summaries.made import incident, refreshed, summaries_of
from tests.summaries.test_member_detail import url


def drawn(*observations, language="en"):
    with override(language):
        return {picture.name: picture for picture in course_pictures(pictured(observations, course()))}


def chained(*, claimed, language="en"):
    noted = [event(session, trigger="criticism", octant="HI") for session in range(1, 13) for _ in range(3)]
    noted += [event(session, trigger="limit", octant="PA") for session in range(1, 13) for _ in range(3)]
    claims = [replace(claim, claimed=claimed) for claim in member_claims(noted, course()) if claim.kind == "chain"]
    with override(language):
        return chain_picture(pictured(noted, course()), claims)


@pytest.fixture
def melati(cast):
    for _ in range(6):
        incident(cast, adaptive=False, need="contact", trigger="criticism", octant="HI")
    refreshed(cast.melati)
    return cast.melati


def test_a_summary_of_before_there_were_pictures_has_none():
    assert course_pictures({}) == [] and chain_picture({}, []) is None


def test_what_was_never_noted_is_not_drawn():
    assert drawn(event()) == {} and evoked_picture(feelings([event()])) is None
    assert chain_picture(pictured([event()], course()), []) is None


def test_fears_are_told_and_those_that_came_worse_have_a_square():
    fears = drawn(feared(8, 1, session=2), feared(2, 6, session=3))["fears"]
    assert fears.words == "Session 2, Feared 8, Happened 1. Session 3, Feared 2, Happened 6"
    assert fears.marks.count('class="fig-neg"') == 1 and fears.marks.count('class="fig-pos"') == 1
    assert '<th scope="row">3</th><td class="num">2</td><td class="num">6</td>' in fears.rows


def test_behaviour_says_which_is_above_and_what_the_lines_are():
    noted = [*events(2, session=1, adaptive=True), *events(3, session=9, adaptive=False)]
    behaviour = drawn(*noted)["behaviour"]
    assert behaviour.caption.endswith(
        "The thin lines are the means of the first and of the second half of the sessions."
    )
    assert "Session 1, Adaptive 2, Maladaptive 0" in behaviour.words
    assert drawn(event(adaptive=True), language="id")["behaviour"].title == "Perilaku, sesi demi sesi"


def test_turning_to_others_has_one_kind_of_column():
    toward = drawn(event(1, toward=("dahlia",)))["toward"]
    assert toward.marks.count('class="fig-bar"') == 1 and "fig-pos" not in toward.marks
    assert toward.heads == ("Session", "Events")


@pytest.mark.parametrize(
    ("kinds", "told", "marks"),
    [
        (["supports"], "Met yes", ['class="fig-dot"']),
        (["attacks"], "Met no", ['class="fig-open"']),
        (["supports", "attacks"], "Met partly", ['class="fig-open"', 'class="fig-dot"']),
        ([None], "Met not known", ['class="fig-open soft"']),
    ],
)
def test_a_need_looks_as_it_was_answered(kinds, told, marks):
    noted = [event(1, need="esteem", responses=(Response("m2", kind),) if kind else ()) for kind in kinds]
    learning = drawn(*noted)["learning"]
    assert told in learning.words and "What Esteem, Session 1" in learning.words
    assert [look in learning.marks for look in marks] == [True] * len(marks)


def test_an_insight_has_its_domain_and_is_neither_met_nor_unmet():
    learning = drawn(event(4, insight_domain="self"), language="id")["learning"]
    assert "Insight: diri sendiri" in learning.words and learning.words.endswith("Terpenuhi –")


def test_feelings_have_their_shares_with_intervals():
    noted = feelings([event(felt=(Felt("dahlia", "bored"),)) for _ in range(9)])
    evoked = evoked_picture(noted)
    assert evoked.words.startswith("Feeling Bored, Noted 9, Of 9, Share 100\u202f% (70")
    assert ">9/9</text>" in evoked.marks


@pytest.mark.parametrize(("claimed", "look", "word"), [(True, "fig-link on", "yes"), (False, "fig-link", "no")])
def test_a_chain_says_whether_it_passed_a_test(claimed, look, word):
    chain = chained(claimed=claimed)
    assert f'class="{look}"' in chain.marks
    assert f"First criticism, Then giving in, Events 36, Passed a test {word}" in chain.words


def test_a_chain_reads_in_indonesian():
    chain = chained(claimed=True, language="id")
    assert ">kritik</text>" in chain.marks and ">mengalah</text>" in chain.marks
    assert chain.heads == ("Lebih dulu", "Kemudian", "Peristiwa", "Lulus uji")


def test_where_nobody_answered_there_is_no_column_for_it():
    assert "Set off by" in chained(claimed=False).marks and "The others" not in chained(claimed=False).marks


def test_whatever_is_called_like_markup_stays_text():
    shown = framed("x", ("Title", "Caption", ("<b>", "B")), (10, 10), [], [("<i>one", 2)])
    assert "&lt;i&gt;one" in shown.rows and "<i>" not in shown.rows


def test_the_page_has_the_pictures_with_titles_and_tables(cast, at, melati):
    page = at(cast.alice).get(url(melati)).content.decode()
    for name in ("fears", "behaviour", "learning", "chain"):
        assert f'aria-labelledby="{name}-title"' in page and f'id="{name}-figures"' in page
    assert "What sets it off, and what follows" in text_of(at(cast.alice).get(url(melati)))


def test_a_summary_built_before_there_were_pictures_is_shown_without_them(cast, at, melati):
    with acting(group_id=cast.group.id):
        Summary.objects.update(pictured={})
    page = at(cast.alice).get(url(melati))
    assert page.status_code == 200 and "Needs and insights" not in text_of(page)


def test_what_an_approved_version_draws_stays(cast, melati):
    [draft] = summaries_of(melati)
    with acting(user_id=cast.alice.id):
        approve_summary(summary=draft, edition=draft.edition, by=cast.alice)
    with acting(group_id=cast.group.id), pytest.raises(IntegrityError, match="an_approved_summary_stays"), atomic():
        Summary.objects.update(pictured={})


def test_a_chain_that_was_set_aside_marks_nothing(cast, at, melati):
    [draft] = summaries_of(melati)
    of = {"given": ["trigger", "criticism"], "target": ["octant", "HI"], "level": "within"}
    chain = {
        "kind": "chain",
        "of": of,
        "claimed": True,
        "n": 6,
        "observed": 6,
        "q": 0.01,
        "p": 0.01,
        "estimate": 1.0,
        "low": 0.5,
        "high": 1.0,
    }
    chain["detail"] = {"grounds": 6, "share": 1.0, "otherwise": {"n": 9, "observed": 1, "share": 1 / 9}}
    with acting(group_id=cast.group.id):
        Summary.objects.update(claims=[*draft.claims, chain])
    marked = 'class="fig-link on"'
    assert marked in at(cast.alice).get(url(melati)).content.decode()
    with acting(group_id=cast.group.id):
        aside = {"claim": name_of(Claim.from_json(chain)), "reason": "chance", "by": cast.alice}
        SetAside.objects.create(summary=draft, group_id=cast.group.id, **aside)
    assert marked not in at(cast.alice).get(url(melati)).content.decode()
