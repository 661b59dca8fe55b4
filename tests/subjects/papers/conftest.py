import pytest

from tests.subjects.papers.makers import DAY, Office, make_office  # noqa: F401


@pytest.fixture
def office(db):
    return make_office()
