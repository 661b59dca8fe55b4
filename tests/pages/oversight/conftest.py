from tests.subjects.movements.conftest import draft, launched  # noqa: F401
from tests.subjects.oversight.conftest import opinion, request_  # noqa: F401
