"""What a member evokes in the counselors: how often, and whether anybody shares it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.counselors import Noted, counselors_feelings

COUNSELORS = {"sari", "bayu"}


def noted(*lines, member="melati"):
    """`lines` as "e1 sari bored dahlia warm": at e1 Sari felt bored, and Dahlia warm."""
    found = []
    for line in lines:
        event, *rest = line.split()
        felt = zip(rest[::2], rest[1::2], strict=True)
        found += [Noted(event, member, by, by in COUNSELORS, feeling) for by, feeling in felt]
    return found


def claim(claims, by, feeling, member="melati"):
    [found] = [c for c in claims if c.of == {"feeling": feeling, "by": by, "member": member}]
    return found


def test_each_feeling_has_its_share_of_what_this_counselor_noted():
    lines = noted(*(f"e{n} sari bored" for n in range(6)), "e6 sari warm", "e7 sari warm bayu bored")
    found = claim(counselors_feelings(lines), "sari", "bored")
    assert (found.observed, found.n, found.claimed) == (6, 8, None)
    assert (found.estimate, found.low, found.high) == pytest.approx((0.75, 0.409, 0.929), abs=0.0005)
    assert found.events == tuple(f"e{n}" for n in range(6))


def test_below_the_floor_there_are_the_counts_alone():
    found = claim(counselors_feelings(noted("e1 sari bored", "e2 sari warm")), "sari", "bored")
    assert (found.observed, found.n, found.estimate) == (1, 2, None)
    assert found.missing == {"reason": "too-few-events", "needed": 8, "have": 2}


def test_it_is_shared_where_somebody_else_felt_the_same():
    lines = noted(
        "e1 sari bored dahlia bored", "e2 sari bored dahlia warm bayu sad", "e3 sari bored bayu bored", "e4 sari bored"
    )
    assert claim(counselors_feelings(lines), "sari", "bored").detail == {"asked": 3, "shared": 2, "alone": False}


def test_what_nobody_shares_of_five_who_could_have_is_for_supervision():
    five = noted(*(f"e{n} sari helpless dahlia warm" for n in range(5)))
    assert claim(counselors_feelings(five), "sari", "helpless").detail == {"asked": 5, "shared": 0, "alone": True}
    assert claim(counselors_feelings(five[:-1]), "sari", "helpless").detail["alone"] is False
    assert (
        claim(counselors_feelings([*five, *noted("e9 sari helpless bayu helpless")]), "sari", "helpless").detail[
            "alone"
        ]
        is False
    )


def test_where_nobody_else_noted_anything_nothing_is_known_of_the_others():
    alone = noted(*(f"e{n} sari helpless" for n in range(9)))
    assert claim(counselors_feelings(alone), "sari", "helpless").detail == {"asked": 0, "shared": 0, "alone": False}


def test_several_feelings_at_one_event_are_several_notes_and_none_shares_itself():
    found = counselors_feelings(noted("e1 sari bored sari sad"))
    assert [c.n for c in found] == [2, 2] and [c.detail["asked"] for c in found] == [0, 0]


def test_members_feelings_alone_make_no_claim():
    assert counselors_feelings(noted("e1 dahlia bored")) == [] == counselors_feelings([])


lines = st.lists(
    st.builds(
        lambda event, member, by, feeling: Noted(f"{member}{event}", member, by, by in COUNSELORS, feeling),
        st.integers(0, 9), st.sampled_from(["melati", "dahlia"]), st.sampled_from(["sari", "bayu", "mawar"]),
        st.sampled_from(["bored", "warm", "sad"]),
    ),
    unique=True, max_size=60,
)  # fmt: skip


@given(lines, st.randoms())
def test_the_order_of_the_lines_changes_nothing(told, random):
    assert counselors_feelings(random.sample(told, len(told))) == counselors_feelings(told)


@given(lines)
def test_the_events_of_another_member_change_nothing(told):
    own = [line for line in told if line.member == "melati"]
    assert counselors_feelings(own) == [c for c in counselors_feelings(told) if c.of["member"] == "melati"]


@given(lines)
def test_a_counselors_shares_add_up_to_all_their_notes(told):
    found = counselors_feelings(told)
    for of in {(c.of["member"], c.of["by"]) for c in found}:
        own = [c for c in found if (c.of["member"], c.of["by"]) == of]
        assert sum(c.observed for c in own) == own[0].n
        assert all(0 <= c.detail["shared"] <= c.detail["asked"] <= c.observed for c in own)
