"""What a member evokes in others, in words."""

import pytest

from observations.analysis.records import Felt
from tests.analysis.made import event
from tests.summaries.test_wording import beginning, grounds, texts


def felt(*lines):
    """`lines` as "dahlia irritated 3"."""
    parts = [line.split() for line in lines]
    told = [Felt(by, feeling, int(rest[0]) if rest else None) for by, feeling, *rest in parts]
    return event(felt=tuple(told))


def irritating():
    """14 lines of five people; three are irritated."""
    return [
        *(felt("dahlia irritated 4", "kenanga irritated 2") for _ in range(2)),
        *(felt("anggrek irritated 3", f"{who} warm") for who in ("mawar", "cempaka")),
        *(felt("mawar sad", "dahlia other") for _ in range(3)),
    ]


def test_what_several_feel_is_said_with_its_counts_of_feelings_and_of_people():
    said = beginning("What Melati does makes others feel irritated", *irritating())
    assert said.text == ("What Melati does makes others feel irritated: in 6 of 14 noted feelings, 3 of 5 people.")
    assert grounds(said) == [("4 events", "43\u202f% (21–67\u202f%)")] and said.note == "mean strength 3.0 of 5"


def test_what_one_alone_feels_is_said_to_be_one_persons_and_names_nobody():
    said = beginning("What Melati does makes one of", *irritating())
    assert said.text == (
        "What Melati does makes one of 5 people feel sad: in 3 of 14 noted feelings. None of the others noted it."
    )
    assert "awar" not in "".join(texts(*irritating()))


def test_where_only_one_person_noted_anything_nothing_is_said_about_the_others():
    [said] = texts(*(felt("dahlia bored") for _ in range(8)))
    assert (
        said == "What Melati does makes one member feel bored: in 8 of 8 noted feelings. Nobody else noted a feeling."
    )


def test_the_most_frequent_come_first_and_what_has_no_name_is_left_out():
    feelings = [text.split(": ")[0].rsplit(" ", 1)[1] for text in texts(*irritating())]
    assert feelings == ["irritated", "sad", "warm"]


def test_only_four_feelings_are_told_and_none_that_was_noted_once():
    many = [felt(f"dahlia {name}", f"mawar {name}") for name in ("angry", "bored", "sad", "warm", "proud")]
    assert len(texts(*many, felt("dahlia anxious"))) == 4
    assert not [text for text in texts(*many[:4], felt("dahlia anxious")) if "anxious" in text]


def test_too_few_feelings_are_not_said():
    assert texts(*(felt("dahlia bored") for _ in range(7))) == []


@pytest.mark.parametrize(
    ("records", "indonesian"),
    [
        (
            irritating(),
            (
                "Yang dilakukan Melati membuat orang lain merasa kesal: dalam 6 dari 14 perasaan yang dicatat, "
                "pada 3 dari 5 orang."
            ),
        ),
        (
            irritating(),
            (
                "Yang dilakukan Melati membuat satu dari 5 orang merasa sedih: dalam 3 dari 14 perasaan yang dicatat. "
                "Pada yang lain perasaan itu tidak dicatat."
            ),
        ),
        (
            [felt("dahlia bored") for _ in range(8)],
            (
                "Yang dilakukan Melati membuat satu anggota merasa bosan: dalam 8 dari 8 perasaan yang dicatat. "
                "Perasaan orang lain tidak ada yang dicatat."
            ),
        ),
    ],
)
def test_it_is_said_in_indonesian_too(records, indonesian):
    assert indonesian in texts(*records, language="id")
