"""What stands out comes first and once; the rest stands under its idea."""

from observations.analysis.claim import Claim
from observations.summaries.arrangement import IDEAS, MOST, Told, arranged
from observations.summaries.wording import TOPICS, Ground, Sentence


def told(kind, text="", *, of=None, claimed=None, q=None, **detail):
    claim = Claim(kind, of or {}, claimed, 8, p=q, q=q, detail=detail)
    return Told(Sentence(text or kind, (Ground(0, "", "", opens=False),)), claim, changed=False)


def shown(*sentences):
    return {name: [one.sentence.text for one in part] for name, part in arranged(sentences)}


def test_every_topic_has_its_idea():
    assert sorted(kind for _name, kinds in IDEAS for kind in kinds) == sorted(TOPICS)


def test_what_passed_a_test_stands_out_the_surest_first():
    found = shown(
        told("chain", "likely", claimed=True, q=0.04),
        told("change", "sure", claimed=True, q=0.001),
        told("change", "not borne out", claimed=False, q=0.4),
        told("focus"),
    )
    assert found == {
        "What stands out": ["sure", "likely"],
        "Between people": ["not borne out"],
        "The corrective emotional experience": ["focus"],
    }


def test_a_rupture_that_waits_stands_out_and_one_that_was_followed_up_does_not():
    assert shown(told("rupture", without_follow_up=1)) == {"What stands out": ["rupture"]}
    assert "What stands out" not in shown(told("rupture", without_follow_up=0))


def test_then_what_a_next_session_can_work_with():
    found = shown(
        told("disconfirmation"),
        told("evoked", "one alone", people=1),
        told("evoked", "several", people=3),
        told("style", "named", of={"octant": "HI"}),
        told("style", "not named", of={"octant": None}),
        told("bottleneck"),
    )
    assert found["What stands out"] == ["bottleneck", "named", "several", "disconfirmation"]
    assert found["The group as a small world"] == ["not named", "one alone"]


def test_five_at_most_and_each_sentence_once():
    chains = [told("chain", f"chain {number}", claimed=True, q=number / 1000) for number in range(8)]
    found = shown(*chains)
    assert found["What stands out"] == [f"chain {number}" for number in range(MOST)]
    assert found["The group as a small world"] == ["chain 5", "chain 6", "chain 7"]


def test_the_ideas_come_in_their_order_and_their_sentences_too():
    found = shown(told("microcosm"), told("focus"), told("incident"), told("tie"), told("coverage"))
    assert list(found) == [str(name) for name, _kinds in IDEAS]
    assert found["The corrective emotional experience"] == ["incident", "focus"]


def test_where_nothing_can_be_said_there_is_no_part():
    assert arranged([]) == []
