"""The sentences as they read at none, one, two and many, in both languages."""

import pytest

from tests.analysis.made import event, feared, incident
from tests.summaries.test_wording import beginning, rising, texts


def feelings(reflected: int, others: int):
    strong = {"affect": "negative", "strength": 5}
    kinds = ["described"] * reflected + ["none"] * others
    return [event(**strong, reflection=kind) for kind in kinds]


def looks(looked: int, others: int):
    return [event(affect="positive", process_looked_at=saw) for saw in [True] * looked + [False] * others]


def focused(here: int, others: int):
    return [event(focus=focus) for focus in ["here-and-now"] * here + ["past"] * others]


def ruptures(worse: int, others: int):
    return [*(feared(1, 9, followed_up=True) for _ in range(worse)), *(feared(8, 1) for _ in range(others))]


WORSE = "peristiwa yang dinilai sebelum dan sesudahnya, yang terjadi lebih buruk daripada yang ditakutkan Melati."
SAID = [
    (feelings(0, 5), "Reflection followed 0 of 5 strong feelings of Melati; 5 stayed without.",
     "Dari 5 perasaan kuat Melati, 0 direfleksikan dan 5 tidak."),
    (feelings(1, 4), "Reflection followed 1 of 5 strong feelings of Melati; 4 stayed without.",
     "Dari 5 perasaan kuat Melati, 1 direfleksikan dan 4 tidak."),
    (feelings(4, 1), "Reflection followed 4 of 5 strong feelings of Melati; 1 stayed without.",
     "Dari 5 perasaan kuat Melati, 4 direfleksikan dan 1 tidak."),
    (looks(0, 8), "After 0 of 8 feelings of Melati the group looked at its own process.",
     "Setelah 0 dari 8 perasaan Melati, kelompok mengamati prosesnya sendiri."),
    (looks(1, 8), "After 1 of 9 feelings of Melati the group looked at its own process.",
     "Setelah 1 dari 9 perasaan Melati, kelompok mengamati prosesnya sendiri."),
    (focused(1, 7), "In 1 of 8 events the focus of Melati was the here and now.",
     "Dalam 1 dari 8 peristiwa, fokus Melati adalah di sini dan saat ini."),
    (focused(8, 0), "In 8 of 8 events the focus of Melati was the here and now.",
     "Dalam 8 dari 8 peristiwa, fokus Melati adalah di sini dan saat ini."),
    (ruptures(1, 0), "In 1 of 1 event rated before and after, it came worse than Melati had feared.",
     f"Dalam 1 dari 1 {WORSE}"),
    (ruptures(2, 5), "In 2 of 7 events rated before and after, it came worse than Melati had feared.",
     f"Dalam 2 dari 7 {WORSE}"),
    ([incident(), incident()], "Melati had 2 critical incidents, all with negative affect.",
     "Melati mengalami 2 peristiwa kritis dengan afeksi negatif."),
    ([incident(affect="positive")], "Melati had 1 critical incident, with positive affect.",
     "Melati mengalami 1 peristiwa kritis dengan afeksi positif."),
    ([incident("y????") for _ in range(5)], "How far the incidents of Melati came: to a risk in 5 of 5.",
     "Sejauh mana peristiwa kritis Melati berjalan: sampai pada risiko dalam 5 dari 5."),
    ([incident("n????") for _ in range(5)], "How far the incidents of Melati came: to a risk in 0 of 5.",
     "Sejauh mana peristiwa kritis Melati berjalan: sampai pada risiko dalam 0 dari 5."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("records", "english", "indonesian"), SAID, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_count_reads_well(records, english, indonesian):
    assert english in texts(*records)
    assert indonesian in texts(*records, language="id")


@pytest.mark.parametrize(
    ("make", "start"), [(feelings, "Reflection"), (looks, "After"), (focused, "In"), (ruptures, "In")]
)
def test_no_record_at_all_is_not_said_to_be_none_of_none(make, start):
    assert [text for text in texts(*make(0, 0)) if text.startswith(start)] == []


@pytest.mark.parametrize("sessions", [2, 3, 4])
def test_two_to_four_sessions_are_no_trend(sessions):
    assert not [text for text in texts(*rising([1, 5, 7, 9][:sessions])) if "changed by" in text]


def test_a_tie_names_no_step():
    stopped = [incident("yn???"), incident("yn???"), incident("yyn??"), incident("yyn??"), incident("n????")]
    assert not [text for text in texts(*stopped) if "stopped" in text]


def test_a_falling_share_has_a_true_minus_sign_and_a_rising_one_a_plus():
    assert "changed by −" in beginning("Over 5", *rising([9, 7, 5, 4, 1])).text
    assert "changed by +" in beginning("Over 5", *rising([1, 4, 5, 7, 9])).text
