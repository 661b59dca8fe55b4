from tests.subjects.papers.makers import DAY, Office, make_office  # noqa: F401
import pytest


@pytest.fixture
def office(db):
    return make_office()
