"""What oversight answers to questions of lower and higher layers."""

from collections.abc import Iterable
from datetime import date

from thidua.base import registries
from thidua.base.access import Actor, Role, may
from thidua.base.registries import DutyRow, SearchHit, Tie
from thidua.core.text import fold
from thidua.subjects.oversight import figures  # noqa: F401  (registers itself)
from thidua.subjects.oversight.enums import (
    REMARKS_OPEN,
    OpinionState,
    QuestionState,
    ReplyState,
    RequestState,
)
from thidua.subjects.oversight.models import Consulted, Opinion, OpinionRequest, Question, Remark
from thidua.subjects.oversight.selectors import consults, opinions, questions
from thidua.subjects.oversight.services.inheriting import take_over
from thidua.subjects.oversight.services.upkeep import answer_still_owed, reply_still_owed

KIND = "Ý kiến"
MOST = 20


def _row(opinion: Opinion, day: date, title: str, action: str, **more: bool) -> DutyRow:
    late = opinion.due_on is not None and opinion.due_on < day and opinion.is_unanswered
    return DutyRow(
        due=opinion.due_on if opinion.is_unanswered else None,
        title=f"{title} {opinion.number}: {opinion.subject_words}",
        detail=f"{opinion.sender_words}. {opinion.first_words}",
        state_label=str(OpinionState(opinion.state).label),
        state="bad" if late else "todo",
        url=f"/y-kien/{opinion.pk}/",
        action=action,
        kind=KIND,
        icon="message-report",
        urgent=late,
        **more,
    )


def to_assign_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "oversight.assign"):
        return []
    new = Opinion.objects.filter(state=OpinionState.RECEIVED).order_by("received_on", "pk")
    return [_row(one, actor.day, "Giao trả lời ý kiến", "Giao trả lời") for one in new[:MOST]]


def to_answer_rows(actor: Actor) -> list[DutyRow]:
    """What one's unit has to answer."""
    if not may(actor, "oversight.answer"):
        return []
    owed = opinions.owed_by(actor.unit_id).order_by("due_on", "pk")
    return [_row(one, actor.day, "Trả lời ý kiến", "Trả lời") for one in owed[:MOST]]


def front_rows(actor: Actor) -> list[DutyRow]:
    """Open answers to the Front stand on the first page of the office's head and of the chair."""
    if actor.role not in (Role.OFFICE_HEAD, Role.PROVINCE_CHAIR):
        return []
    open_ones = opinions.owed_to_front().filter(state=OpinionState.ASSIGNED)
    elsewhere = open_ones.exclude(answering_unit_id=actor.unit_id).order_by("due_on", "pk")
    return [
        _row(
            one, actor.day, "Còn nợ trả lời Mặt trận, đoàn thể:", "Xem",
            waiting_elsewhere=one.due_on is None or one.due_on >= actor.day,
        )
        for one in elsewhere[:MOST]
    ]  # fmt: skip


def answered_rows(actor: Actor) -> list[DutyRow]:
    """An answer came: satisfied, or asked again."""
    if not may(actor, "oversight.accept"):
        return []
    mine = opinions.sent_by(actor.unit_id).filter(state=OpinionState.ANSWERED).order_by("pk")
    return [_row(one, actor.day, "Xem trả lời ý kiến", "Xem trả lời") for one in mine[:MOST]]


def consult_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "oversight.reply"):
        return []
    return [_asked_row(row, actor.day) for row in consults.asked_of(actor)[:MOST]]


def _asked_row(row: Consulted, day: date) -> DutyRow:
    silent = row.state == ReplyState.SILENT
    return DutyRow(
        due=row.request.due_on,
        title=f"Góp ý dự thảo “{row.request.title}”",
        detail=f"{row.request.unit_name} xin ý kiến",
        state_label="Quá hạn, còn nhận" if silent else str(ReplyState(row.state).label),
        state="warn" if silent else "todo",
        url=f"/y-kien/lay-y-kien/{row.request_id}/",
        action="Góp ý",
        kind=KIND,
        icon="message-report",
        urgent=row.request.due_on < day,
    )


