"""The steps of a paper as buttons: each is one POST to one service."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.base.numbering.models import Mode, NumberSeries
from thidua.core.documents import DocumentKind
from thidua.pages.papers.forms import CorrectionForm, NumberForm, NumberingForm
from thidua.pages.papers.views.editing import units_to_draft_for
from thidua.pages.papers.views.finding import actor_of, carry_out, visible_paper
from thidua.pages.ui.lists import Column, FilteredList
from thidua.subjects.accounts.models import Post
from thidua.subjects.papers import services
from thidua.subjects.papers.enums import DRAFTED_KINDS, KIND_CHOICES, StepKind
from thidua.subjects.papers.selectors.chain import default_chain, possible_checkers, step_of_post


def _revision(request: HttpRequest) -> int | None:
    words = request.POST.get("revision", "")
    return int(words) if words.isdigit() else None


@requires("papers.submit")
@require_POST
def submit(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    actor = actor_of(request)
    chain = default_chain(paper, actor)
    checkers = {str(post.pk): post for post in possible_checkers(paper, actor)}
    chosen: Post | None = checkers.get(request.POST.get("checker", ""))
    if chosen is not None:
        kind = StepKind.LEGAL_CHECK if request.POST.get("check") == "legal" else StepKind.INITIAL
        chain = [step_of_post(chosen, kind), *chain]
    return carry_out(request, paper_id, services.submit_paper, "Đã trình văn bản.", chain=chain)


@requires("papers.take_back")
@require_POST
def take_back(request: HttpRequest, paper_id: int) -> HttpResponse:
    return carry_out(
        request, paper_id, services.take_back_paper, "Đã rút văn bản về, có thể sửa tiếp."
    )


@requires("papers.sign_off")
@require_POST
def sign_off(request: HttpRequest, paper_id: int) -> HttpResponse:
    return carry_out(
        request,
        paper_id,
        services.sign_off,
        "Đã duyệt và chuyển bước tiếp theo.",
        note=request.POST.get("note", ""),
        revision=_revision(request),
    )


@requires("papers.sign")
@require_POST
def sign(request: HttpRequest, paper_id: int) -> HttpResponse:
    return carry_out(
        request,
        paper_id,
        services.sign_paper,
        "Đã ký. Văn thư cấp số và ban hành.",
        note=request.POST.get("note", ""),
        revision=_revision(request),
    )


@requires("papers.return")
@require_POST
def give_back(request: HttpRequest, paper_id: int) -> HttpResponse:
    reason = " - ".join(
        part for part in (request.POST.get("cause", ""), request.POST.get("reason", "").strip()) if part
    )  # fmt: skip
    return carry_out(
        request, paper_id, services.return_paper, "Đã trả lại người soạn.", reason=reason
    )


@requires("papers.number")
@require_POST
def number(request: HttpRequest, paper_id: int) -> HttpResponse:
    form = NumberForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return redirect("papers:paper_see", paper_id)
    day, given = form.cleaned_data["day"], form.cleaned_data["number"]
    if given is None:
        return carry_out(request, paper_id, services.number_paper, "Đã cấp số.", day=day)
    return carry_out(request, paper_id, services.record_number, "Đã ghi số.", day=day, number=given)


@requires("papers.attach")
@require_POST
def attach(request: HttpRequest, paper_id: int) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, "Chọn tệp bản đã ký (PDF, Word hoặc ảnh chụp).")
        return redirect("papers:paper_see", paper_id)
    return carry_out(
        request,
        paper_id,
        services.attach_signed_file,
        "Đã lưu bản đã ký.",
        name=upload.name,
        content=upload,
    )


@requires("papers.issue")
@require_POST
def issue(request: HttpRequest, paper_id: int) -> HttpResponse:
    done = "Đã ban hành. Từ đây văn bản được khóa, chỉ đính chính hoặc thay thế."
    return carry_out(request, paper_id, services.issue_paper, done)


@requires("papers.discard")
@require_POST
def discard(request: HttpRequest, paper_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return carry_out(request, paper_id, services.discard_paper, "Đã bỏ dự thảo.", reason=reason)


@requires("papers.recall")
@require_POST
def recall(request: HttpRequest, paper_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    done = "Đã thu hồi và báo cho mọi nơi đã nhận."
    return carry_out(request, paper_id, services.recall_paper, done, reason=reason)


@requires("papers.amend")
def correct(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letter = services.draft_correction(
                actor=actor_of(request), paper_id=paper.pk, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã soạn công văn đính chính. Đọc lại rồi trình ký.")
            return redirect("papers:paper_see", letter.pk)
    return render(request, "papers/paper_correct.html", {"paper": paper, "form": form})


@requires("papers.amend")
@require_POST
def replace_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    try:
        draft = services.draft_replacement(
            actor=actor_of(request), paper_id=paper.pk, reason=request.POST.get("reason", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("papers:paper_see", paper.pk)
    messages.success(request, "Đã tạo dự thảo thay thế với nội dung cũ. Sửa rồi trình ký.")
    return redirect("papers:paper_edit", draft.pk)


@requires("papers.set_numbering")
def numbering(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = NumberingForm(request.POST or None, initial={"mode": Mode.GIVEN})
    names = dict(KIND_CHOICES)
    form.fields["kind"].choices = [(kind.value, names[kind.value]) for kind in DRAFTED_KINDS]
    form.fields["mode"].choices = Mode.choices
    units = units_to_draft_for(actor)
    form.fields["unit_id"].choices = [(str(pk), name) for pk, name in units]
    if request.method == "POST" and form.is_valid():
        try:
            values = form.cleaned_data | {"unit_id": int(form.cleaned_data["unit_id"])}
            services.set_numbering_mode(actor=actor, **values)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu cách lấy số.")
            return redirect("papers:numbering_set")
    shown = FilteredList(
        request.GET,
        NumberSeries.objects.filter(unit_id__in=[pk for pk, _name in units]),
        [
            Column("kind", "Loại văn bản", lambda s: DocumentKind(s.kind).label.capitalize(), order="kind", lead=True),
            Column("series", "Dãy số", lambda s: s.key.rsplit(":", 1)[-1], order="key"),
            Column("mode", "Cách lấy số", lambda s: s.get_mode_display(), order="mode"),
        ],
        name="day-so",
        thing="dãy số",
        searchable=False,
        empty_words="Mọi loại văn bản của đơn vị đang do Thi Đua cấp số lần lượt từ 01 mỗi năm.",
    )  # fmt: skip
    return render(request, "papers/numbering_set.html", {"form": form, "shown": shown})
