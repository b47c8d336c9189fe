import pytest

from tests.reports.sheets.made import begun


@pytest.fixture
def draft(cast):
    return begun(cast=cast)
