"""What stands in the way of a step, each with the place where it is mended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.base.errors import Refusal
from thidua.base.parameters import get
from thidua.subjects.movements.models import Movement


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the readiness list: met, missing, or a warning that a person confirms."""

    label: str
    met: bool
    detail: str = ""
    anchor: str = ""  # the part of the page where it is mended
    binding: bool = True


def launch_checks(movement: Movement, day: date) -> list[Check]:
    """The guard of launching: criteria, owner, period and report schedule are law since 2024
    (parameter `movement.launch_guard_binding`); before, a warning that a person confirms."""
    bound = guard_is_binding(movement.issued_on or day)
    counts = part_counts(movement)
    return [
        Check("Số, ký hiệu văn bản", bool(movement.document_number), "", "thong-tin"),
        Check("Ngày ban hành", movement.issued_on is not None, "", "thong-tin"),
        Check("Người ký", bool(movement.signer_name), "", "thong-tin"),
        Check(
            "Nội dung thi đua", counts["contents"] > 0, f"{counts['contents']} nội dung", "noi-dung"
        ),
        Check("Nơi nhận", counts["recipients"] > 0, f"{counts['recipients']} dòng", "noi-nhan"),
        Check("Đơn vị của từng dòng nơi nhận", *_recipients(movement), "noi-nhan", False),
        Check("Tiêu chí thi đua", counts["criteria"] > 0, "", "tieu-chi", bound),
        Check("Cơ quan chủ trì", movement.owner_id is not None, "", "thong-tin", bound),
        Check("Thời gian thực hiện", _has_period(movement), "", "thong-tin", bound),
        Check("Kỳ báo cáo, sơ kết, tổng kết", counts["phases"] > 0, "", "dot", bound),
    ]


def part_counts(movement: Movement) -> dict[str, int]:
    names = ("contents", "tasks", "targets", "criteria", "phases", "recipients")
    return {name: getattr(movement, name).count() for name in names}


def _has_period(movement: Movement) -> bool:
    return movement.starts_on is not None and movement.ends_on is not None


def _recipients(movement: Movement) -> tuple[bool, str]:
    lines = list(movement.recipients.filter(is_archive=False))
    unset = [line.printed for line in lines if not line.units]
    if unset:
        return False, f"còn {len(unset)} dòng chưa xác định: {', '.join(unset[:3])}"
    return True, ""


def guard_is_binding(day: date) -> bool:
    try:
        value: Any = get("movement.launch_guard_binding", day)
    except Refusal:
        return False
    return bool(value)


def missing(checks: list[Check]) -> list[str]:
    return [check.label for check in checks if not check.met and check.binding]


def warnings(checks: list[Check]) -> list[str]:
    return [check.label for check in checks if not check.met and not check.binding]
