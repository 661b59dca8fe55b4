"""The unit's side before the visit: the outline answered heading by heading, signed, sent."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.files import StoredFile
from thidua.core.documents.render import render_docx
from thidua.pages.inspections.finding import (
    attempt,
    docx_answer,
    find_visit,
    ready_line,
    then,
)
from thidua.pages.inspections.forms import AnswerForm, SelfCheckForm
from thidua.subjects.inspections.documents import self_check_document
from thidua.subjects.inspections.enums import SelfCheckState
from thidua.subjects.inspections.models import SelfAnswer, SelfCheck, Visit
from thidua.subjects.inspections.selectors.readiness import self_check_checks
from thidua.subjects.inspections.services import self_checks
from thidua.subjects.inspections.services.self_checks import Answered


def _self_check_of(visit: Visit) -> SelfCheck | None:
    return SelfCheck.objects.filter(visit=visit).select_related("paper").first()


def _find_own(actor: Actor, visit_id: int) -> Visit:
    visit = find_visit(actor, visit_id)
    if not may(actor, "inspections.self_check", visit):
        raise Http404("Báo cáo tự kiểm tra do đơn vị được kiểm tra lập.")
    return visit


@require_http_methods(["GET", "POST"])
@requires("inspections.self_check")
def self_check_edit(request: HttpRequest, visit_id: int) -> HttpResponse:
    actor = request.actor
    visit = _find_own(actor, visit_id)
    self_check = _self_check_of(visit)
    form = SelfCheckForm(request.POST or None, initial=SelfCheckForm.initial_of(self_check))
    rows = _heading_rows(request, visit, self_check)
    if request.method == "POST" and form.is_valid() and all(row["form"].is_valid() for row in rows):
        try:
            _save(actor, visit, form, rows)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            if "submit" in request.POST:
                return _submit(request, visit)
            messages.success(request, "Đã lưu nháp báo cáo tự kiểm tra.")
            return redirect("inspections:self_check_edit", visit.pk)
    context = {
        "visit": visit,
        "self_check": self_check,
        "form": form,
        "rows": rows,
        "checks": [ready_line(check) for check in self_check_checks(self_check)]
        if self_check
        else [],
        "is_open": self_check is None or self_check.state == SelfCheckState.DRAFT,
    }
    status = 422 if form.errors or any(row["form"].errors for row in rows) else 200
    return render(request, "inspections/self_check_edit.html", context, status=status)


def _heading_rows(
    request: HttpRequest, visit: Visit, self_check: SelfCheck | None
) -> list[dict[str, Any]]:
    """Each heading with its form and the files it has already."""
    answers: dict[int, SelfAnswer] = {}
    if self_check is not None:
        found = self_check.answers.prefetch_related("evidence")
        answers = {answer.item_id: answer for answer in found}
    rows = []
    for item in visit.plan.outline.all():
        answer = answers.get(item.pk)
        initial = {"verdict": answer.verdict, "words": answer.words} if answer else {}
        form = AnswerForm(
            request.POST or None,
            request.FILES or None,
            prefix=f"muc{item.pk}",
            initial=initial,
        )
        rows.append({"item": item, "answer": answer, "form": form})
    return rows


@transaction.atomic
def _save(actor: Actor, visit: Visit, form: SelfCheckForm, rows: list[dict[str, Any]]) -> None:
    """The words and their files: all or nothing."""
    answers = {
        row["item"].pk: Answered(
            row["form"].cleaned_data["verdict"],
            row["form"].cleaned_data["words"],
            [
                files.store(actor=actor, name=file.name, content=file, purpose="paper")
                for file in row["form"].cleaned_data["files"]
            ],
        )
        for row in rows
    }
    self_checks.save_self_check(actor=actor, visit=visit, answers=answers, **form.cleaned_data)


def _submit(request: HttpRequest, visit: Visit) -> HttpResponse:
    done = attempt(
        request,
        "Đã trình thủ trưởng ký. Báo cáo đến đoàn kiểm tra khi được ban hành.",
        lambda: self_checks.submit_self_check(actor=request.actor, visit=visit),
    )
    return then("inspections:visit_see" if done else "inspections:self_check_edit", visit.pk)


@require_POST
@requires("inspections.self_check")
def self_check_submit(request: HttpRequest, visit_id: int) -> HttpResponse:
    return _submit(request, _find_own(request.actor, visit_id))


def _readable(actor: Actor, visit_id: int) -> SelfCheck:
    """The unit reads its own; the team and the leaders once it was sent."""
    visit = find_visit(actor, visit_id)
    self_check = _self_check_of(visit)
    own = actor.unit_id == visit.organization_id
    if self_check is None or not (own or self_check.state == SelfCheckState.SENT):
        raise Http404("Đơn vị chưa gửi báo cáo tự kiểm tra.")
    return self_check


@require_GET
@signed_in
def self_check_docx(request: HttpRequest, visit_id: int) -> HttpResponse:
    self_check = _readable(request.actor, visit_id)
    content = render_docx(self_check_document(self_check, request.actor.day))
    return docx_answer(content, "bao-cao-tu-kiem-tra")


def _evidence(
    actor: Actor, visit_id: int, answer_id: int, file_id: int
) -> tuple[SelfAnswer, StoredFile]:
    self_check = _readable(actor, visit_id)
    answer = get_object_or_404(self_check.answers.select_related("self_check__visit"), pk=answer_id)
    return answer, get_object_or_404(answer.evidence, pk=file_id)


@require_GET
@signed_in
def evidence(request: HttpRequest, visit_id: int, answer_id: int, file_id: int) -> HttpResponse:
    _answer, file = _evidence(request.actor, visit_id, answer_id, file_id)
    return files.serve(file, inline=True)


@require_POST
@requires("inspections.self_check")
def evidence_drop(
    request: HttpRequest, visit_id: int, answer_id: int, file_id: int
) -> HttpResponse:
    answer, file = _evidence(request.actor, visit_id, answer_id, file_id)
    attempt(
        request,
        "Đã gỡ minh chứng.",
        lambda: self_checks.drop_evidence(actor=request.actor, answer=answer, file=file),
    )
    return then("inspections:self_check_edit", visit_id)
