"""A movement of the province as a person would draft it, and the steps up to its launch."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from thidua.base.access import Actor
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services.drafting import create_movement, save_part, save_target
from thidua.subjects.movements.services.launching import launch_movement, submit_movement
from thidua.subjects.orgs.models import Organization


@pytest.fixture
def draft(actor: Callable[..., Actor]) -> Movement:
    return draft_of(actor("chuyenvien"), "Thi đua thực hiện thắng lợi nhiệm vụ năm 2022")


def draft_of(officer: Actor, name: str) -> Movement:
    """A draft of the province: a content, a task for two sets, four recipient lines, a target."""
    movement = create_movement(
        actor=officer,
        unit_id=Organization.objects.get(code="LC-UBND").pk,
        name=name,
        year=2022,
        level=Level.PROVINCE,
        document_kind="Chỉ thị",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
    )
    parts = {
        "noi-dung": {"number": "1", "text": "Quán triệt, tuyên truyền chủ trương của Đảng."},
        "nhiem-vu": {
            "number": "a",
            "text": "Xây dựng kế hoạch, phát động phong trào thi đua.",
            "units": [{"set": "departments"}, {"set": "districts"}],
        },
    }
    for part, values in parts.items():
        save_part(actor=officer, movement=movement, part=part, part_id=None, values=values)
    lines = [
        ("Ban TĐKT TW (B/c)", "report", [{"org": Organization.objects.get(code="TW-BTDKT").pk}]),
        ("Các sở, ban, ngành, đoàn thể tỉnh", "carry_out", [{"set": "departments"}]),
        ("UBND các huyện, thành phố", "carry_out", [{"set": "districts"}]),
        ("Báo Lai Châu", "know", [{"org": Organization.objects.get(code="LC-BLC").pk}]),
    ]
    for printed, purpose, units in lines:
        save_part(
            actor=officer, movement=movement, part="noi-nhan", part_id=None,
            values={"printed": printed, "purpose": purpose, "units": units},
        )  # fmt: skip
    save_target(
        actor=officer,
        movement=movement,
        values={"name": "Mức giảm tỷ lệ hộ nghèo", "value": Decimal("3.1"), "unit_of_measure": "%"},
    )
    movement.refresh_from_db()
    return movement


@pytest.fixture
def launched(actor: Callable[..., Actor], draft: Movement) -> Movement:
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    return launch_movement(
        actor=actor("chutich", "province_chair"),
        movement=draft,
        document_number="02/CT-UBND",
        issued_on=date(2022, 1, 28),
        signer_title="CHỦ TỊCH",
        signer_name="Trần Tiến Dũng",
        gaps_confirmed=True,
    )
