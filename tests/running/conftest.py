import pytest

from groupcounsel.lib.services.places import place
from tests.running.homes import home


@pytest.fixture
def folder():
    """A data folder that does not exist yet."""
    with home() as made:
        yield made / "var"


@pytest.fixture
def here(folder):
    return place(folder)
