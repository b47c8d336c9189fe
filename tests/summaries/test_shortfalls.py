from django.utils.translation import override

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.shortfalls import not_enough
from tests.analysis.made import event, incident

SESSIONS = tuple(range(1, 13))
ALL_STEPS = "risk, support, reality testing, recognition, facilitation"
SHARE = "Share of negative and of positive incidents"
CHANGE, SEPARATIONS = "Change of maladaptive and adaptive behaviour", "Behaviour after separations"
ALL_TABLES = (
    "from trigger to octant, from trigger to behaviour, from octant to response, from octant to the next octant"
)


def lacking(*observations, language="en"):
    claims = claims_of(content_of(observations, Course(SESSIONS, SESSIONS)).claims)
    with override(language):
        return not_enough(claims)


def test_an_empty_record_lacks_everything_each_thing_once():
    assert lacking() == [
        f"{SHARE} · How far incidents come ({ALL_STEPS}): 5 more incidents are needed (0 of 5).",
        "Where incidents stop: 5 more incidents that stopped on the way are needed (0 of 5).",
        (
            "Feared and happened · How often it comes worse than feared: "
            "5 more fears rated before and after are needed (0 of 5)."
        ),
        "Strong feelings with and without reflection: 5 more strong feelings are needed (0 of 5).",
        "Feelings after which the group looks at its process: 8 more feelings are needed (0 of 8).",
        "Share of the here and now: 8 more events with a focus are needed (0 of 8).",
        "Change of the here-and-now share: 5 more sessions with enough events are needed (0 of 5).",
        (
            "Interpersonal style · When what is done was first seen: "
            "8 more events with a coded behaviour are needed (0 of 8)."
        ),
        "How often needs are met: 5 more needs that others answered are needed (0 of 5).",
        "How often insights come: 5 more insights are needed (0 of 5).",
        "How often views are validated: 5 more views to be validated are needed (0 of 5).",
        (
            "Whether views come nearer to those of others: 5 more views rated by the member before and after and by "
            "another are needed (0 of 5)."
        ),
        (
            "Share of what comes about by itself: 8 more events are needed of which it is noted how they came about "
            "(0 of 8)."
        ),
        "What others feel: 8 more feelings noted by other members are needed (0 of 8).",
        "How steadily and how strongly somebody turns to others: 5 more sessions with an event are needed (0 of 5).",
        f"{CHANGE}: 8 more events coded as adaptive or maladaptive are needed (0 of 8).",
        f"{SEPARATIONS}: 5 more coded events are needed on the smaller side, after separations or otherwise (0 of 5).",
        (
            "Whether others answer in keeping with it: "
            "8 more coded events are needed that other members answered with one (0 of 8)."
        ),
        f"Chains ({ALL_TABLES}): 8 more events with both are needed (0 of 8).",
    ]


def test_what_a_tie_lacks_is_told_once():
    few = lacking(*(event(session, toward=("dahlia",)) for session in (1, 2, 3)))
    topic = "How steadily and how strongly somebody turns to others"
    assert [text for text in few if topic in text] == [f"{topic}: 2 more sessions with an event are needed (3 of 5)."]


def test_one_that_is_missing_is_told_in_the_singular():
    few = lacking(*(incident("yn???") for _ in range(4)), *(event(focus="past") for _ in range(7)))
    assert f"{SHARE} · How far incidents come (risk, support): 1 more incident is needed (4 of 5)." in few
    assert "Where incidents stop: 1 more incident that stopped on the way is needed (4 of 5)." in few
    assert "Share of the here and now: 1 more event with a focus is needed (7 of 8)." in few


def test_steps_of_which_equally_much_is_known_are_told_together():
    few = lacking(*(incident("yn???") for _ in range(3)), incident("y????"))
    assert f"{SHARE} · How far incidents come (risk): 1 more incident is needed (4 of 5)." in few
    assert "How far incidents come (support): 2 more incidents are needed (3 of 5)." in few
    together = "(reality testing, recognition, facilitation): 5 more incidents are needed (0 of 5)."
    assert f"How far incidents come {together}" in few


def test_what_stands_is_not_lacking():
    enough = lacking(*(incident("yyyyy", seen=1) for _ in range(5)))
    assert not [text for text in enough if text.startswith(("Share of negative", "How far"))]


def test_two_steps_that_stop_equally_many_are_no_bottleneck():
    stopped = [incident("yn???"), incident("yyn??")] * 3
    assert "Where incidents stop: two or more steps share the first place." in lacking(*stopped)


def test_the_same_share_in_every_session_is_no_change_to_be_sure_of():
    same = [event(session, focus="past") for session in range(1, 6) for _ in range(3)]
    [text] = [text for text in lacking(*same) if text.startswith("Change of the here")]
    assert (
        text == "Change of the here-and-now share: it was the same in every session, so nothing tells how sure it is."
    )


def test_opposite_behaviours_that_cancel_are_no_style():
    opposite = [event(octant=octant) for octant in ("PA", "HI") for _ in range(4)]
    assert "Interpersonal style: opposite behaviours balance each other exactly." in lacking(*opposite)


def test_it_is_told_in_indonesian_too():
    few = lacking(*(incident() for _ in range(4)), language="id")
    assert few[0] == "Proporsi peristiwa kritis negatif dan positif: diperlukan 1 peristiwa kritis lagi (4 dari 5)."


def test_codes_that_cannot_be_compared_are_not_called_too_few():
    alike = [event(trigger="criticism", octant="HI") for _ in range(9)]
    text = "Chains (from trigger to octant, from octant to the next octant): "
    assert text + "no two codes come together and apart often enough for a comparison." in lacking(*alike)
