import pytest

from tests.core.matching.names_of_laichau import DAY_2022, DAY_2026, directory_on


@pytest.fixture
def in_2022():
    return directory_on(DAY_2022)


@pytest.fixture
def in_2026():
    return directory_on(DAY_2026)
