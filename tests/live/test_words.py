"""What the console's scripts say stands under one name each: of two alike, one part would say what the other means."""

from observations.live import words

PARTS = [
    words._choosing, words._growing, words._clock, words._room, words._waiting, words._discarding, words._keys,
]  # fmt: skip


def test_no_two_parts_of_the_console_say_different_things_by_one_name():
    names = [name for part in PARTS for name in part()]
    assert sorted(names) == sorted(words.words())
