import pytest

from tests.events.made import everything, recorded
from tests.factories import make_session


@pytest.fixture
def full(cast):
    cast.second = make_session(group=cast.group, number=2)
    cast.event = recorded(cast, everything(cast, later=cast.second))
    return cast
