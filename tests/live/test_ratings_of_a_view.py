"""A line that rates a distorted view, sent as the console sends its lines."""

import pytest

from groupcounsel.lib.identifiers import uuid7


@pytest.mark.parametrize("rating", [11, -1, 2.5, "3", True])
def test_a_stance_rates_a_view_in_whole_numbers_up_to_10(live, device, rating):
    event, line = uuid7(), {"by": live.dahlia.person.ref, "stance": "disputes"}
    device.record(live.melati.person, event)
    assert device.change(event, add={"distortion.validation": line | {"rating": rating}}).status_code == 422
    assert device.change(event, add={"distortion.validation": line | {"rating": 0}}).status_code == 200
