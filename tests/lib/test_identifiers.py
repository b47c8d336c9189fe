import time

from groupcounsel.lib.identifiers import uuid7


def test_names_are_of_version_7_and_of_the_time_they_are_made_at():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_later_names_sort_after_earlier_ones():
    first = uuid7()
    time.sleep(0.002)
    assert first < uuid7() and str(first) < str(uuid7())


def test_names_of_the_same_moment_differ():
    assert len({uuid7() for _ in range(20_000)}) == 20_000
