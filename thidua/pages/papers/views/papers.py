"""The page of one paper: what it says, where it stands, what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from thidua.base import audit, files
from thidua.base.access import Actor, Answer, may, signed_in
from thidua.base.numbering.models import Mode
from thidua.pages.papers.preview import sheet_of
from thidua.pages.papers.views.finding import actor_of, visible_paper
from thidua.pages.papers.views.lists import receipt_words
from thidua.pages.ui.parts import Event, Ready, Step
from thidua.subjects.papers import services
from thidua.subjects.papers.content import document_of, file_name_of, paper_docx
from thidua.subjects.papers.enums import PaperState, StepState
from thidua.subjects.papers.models import Amendment, Paper, PaperDelivery
from thidua.subjects.papers.permissions import current_step
from thidua.subjects.papers.selectors.chain import last_round, possible_checkers
from thidua.subjects.papers.selectors.numbers import last_numbered, mode_of
from thidua.subjects.papers.selectors.readiness import Check, readiness

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERBS = (
    "revise", "submit", "take_back", "sign_off", "sign", "return", "number", "attach", "issue",
    "send", "recall", "amend", "discard",
)  # fmt: skip
WORDS = {
    "papers.create": "soạn dự thảo",
    "papers.revise": "sửa dự thảo",
    "papers.discard": "bỏ dự thảo",
    "papers.submit": "trình",
    "papers.take_back": "rút về",
    "papers.sign_off": "duyệt",
    "papers.sign": "ký",
    "papers.return": "trả lại",
    "papers.number": "cấp số",
    "papers.record_number": "ghi số",
    "papers.attach": "lưu bản đã ký",
    "papers.issue": "ban hành",
    "papers.send": "gửi",
    "papers.acknowledge": "xác nhận đã nhận",
    "papers.recall": "thu hồi",
    "papers.amend": "soạn văn bản đính chính hoặc thay thế",
}
# The page of what a paper is about, and what it is called on the button.
ABOUT = {
    "movements.Movement": ("movements:movement_see", "Phong trào"),
    "reports.ReportCampaign": ("reports:campaign_see", "Đợt báo cáo"),
    "reports.OwedReport": ("reports:report_see", "Báo cáo"),
    "reports.ConsolidatedReport": ("reports:consolidated_of", "Báo cáo tổng hợp"),
}
CAUSES = (
    "Sai thể thức, kỹ thuật trình bày",
    "Thiếu căn cứ hoặc căn cứ hết hiệu lực",
    "Nội dung chưa đúng chỉ đạo",
    "Thiếu số liệu, thiếu thời hạn",
    "Nơi nhận chưa đúng",
)


@signed_in
def see(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    actor = actor_of(request)
    mine = next((d for d in paper.deliveries.all() if d.recipient_id == actor.unit_id), None)
    if mine is not None and mine.opened_at is None and paper.is_published:
        request.after_answer.append(  # type: ignore[attr-defined]
            lambda: services.record_opened(actor=actor, delivery_id=mine.pk)
        )
    return render(request, "papers/paper_see.html", _context(paper, actor, mine))


def _context(paper: Paper, actor: Actor, mine: PaperDelivery | None) -> dict[str, Any]:
    can = {verb: may(actor, f"papers.{verb}", paper) for verb in VERBS}
    checks = readiness(paper, actor) if _acts_now(can) else []
    return {
        "paper": paper,
        "sheet": sheet_of(document_of(paper)),
        "steps": steps_of(paper),
        "can": can,
        "next": next_of(paper, can),
        "step": current_step(paper),
        "ready": [_ready(check) for check in checks],
        "checkers": possible_checkers(paper, actor) if can["submit"] else [],
        "causes": CAUSES,
        "events": [_event(event) for event in audit.timeline(paper)],
        "deliveries": [(row, receipt_words(row)) for row in paper.deliveries.all()],
        "mine": mine,
        "about_url": about_url(paper),
        "about_words": ABOUT.get(paper.about.partition(":")[0], ("", ""))[1],
        # whoever's turn it is returns the paper instead
        "may_take_back": bool(can["take_back"]) and not can["return"],
        "may_receive": bool(mine) and bool(may(actor, "papers.receive", mine)),
        "amendments": list(paper.amendments.select_related("by_paper").exclude(by_paper__state=PaperState.DISCARDED)),
        "amends": Amendment.objects.filter(by_paper=paper).select_related("paper").first(),
        **_numbering(paper, actor, can["number"]),
    }  # fmt: skip


def about_url(paper: Paper) -> str:
    """The page of the thing the paper is about, when this system has one."""
    kind, _colon, key = paper.about.partition(":")
    name, _words = ABOUT.get(kind, ("", ""))
    try:
        return reverse(name, args=[int(key)]) if name and key.isdigit() else ""
    except NoReverseMatch:
        return ""


def _acts_now(can: dict[str, Answer]) -> bool:
    """The readiness list is for the person whose turn it is."""
    return any(can[v] for v in ("submit", "sign_off", "sign", "number", "issue"))


def _numbering(paper: Paper, actor: Actor, allowed: Answer) -> dict[str, Any]:
    if not allowed:
        return {"is_recorded": False, "last": None}
    return {
        "is_recorded": mode_of(paper) == Mode.RECORDED,
        "last": last_numbered(paper, actor.day.year),
    }


@dataclass(frozen=True, slots=True)
class Next:
    """What the paper waits for, in words, and whether this person may do it."""

    words: str
    verb: str
    answer: Answer


def next_of(paper: Paper, can: dict[str, Answer]) -> Next | None:
    if paper.state == PaperState.DRAFT:
        return Next("Trình ký", "submit", can["submit"])
    if paper.state in (PaperState.SUBMITTED, PaperState.INITIALLED):
        step = current_step(paper)
        verb = "sign" if step and step.kind == "sign" else "sign_off"
        return Next("Ký văn bản" if verb == "sign" else "Duyệt, ký nháy", verb, can[verb])
    if paper.state == PaperState.SIGNED:
        verb = "issue" if paper.number else "number"
        return Next("Ban hành" if paper.number else "Cấp số", verb, can[verb])
    if paper.state == PaperState.ISSUED:
        return Next("Gửi văn bản", "send", can["send"])
    return None


def steps_of(paper: Paper) -> list[Step]:
    """Draft, each person of the chain, number, issue, send."""
    number = last_round(paper)
    chain = [s for s in paper.steps.all() if s.round == number and s.state != StepState.DROPPED]
    drafted = paper.state == PaperState.DRAFT
    back = drafted and bool(paper.return_reason)
    steps = [Step("Soạn thảo", paper.drafted_by_name.split(" (")[0], "back" if back else "now" if drafted else "done")]  # fmt: skip
    if drafted or not chain:
        steps += [Step("Trình, ký")]
    else:
        steps += [_chain_step(s) for s in chain]
    signed = paper.state == PaperState.SIGNED
    steps.append(Step("Cấp số", paper.code if paper.number else "", "done" if paper.number else "now" if signed else "next"))  # fmt: skip
    steps.append(Step("Ban hành", "", "done" if paper.is_published else "now" if signed and paper.number else "next"))  # fmt: skip
    sent = len(paper.deliveries.all())
    words = f"{sent} nơi" if sent else ""
    steps.append(Step("Gửi", words, "done" if sent else "now" if paper.state == PaperState.ISSUED else "next"))  # fmt: skip
    return steps


def _chain_step(step: Any) -> Step:
    states = {StepState.DONE: "done", StepState.CURRENT: "now", StepState.RETURNED: "back"}
    who = step.done_by_name.split(" (")[0] if step.done_by_name else step.label
    return Step(step.get_kind_display(), who, states.get(step.state, "next"))


def _ready(check: Check) -> Ready:
    state = "met" if check.ok else "miss" if check.blocking else "wait"
    return Ready(check.text, state)


def _event(event: Any) -> Event:
    words = WORDS.get(event.verb, event.verb)
    reason = f". {event.reason}" if event.reason else ""
    tone = "warn" if event.verb in ("papers.return", "papers.recall") else ""
    return Event(when_of(event), words + reason, event.signature, tone=tone)


def when_of(event: Any) -> Any:
    """The hour on the clock; only the day where the day of work is another (the demonstration)."""
    return event.at if localdate(event.at) == event.day else event.day


@signed_in
def download(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    response = HttpResponse(paper_docx(paper), content_type=DOCX)
    response["Content-Disposition"] = str(content_disposition_header(True, file_name_of(paper)))
    return response


@signed_in
def signed_file(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    if paper.signed_file is None:
        raise Http404
    name = file_name_of(paper).removesuffix(".docx") + f".{paper.signed_file.kind}"
    return files.serve(paper.signed_file, name, inline=True)  # type: ignore[return-value]
