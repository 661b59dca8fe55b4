"""Opinions and consultations on the movement of the movements' tests."""

from collections.abc import Callable

import pytest

from tests.subjects.movements.conftest import draft, launched  # noqa: F401
from tests.support.opinions import said
from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.oversight.models import Opinion, OpinionRequest
from thidua.subjects.oversight.services.consults import ask_opinions
from thidua.subjects.oversight.services.opinions import send_opinion


@pytest.fixture
def opinion(actor: Callable[..., Actor], launched: Movement) -> Opinion:  # noqa: F811
    """Of the Front, on the launched movement."""
    return send_opinion(actor=actor("mattran"), said=said(launched, kind="supervise"))


@pytest.fixture
def request_(actor: Callable[..., Actor], draft: Movement) -> OpinionRequest:  # noqa: F811
    """The draft put out to the health department, the Front and a district."""
    units = [actor(name).unit_id for name in ("canbo.soyte", "mattran", "canbo.sinho")]
    return ask_opinions(
        actor=actor("chuyenvien"), movement=draft, unit_ids=units, words="Cả dự thảo"
    )
