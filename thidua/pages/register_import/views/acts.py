"""The steps of an import: columns, answers, choices, writing, undoing."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.register_import.asking import actor_of, attempt, import_of
from thidua.pages.register_import.layout_form import layouts_from
from thidua.pages.register_import.row_list import row_list
from thidua.pages.register_import.words import unit_answer
from thidua.subjects.register.importing import services
from thidua.subjects.register.importing.enums import WordKind
from thidua.subjects.register.importing.models import OldRegister


def _back(register: OldRegister, query: str = "") -> HttpResponse:
    url = reverse("register_import:see", args=[register.pk])
    return redirect(f"{url}?{query}#dong-so" if query else url)


@requires("intake.lay_out")
@require_POST
def lay_out(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.lay_out")
    wanted = request.POST.get("do", "")
    if wanted.startswith("tieu-de-"):
        attempt(request, lambda: _name_titles(request, register, wanted.rpartition("-")[2]))
        return _back(register)
    attempt(
        request,
        lambda: services.lay_out(
            actor=actor_of(request),
            register=register,
            layouts=layouts_from(request.POST, register),
            paper=request.POST.get("can-cu", ""),
        ),
    )
    return _back(register)


def _name_titles(request: HttpRequest, register: OldRegister, sheet: str) -> None:
    first = request.POST.get(f"t{sheet}-dau", "")
    last = request.POST.get(f"t{sheet}-cuoi", "")
    if not (sheet.isdigit() and first.isdigit()):
        raise Refusal("Chọn dòng tiêu đề trong danh sách.")
    services.name_title_rows(
        actor=actor_of(request),
        register=register,
        sheet=int(sheet),
        first=int(first),
        last=int(first) + (int(last) if last.isdigit() else 1) - 1 if int(first) else 0,
    )


@requires("intake.answer")
@require_POST
def answer(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.answer")
    kind = request.POST.get("loai", "")
    if kind not in WordKind.values:
        return _back(register)
    asked = [question for question in register.questions if question["kind"] == kind]
    meant = unit_answer if kind == WordKind.UNIT else str
    answers = {
        str(question["text"]): meant(request.POST.get(f"tl-{place}", ""))
        for place, question in enumerate(asked)
    }
    attempt(
        request,
        lambda: services.answer_words(
            actor=actor_of(request), register=register, kind=kind, answers=answers
        ),
        "Đã ghi nhớ {} câu trả lời cho cả các lần nhập sau.",
    )
    return _back(register)


@requires("intake.choose")
@require_POST
def choose(request: HttpRequest, register_id: int) -> HttpResponse:
    """For one person from its page, or for the rows ticked in the list."""
    register = import_of(request, register_id, "intake.choose")
    query = request.POST.get("filter", "")
    choice = request.POST.get("chon", "")
    if not choice:
        messages.error(request, "Chưa chọn cách xử lý.")
        return _back(register, query)
    attempt(
        request,
        lambda: services.choose_person(
            actor=actor_of(request),
            register=register,
            person_keys=_keys(request, register, query),
            choice=choice,
        ),
        "Đã chọn cho {} dòng.",
    )
    return _back(register, query)


def _keys(request: HttpRequest, register: OldRegister, query: str) -> Iterable[str]:
    if key := request.POST.get("nguoi", ""):
        return [key]
    params = request.GET.copy()
    params.update(QueryDict(query))
    request.GET = params  # type: ignore[assignment]
    return {
        row.person_key for row in row_list(request, register).picked(request.POST) if row.person_key
    }


@requires("intake.choose")
@require_POST
def choose_all(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.choose")
    actor = actor_of(request)
    if request.POST.get("chon") == "ro":
        attempt(
            request,
            lambda: services.choose_clear(actor=actor, register=register),
            "Đã nhận {} dòng là người đã có trong sổ.",
        )
    else:
        attempt(
            request,
            lambda: services.choose_rest_new(actor=actor, register=register),
            "Đã chọn thêm mới cho {} dòng.",
        )
    return _back(register)


@requires("intake.apply")
@require_POST
def write(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.apply")
    leave = request.POST.get("de-lai") == "1"
    attempt(
        request,
        lambda: services.apply_register(
            actor=actor_of(request), register=register, leave_open=leave
        ),
    )
    return _back(register)


@requires("intake.drop")
@require_POST
def drop(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.drop")
    attempt(
        request,
        lambda: services.drop_register(actor=actor_of(request), register=register),
        "Đã bỏ lần nhập này, chưa ghi gì vào sổ.",
    )
    return redirect("register_import:import_list")


@requires("intake.undo")
@require_POST
def undo(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.undo")
    attempt(
        request,
        lambda: services.undo_register(
            actor=actor_of(request), register=register, reason=request.POST.get("ly-do", "")
        ),
        "Đã hoàn tác: {} dòng khen thưởng của đợt này không còn hiệu lực trong sổ.",
    )
    return _back(register)
