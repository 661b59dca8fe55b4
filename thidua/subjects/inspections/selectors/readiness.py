"""What is met and what is missing before a step."""

from dataclasses import dataclass

from thidua.subjects.inspections.enums import (
    FAULTS,
    MinutesState,
    SelfCheckState,
    TeamRole,
    VisitForm,
    VisitState,
)
from thidua.subjects.inspections.models import InspectionPlan, SelfCheck, Visit


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a readiness list; a line that does not bind is shown and not asked."""

    met: bool
    words: str
    binding: bool = True
    anchor: str = ""


def plan_checks(plan: InspectionPlan) -> list[Check]:
    visits = list(plan.visits.prefetch_related("team"))
    outline = plan.outline.count()
    return [
        Check(bool(outline), f"Đề cương có {outline} đề mục", anchor="de-cuong"),
        Check(bool(visits), f"Đã chọn {len(visits)} đơn vị", anchor="don-vi"),
        _all_of(visits, "có ngày kiểm tra", [v for v in visits if v.day is None]),
        _all_of(visits, "có trưởng đoàn", [v for v in visits if not _has_head(v)]),
        Check(bool(plan.purpose.strip()), "Có mục đích, yêu cầu", False, "mo-ta"),
    ]


def _all_of(visits: list[Visit], words: str, without: list[Visit]) -> Check:
    if not without:
        return Check(bool(visits), f"Mọi đơn vị {words}", anchor="doan")
    names = ", ".join(visit.unit_name for visit in without[:3])
    more = f" và {len(without) - 3} đơn vị khác" if len(without) > 3 else ""
    return Check(False, f"{names}{more} chưa {words}", anchor="doan")


def _has_head(visit: Visit) -> bool:
    return any(member.role == TeamRole.HEAD for member in visit.team.all())


def missing_of_plan(plan: InspectionPlan) -> list[str]:
    return [check.words for check in plan_checks(plan) if check.binding and not check.met]


def missing_to_notify(visit: Visit) -> list[str]:
    missing = []
    if visit.day is None:
        missing.append(f"{visit.unit_name} chưa có ngày kiểm tra")
    if not _has_head(visit):
        missing.append(f"{visit.unit_name} chưa có trưởng đoàn")
    return missing


def self_check_checks(self_check: SelfCheck) -> list[Check]:
    """Before the unit's report goes to its head: every heading answered, faults explained."""
    answers = list(self_check.answers.select_related("item"))
    blank = [answer.item.title for answer in answers if not answer.verdict]
    silent = [
        answer.item.title
        for answer in answers
        if answer.verdict in ("partly", "not_met") and not answer.words.strip()
    ]
    return [
        Check(not blank, _listed("Đã tự đánh giá mọi đề mục", "Chưa tự đánh giá", blank)),
        Check(
            not silent,
            _listed("Đề mục chưa đạt đều nêu rõ tồn tại", "Chưa nêu tồn tại ở", silent),
        ),
        Check(bool(self_check.summary.strip()), "Có đánh giá chung"),
    ]


def _listed(good: str, bad: str, names: list[str]) -> str:
    return good if not names else f"{bad}: {', '.join(names)}"


def conclusion_checks(visit: Visit) -> list[Check]:
    """Before the conclusion goes up for signature."""
    minutes = getattr(visit, "minutes", None)
    agreed = visit.form == VisitForm.SELF_CHECK or (
        minutes is not None and minutes.state == MinutesState.AGREED
    )
    faults = list(visit.findings.standing().filter(kind__in=FAULTS).prefetch_related("follow_ups"))
    bare = [finding for finding in faults if not finding.follow_ups.all()]
    return [
        Check(agreed, "Biên bản đã thống nhất với đơn vị", anchor="bien-ban"),
        Check(bool(visit.assessment.strip()), "Có đánh giá chung", anchor="danh-gia"),
        Check(
            not bare,
            "Mọi hạn chế, vi phạm đều có việc phải khắc phục"
            if not bare
            else f"{len(bare)} hạn chế, vi phạm chưa gắn việc phải khắc phục",
            False,
            "viec",
        ),
    ]


def missing_of_conclusion(visit: Visit) -> list[str]:
    return [check.words for check in conclusion_checks(visit) if check.binding and not check.met]


def is_self_check_sent(visit: Visit) -> bool:
    self_check = getattr(visit, "self_check", None)
    return self_check is not None and self_check.state == SelfCheckState.SENT


def may_conclude_now(visit: Visit) -> bool:
    """A visit on paper only is concluded from the unit's own report."""
    if visit.is_on_paper_only:
        return visit.state == VisitState.SELF_CHECKED
    return visit.state == VisitState.VISITED
