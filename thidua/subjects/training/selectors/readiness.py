"""What stands in the way of the next step of a course, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.base.parameters import calendar, days
from thidua.core.text import format_date
from thidua.subjects.training.enums import ParticipantState
from thidua.subjects.training.models import Course
from thidua.subjects.training.selectors.audience import units_meant


@dataclass(frozen=True, slots=True)
class Check:
    label: str
    met: bool
    binding: bool = True  # the others are told, and may be passed over
    anchor: str = ""


def naming_due(course: Course, day: date) -> date:
    """By when units name people: as written, else so many working days before the first day, but
    never before the day on which they are asked."""
    if course.naming_due is not None:
        return course.naming_due
    working = calendar(day)
    assert course.starts_on is not None  # checked before
    usual = working.add_working_days(course.starts_on, -days("training.name_before", day))
    return max(usual, day)


def invite_checks(course: Course, day: date) -> list[Check]:
    has_days = course.starts_on is not None
    units = len(units_meant(course, day)) if has_days else 0
    to_come = has_days and course.starts_on is not None and course.starts_on >= day
    return [
        Check("Có ít nhất một buổi, ngày giờ rõ ràng", has_days, anchor="buoi"),
        Check("Ngày khai giảng chưa qua", bool(to_come) or not has_days, anchor="buoi"),
        Check("Có địa điểm", bool(course.place), anchor="chung"),
        Check(f"Có đơn vị được triệu tập ({units} đơn vị)", units > 0 or not has_days, anchor="doi-tuong"),
        Check("Có giảng viên", bool(course.trainer), binding=False, anchor="chung"),
        Check(
            "Đủ chỗ cho mọi đơn vị",
            course.capacity is None or course.capacity >= units * course.seats_per_unit,
            binding=False,
            anchor="chung",
        ),
        _notice_check(course, day),
    ]  # fmt: skip


def _notice_check(course: Course, day: date) -> Check:
    if course.starts_on is None:
        return Check("Báo trước đủ ngày", False, binding=False, anchor="buoi")
    needed = days("training.name_before", day)
    left = calendar(day).working_days_between(day, course.starts_on)
    return Check(
        f"Báo trước ít nhất {needed} ngày làm việc (còn {max(left, 0)}, khai giảng "
        f"{format_date(course.starts_on)})",
        left >= needed,
        binding=False,
        anchor="buoi",
    )


def close_checks(course: Course) -> list[Check]:
    certified = course.participants.filter(state=ParticipantState.CERTIFIED).count()
    asked = course.asked.filter(answer="").count()
    return [
        Check(f"Đã cấp giấy chứng nhận ({certified} người)", certified > 0, binding=False),
        Check(
            "Mọi câu hỏi của học viên đã được trả lời" if not asked else f"Còn {asked} câu hỏi chưa trả lời",
            not asked,
        ),
        Check("Đã lập báo cáo kết quả lớp", course.report_paper_id is not None),
    ]  # fmt: skip


def missing(checks: list[Check]) -> list[str]:
    return [check.label.lower() for check in checks if check.binding and not check.met]
