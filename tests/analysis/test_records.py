"""Records, and the same records on their side."""

import pytest
from hypothesis import given

from observations.analysis.records import Observation, columns, in_order

from .made import event, records


@given(records())
def test_columns_hold_what_stands_in_every_record_in_their_order(observations):
    sides = columns(observations)
    for name in Observation._fields:
        assert list(getattr(sides, name)) == [getattr(o, name) for o in observations]


def test_a_record_cannot_be_changed():
    with pytest.raises(AttributeError):
        event().strength = 5
    with pytest.raises(TypeError):
        event().components["risk"] = ("observed", 1)


def test_records_are_in_order_by_session_then_time_then_id():
    late, tied, first = event(2, at=1.0, id="a"), event(1, at=9.0, id="c"), event(1, at=9.0, id="b")
    assert in_order([late, tied, first]) == [first, tied, late]
