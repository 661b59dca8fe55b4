"""Opinions as people write them, for tests."""

from dataclasses import replace
from typing import Any

from thidua.subjects.movements.models import Movement
from thidua.subjects.oversight.services.opinions import Person, Said

TEXT = "Đề nghị bổ sung nội dung giúp hộ nghèo phát triển kinh tế vào phong trào."
CITIZEN = Person(
    "Vàng Thị Mẫu", "0912 000 111", "vang.mau@mau.example", "Bản Mẫu, xã Nậm Tăm", False
)


def said(movement: Movement | None = None, **changes: Any) -> Said:
    subject = "movement" if movement else "work"
    return replace(Said("suggest", subject, TEXT, movement=movement), **changes)
