"""The unit answers the outline: kept as a draft as often as it likes, signed by its head, sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.base.files import StoredFile
from thidua.subjects.inspections.documents import self_check_document
from thidua.subjects.inspections.enums import SelfCheckState, Verdict, VisitState
from thidua.subjects.inspections.errors import BadInput, NotReady, WrongState
from thidua.subjects.inspections.models import SelfAnswer, SelfCheck, Visit
from thidua.subjects.inspections.selectors.readiness import self_check_checks
from thidua.subjects.inspections.services.issuing import hand_up
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper

ABOUT = "inspections.SelfCheck"
OPEN_FOR_SELF_CHECK = (VisitState.NOTIFIED, VisitState.VISITED)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was typed under one heading."""

    verdict: str = ""
    words: str = ""
    files: Sequence[StoredFile] = ()


@transaction.atomic
def save_self_check(
    *,
    actor: Actor,
    visit: Visit,
    answers: Mapping[int, Answered],
    summary: str,
    proposals: str,
    revision: int | None = None,
) -> SelfCheck:
    """Keep the draft, complete or not; `revision` is the one the person was editing."""
    require(actor, "inspections.self_check", visit)
    if visit.state not in OPEN_FOR_SELF_CHECK:
        raise WrongState(
            f"Đợt kiểm tra “{VisitState(visit.state).label}”: báo cáo tự kiểm tra đã khóa."
        )
    self_check = _draft_of(visit, revision)
    SelfCheck.objects.filter(pk=self_check.pk).update(
        summary=summary.strip(), proposals=proposals.strip(), revision=F("revision") + 1
    )
    for answer in self_check.answers.select_related("item"):
        if answer.item_id in answers:
            _write(answer, answers[answer.item_id])
    self_check.refresh_from_db()
    audit.record(
        actor, "inspections.save_self_check", visit, after={"revision": self_check.revision}
    )
    return self_check


def _draft_of(visit: Visit, revision: int | None) -> SelfCheck:
    self_check, created = SelfCheck.objects.get_or_create(visit=visit)
    if self_check.state != SelfCheckState.DRAFT:
        raise WrongState(
            f"Báo cáo tự kiểm tra “{SelfCheckState(self_check.state).label}”: chỉ sửa khi được "
            "thủ trưởng trả lại hoặc rút về."
        )
    if not created and revision is not None and revision != self_check.revision:
        raise StaleVersion(
            "Người khác vừa sửa báo cáo này. Phần bạn nhập còn nguyên bên dưới: đối chiếu rồi lưu lại."
        )
    answered = set(self_check.answers.values_list("item_id", flat=True))
    SelfAnswer.objects.bulk_create(
        SelfAnswer(self_check=self_check, item=item)
        for item in visit.plan.outline.all()
        if item.pk not in answered
    )
    return self_check


def _write(answer: SelfAnswer, typed: Answered) -> None:
    if typed.verdict and typed.verdict not in Verdict.values:
        raise BadInput("Chọn một mức tự đánh giá trong danh sách.")
    answer.verdict, answer.words = typed.verdict, typed.words.strip()
    answer.save(update_fields=["verdict", "words"])
    if typed.files:
        answer.evidence.add(*typed.files)


@transaction.atomic
def drop_evidence(*, actor: Actor, answer: SelfAnswer, file: StoredFile) -> None:
    visit = answer.self_check.visit
    require(actor, "inspections.self_check", visit)
    if answer.self_check.state != SelfCheckState.DRAFT:
        raise WrongState("Báo cáo đã gửi: minh chứng kèm theo đã khóa.")
    answer.evidence.remove(file)
    audit.record(actor, "inspections.drop_evidence", visit, before={"file": file.name})


@transaction.atomic
def submit_self_check(*, actor: Actor, visit: Visit) -> SelfCheck:
    """Write the report as a paper of the unit and hand it to the head for signature."""
    require(actor, "inspections.self_check", visit)
    self_check = SelfCheck.objects.filter(visit=visit).first()
    if self_check is None:
        raise NotReady(["chưa có báo cáo tự kiểm tra"])
    missing = [check.words for check in self_check_checks(self_check) if not check.met]
    if missing:
        raise NotReady(missing)
    moved = SelfCheck.objects.filter(pk=self_check.pk, state=SelfCheckState.DRAFT)
    if not moved.update(state=SelfCheckState.SUBMITTED):
        raise WrongState("Báo cáo tự kiểm tra đã trình hoặc đã gửi.")
    paper = hand_up(
        actor,
        self_check.paper,
        self_check_document(self_check, actor.day),
        visit.organization_id,
        f"{ABOUT}:{self_check.pk}",
    )
    SelfCheck.objects.filter(pk=self_check.pk).update(paper=paper)
    self_check.refresh_from_db()
    audit.record(actor, "inspections.submit_self_check", visit, paper=str(paper))
    return self_check


def follow_self_check(paper: Paper) -> None:
    """Returned: a draft again. Issued: sent to the team, and the visit says so."""
    self_check = (
        SelfCheck.objects.filter(pk=int(paper.about.split(":")[1])).select_related("visit").first()
    )
    if self_check is None or self_check.paper_id not in (None, paper.pk):
        return
    submitted = SelfCheck.objects.filter(pk=self_check.pk, state=SelfCheckState.SUBMITTED)
    if paper.state == PaperState.DRAFT:
        submitted.update(state=SelfCheckState.DRAFT)
    elif paper.state == PaperState.ISSUED:
        sent = submitted.update(
            state=SelfCheckState.SENT, sent_on=paper.issued_on, sent_by=paper.signer_name
        )
        if sent:
            _tell_team(self_check.visit, paper)


def _tell_team(visit: Visit, paper: Paper) -> None:
    Visit.objects.filter(pk=visit.pk).update(self_checked_on=paper.issued_on)
    Visit.objects.filter(pk=visit.pk, state=VisitState.NOTIFIED).update(
        state=VisitState.SELF_CHECKED
    )
    outbox.notify(
        to_users=list(visit.team.values_list("user_id", flat=True)),
        subject=f"{visit.unit_name} đã gửi báo cáo tự kiểm tra",
        body=f"{paper}. Xem cạnh số liệu hệ thống ở trang chuẩn bị.",
        url=f"/kiem-tra/chuyen/{visit.pk}/chuan-bi/",
        kind="inspection",
        key=f"inspection-self-check:{visit.pk}",
    )
