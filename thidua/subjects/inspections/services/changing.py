"""The guard every verb shares: a thing moves only from the state that the verb starts from."""

from collections.abc import Iterable
from typing import Any

from thidua.subjects.inspections.enums import FollowUpState, MinutesState, PlanState, VisitState
from thidua.subjects.inspections.errors import WrongState
from thidua.subjects.inspections.models import FollowUp, InspectionPlan, Minutes, Visit

SEE_AGAIN = "Tải lại trang để xem tình trạng mới nhất."


def move_plan(
    plan: InspectionPlan, *, expected: Iterable[str], to: str, **values: Any
) -> InspectionPlan:
    moved = InspectionPlan.objects.filter(pk=plan.pk, state__in=list(expected))
    count = moved.update(state=to, revision=plan.revision + 1, **values)
    plan.refresh_from_db()
    if not count:
        raise WrongState(
            f"Kế hoạch đang ở trạng thái “{PlanState(plan.state).label}” nên không chuyển sang "
            f"“{PlanState(to).label}” được. {SEE_AGAIN}"
        )
    return plan


def require_draft(plan: InspectionPlan) -> None:
    plan.refresh_from_db(fields=["state"])
    if plan.state != PlanState.DRAFT:
        raise WrongState(
            f"Kế hoạch đã “{PlanState(plan.state).label}”: nội dung đã khóa. Muốn sửa khi chưa ban "
            "hành thì rút văn bản về; đã ban hành thì lập kế hoạch bổ sung."
        )


def move_visit(visit: Visit, *, expected: Iterable[str], to: str, **values: Any) -> Visit:
    moved = Visit.objects.filter(pk=visit.pk, state__in=list(expected)).update(state=to, **values)
    visit.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Đợt kiểm tra {visit.unit_name} đang ở trạng thái “{VisitState(visit.state).label}”, "
            f"không thực hiện được bước này. {SEE_AGAIN}"
        )
    return visit


def move_minutes(minutes: Minutes, *, expected: Iterable[str], to: str, **values: Any) -> Minutes:
    moved = Minutes.objects.filter(pk=minutes.pk, state__in=list(expected))
    count = moved.update(state=to, **values)
    minutes.refresh_from_db()
    if not count:
        raise WrongState(
            f"Biên bản đang ở trạng thái “{MinutesState(minutes.state).label}”, không thực hiện "
            f"được bước này. {SEE_AGAIN}"
        )
    return minutes


def move_follow_up(
    follow_up: FollowUp, *, expected: Iterable[str], to: str, **values: Any
) -> FollowUp:
    moved = FollowUp.objects.filter(pk=follow_up.pk, state__in=list(expected))
    count = moved.update(state=to, **values)
    follow_up.refresh_from_db()
    if not count:
        raise WrongState(
            f"Việc khắc phục này đang ở trạng thái “{FollowUpState(follow_up.state).label}”, "
            f"không thực hiện được bước này. {SEE_AGAIN}"
        )
    return follow_up
