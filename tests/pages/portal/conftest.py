from collections.abc import Callable

import pytest

from tests.subjects.movements.conftest import draft, launched  # noqa: F401
from tests.support.published import complete
from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement


@pytest.fixture
def published(launched: Movement, actor: Callable[..., Actor]) -> Movement:  # noqa: F811
    return complete(launched, actor)