def settle_rows(actor: Actor) -> list[DutyRow]:
    """One's own consultations whose day has passed: to settle and close."""
    if not may(actor, "oversight.consult"):
        return []
    over = OpinionRequest.objects.filter(state=RequestState.OPEN, due_on__lt=actor.day)
    mine = [
        one
        for one in over.select_related("movement", "paper")
        if may(actor, "oversight.consult", one)
    ]
    return [
        DutyRow(
            due=None,
            title=f"Tổng hợp, tiếp thu ý kiến dự thảo “{one.title}”",
            detail="Đã hết hạn lấy ý kiến",
            state_label=str(RequestState.OPEN.label),
            state="todo",
            url=f"/y-kien/lay-y-kien/{one.pk}/",
            action="Tổng hợp",
            kind=KIND,
            icon="message-report",
        )
        for one in mine[:MOST]
    ]


def question_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "oversight.answer_law"):
        return []
    waiting = Question.objects.filter(state=QuestionState.WAITING).order_by("due_on", "pk")
    rows = [_question_row(one, "Trả lời câu hỏi pháp luật", actor.day) for one in waiting[:MOST]]
    old = Question.objects.to_review_on(actor.day).order_by("pk")
    return rows + [_review_row(one) for one in old[:MOST]]


def _question_row(question: Question, title: str, day: date) -> DutyRow:
    return DutyRow(
        due=question.due_on,
        title=f"{title} {question.number}",
        detail=question.text[:160],
        state_label=str(QuestionState.WAITING.label),
        state="todo",
        url=f"/y-kien/hoi-dap/{question.pk}/",
        action="Trả lời",
        kind="Hỏi đáp",
        icon="help-circle",
        urgent=question.due_on < day,
    )


def _review_row(question: Question) -> DutyRow:
    return DutyRow(
        due=None,
        title=f"Xem lại câu trả lời “{question.title}”",
        detail="Văn bản được dẫn đã hết hiệu lực, hoặc đã qua ngày còn đúng",
        state_label="Cần xem lại",
        state="warn",
        url=f"/y-kien/hoi-dap/{question.pk}/",
        action="Xem lại",
        kind="Hỏi đáp",
        icon="scale",
    )


def remark_rows(actor: Actor) -> list[DutyRow]:
    if actor.role != Role.ADMIN:
        return []
    count = Remark.objects.filter(state__in=REMARKS_OPEN).count()
    if not count:
        return []
    return [
        DutyRow(
            due=None,
            title=f"{count} góp ý của người dùng về hệ thống đang chờ",
            detail="Xem, xử lý và trả lời người góp ý",
            state_label="Đang chờ",
            state="todo",
            url="/y-kien/gop-y/?tt=received",
            action="Mở danh sách",
            kind="Hệ thống",
            icon="message-report",
        )
    ]


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    owed = Opinion.objects.filter(
        state=OpinionState.ASSIGNED, answering_unit_id__in=unit_ids
    ).count()
    asked = Consulted.objects.waiting().filter(organization_id__in=unit_ids).count()
    open_ones = OpinionRequest.objects.filter(state=RequestState.OPEN, unit_id__in=unit_ids).count()
    found = (
        ("Ý kiến phải trả lời", owed),
        ("Dự thảo được hỏi ý kiến, chưa trả lời", asked),
        ("Đợt lấy ý kiến đang mở", open_ones),
    )
    return [Tie(label, count) for label, count in found if count]


def opinion_hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    found = opinions.visible_to(actor)
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    return [
        SearchHit(KIND, f"{one.number}: {one.subject_words}", one.first_words, f"/y-kien/{one.pk}/")
        for one in found[:limit]
    ]


def question_hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    found = questions.narrowed(questions.visible_to(actor), words)
    return [
        SearchHit(
            "Hỏi đáp pháp luật", one.title or one.text[:120], one.get_topic_display(),
            f"/y-kien/hoi-dap/{one.pk}/",
        )
        for one in found[:limit]
    ]  # fmt: skip


registries.open_duties.register("oversight.to_assign", to_assign_rows)
registries.open_duties.register("oversight.to_answer", to_answer_rows)
registries.open_duties.register("oversight.front", front_rows)
registries.open_duties.register("oversight.answered", answered_rows)
registries.open_duties.register("oversight.consults", consult_rows)
registries.open_duties.register("oversight.to_settle", settle_rows)
registries.open_duties.register("oversight.questions", question_rows)
registries.open_duties.register("oversight.remarks", remark_rows)
registries.unit_ties.register("oversight", ties)
registries.search_sources.register("oversight.opinions", opinion_hits)
registries.search_sources.register("oversight.questions", question_hits)
registries.reminder_reasons["oversight.answer_still_owed"] = answer_still_owed
registries.reminder_reasons["oversight.reply_still_owed"] = reply_still_owed
registries.heirs["oversight"] = registries.to_one_heir(take_over)
