"""What a member evokes in others, in words."""

import pytest

from observations.analysis.records import Felt, Response
from tests.analysis.made import event
from tests.summaries.test_wording import SESSIONS, beginning, grounds, texts


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
    said = beginning("What Melati does makes one member feel", *(felt("dahlia bored") for _ in range(8)))
    assert said.text == (
        "What Melati does makes one member feel bored: in 8 of 8 noted feelings. Nobody else noted a feeling."
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


def turned(session, **noted):
    return event(session, toward=("dahlia",), **noted)


def acted(*sessions, turning=()):
    """An event in each session; in those of `turning` toward somebody."""
    return [turned(number) if number in turning else event(number) for number in sessions]


def test_how_often_somebody_is_turned_to_is_said_with_both_halves_and_whether_they_may_be_the_same():
    assert beginning("Melati turned", *acted(*SESSIONS, turning=(1, 2, 8, 9, 10))).text == (
        "Melati turned to somebody in person in 5 of 12 sessions with an event of Melati. In the first half: 2 of 6, "
        "in the second: 3 of 6. No change at all would fit these records too."
    )
    more = beginning("Melati turned", *acted(*SESSIONS, turning=range(7, 13))).text
    assert more.endswith("In the first half: 0 of 6, in the second: 6 of 6.")


def test_the_halves_are_not_told_where_one_is_too_short_and_never_is_not_told():
    short = beginning("Melati turned", *acted(*range(1, 7), turning=(1,))).text
    assert short == "Melati turned to somebody in person in 1 of 6 sessions with an event of Melati."
    assert texts(*acted(*range(1, 7))) == []


def test_how_strongly_and_whether_it_is_answered_stand_with_their_span():
    answered = [turned(n, strength=n, responses=(Response("dahlia", "supports"),)) for n in (1, 2, 3, 4, 5)]
    strong, heard = beginning("When Melati", *answered), beginning("Who was addressed", *answered)
    assert strong.text == "When Melati turned to somebody, the strength was 3.0 of 5 on average."
    assert grounds(strong) == [("5 events", "3.0 of 5 (1.0 to 5.0)")]
    assert heard.text == "Who was addressed by Melati responded in 5 of 5 events."


def test_ties_are_said_in_indonesian_too():
    own = [turned(n, strength=3, responses=(Response("dahlia", "supports"),)) for n in (1, 2, 8, 9, 10)]
    assert texts(*own, *acted(*range(1, 13)), language="id") == [
        (
            "Melati mengarahkan diri langsung kepada seseorang dalam 5 dari 12 sesi yang memuat peristiwa Melati. Pada "
            "paruh pertama: 2 dari 6, pada paruh kedua: 3 dari 6. Catatan ini juga cocok dengan keadaan tanpa "
            "perubahan sama sekali."
        ),
        "Ketika Melati mengarahkan diri kepada seseorang, kekuatannya rata-rata 3,0 dari 5.",
        "Yang dituju Melati memberi respons dalam 5 dari 5 peristiwa.",
    ]
