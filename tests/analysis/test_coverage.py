"""Who was left out, which pairs met, how much that is different came up."""

from hypothesis import given

from observations.analysis.coverage import LATELY, coverage

from .made import course, event, only, records


def of(observations, what, courses=None):
    return only(coverage(observations, courses or {}), "coverage", what=what)


def test_untouched_is_who_was_there_lately_and_neither_acted_nor_was_addressed():
    courses = {name: course(6) for name in ("acted", "addressed", "silent", "before")}
    courses |= {"away": course(6, [1, 2, 3])}
    acts = [event(5, actor="acted", toward=("addressed",)), event(3, actor="before"), event(6, actor="c1")]
    found = of(acts, "untouched", courses)
    assert found.detail == {"sessions": [4, 5, 6], "members": ["before", "silent"]}
    assert (found.observed, found.n, found.of["sessions"], found.claimed) == (2, 4, LATELY, None)


def test_where_nothing_was_held_nobody_was_left_out():
    found = of([], "untouched")
    assert (found.observed, found.n, found.detail) == (0, 0, {"sessions": [], "members": []})


def test_pairs_that_never_met_are_named_with_the_sessions_they_had_for_it():
    courses = {"a": course(6), "b": course(6, [1, 2]), "c": course(6, [2, 3]), "d": course(6, [4])}
    met = event(1, actor="a", toward=("b",))
    found = of([met, event(3, actor="a", toward=("b",))], "pairs", courses)
    assert (found.observed, found.n, found.events) == (1, 4, (met.id,))  # b and d, c and d were never there together
    assert found.detail == {"never": [["a", "c"], ["a", "d"], ["b", "c"]], "sessions": [2, 1, 1]}


def test_each_behaviour_trigger_and_need_counts_once_with_where_it_came_first():
    first = event(1, behaviour="mocks", trigger="praise", need="esteem")
    second = event(2, behaviour="gives-in", trigger="praise")
    acts = [first, second, event(3, behaviour="mocks", need="contact"), event(4)]
    assert [(of(acts, what).observed, of(acts, what).n) for what in ("behaviours", "triggers", "needs")] == [
        (2, 3), (1, 2), (2, 2)
    ]  # fmt: skip
    found = of(acts, "behaviours")
    assert found.events == (first.id, second.id)
    assert found.detail["first"] == {
        "mocks": {"session": 1, "event": first.id},
        "gives-in": {"session": 2, "event": second.id},
    }


@given(records(actor="melati"))
def test_a_count_of_everybody_is_no_estimate(observations):
    for claim in coverage(observations, {"melati": course(12)}):
        assert claim.observed <= claim.n and (claim.estimate, claim.low, claim.missing) == (None, None, None)
