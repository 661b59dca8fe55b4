"""Changes of state: each is one POST, one service, a redirect back to the example."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import PROVINCE_DESK, requires
from thidua.base.errors import Refusal
from thidua.pages.publicity.finding import carry_out, find_example, form_page
from thidua.pages.publicity.forms import ReleaseForm, ReplicationForm
from thidua.pages.publicity.words import ready_line, under_embargo
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.selectors.readiness import release_checks
from thidua.subjects.publicity.services import following, releasing, suggesting
from thidua.subjects.publicity.services.editing import select_example


def trail_of(example: Example) -> dict[str, object]:
    return {
        "top": ("Điển hình", reverse("publicity:example_list")),
        "parent": (str(example), reverse("publicity:example_see", args=[example.pk])),
    }


@require_POST
@requires("publicity.assign")
def assign(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    unit = request.POST.get("unit_id", "")
    if not (unit.isascii() and unit.isdigit()):
        messages.error(request, "Chưa chọn đơn vị.")
        return redirect("publicity:example_see", example.pk)
    done = "Đã giao đơn vị xác nhận."
    return carry_out(request, example, done, suggesting.assign_unit, unit_id=int(unit))


@require_POST
@requires("publicity.confirm")
def confirm(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    facts = request.POST.get("facts", "")
    done = "Đã xác nhận. Việc tiếp theo: xin giấy đồng ý của người được giới thiệu."
    return carry_out(request, example, done, suggesting.confirm_example, facts=facts)


@require_POST
@requires("publicity.refuse")
def refuse(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    reason = request.POST.get("reason", "")
    done = "Đã ghi không xác nhận; nơi giới thiệu được báo."
    return carry_out(request, example, done, suggesting.refuse_example, reason=reason)


@require_POST
@requires("publicity.select")
def select(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    return carry_out(
        request, example, "Đã chọn. Viết bài rồi cung cấp cho báo, đài.", select_example
    )


@require_http_methods(["GET", "POST"])
@requires("publicity.release")
def release(request: HttpRequest, example_id: int) -> HttpResponse:
    """To whom, from when; the checklist stands beside."""
    actor = request.actor
    example = find_example(actor, example_id)
    initial = {"day": actor.day, "hour": "07:00"}
    form = ReleaseForm(request.POST or None, today=actor.day, initial=initial)
    if request.method == "POST" and form.is_valid():
        organs = [int(organ) for organ in form.cleaned_data["organs"]]
        try:
            releasing.release_example(
                actor=actor, example=example, organs=organs, moment=form.moment,
                note=form.cleaned_data["note"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Đã cung cấp. Trước giờ được đăng, ngoài cơ quan không ai thấy bài."
            )
            return redirect("publicity:example_see", example.pk)
    return form_page(
        request,
        form,
        heading="Cung cấp cho báo, đài",
        card=example.title or example.name,
        button="Cung cấp",
        checks=[ready_line(check, example) for check in release_checks(example, actor.day)],
        intro="" if example.state == ExampleState.SELECTED
        else "Bài đã có ngày được đăng: chọn thêm cơ quan, ngày giữ nguyên.",
        **trail_of(example),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("publicity.release")
def move(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = request.actor
    example = find_example(actor, example_id)
    form = ReleaseForm(request.POST or None, today=actor.day, initial={"hour": "07:00"})
    del form.fields["organs"]
    form.fields["note"].label = "Lý do đổi ngày"
    form.fields["note"].required = True
    if request.method == "POST" and form.is_valid():
        try:
            releasing.move_release(
                actor=actor, example=example, moment=form.moment, reason=form.cleaned_data["note"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã đổi ngày được đăng; các báo, đài được báo.")
            return redirect("publicity:example_see", example.pk)
    intro = "" if under_embargo(example) else "Bài đã đến ngày được đăng: không đổi được nữa."
    return form_page(
        request, form, heading="Đổi ngày được đăng", card=example.title, button="Đổi ngày",
        intro=intro, **trail_of(example),
    )  # fmt: skip


@require_POST
@requires("publicity.withdraw")
def withdraw(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    reason = request.POST.get("reason", "")
    done = "Đã gỡ khỏi cổng; các báo, đài được báo."
    return carry_out(request, example, done, releasing.withdraw_example, reason=reason)


@require_POST
@requires("publicity.follow")
def follow(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    return carry_out(
        request, example, "Đã ghi kết quả theo dõi.", following.follow_up_example,
        worthy=request.POST.get("worthy") == "1", note=request.POST.get("note", ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("publicity.replicate")
def replicate(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = request.actor
    example = find_example(actor, example_id)
    only = None if actor.role in PROVINCE_DESK else actor.unit_id
    form = ReplicationForm(
        request.POST or None, today=actor.day, only=only, initial={"day": actor.day}
    )
    if request.method == "POST" and form.is_valid():
        try:
            following.record_replication(actor=actor, example=example, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi nhận nhân rộng.")
            return redirect("publicity:example_see", example.pk)
    return form_page(
        request, form, heading="Ghi nhận nhân rộng", card=example.title or example.name,
        button="Ghi nhận", **trail_of(example),
    )  # fmt: skip


@require_POST
@requires("publicity.follow")
def follow_report(request: HttpRequest) -> HttpResponse:
    """The yearly report on what was followed, drafted as a paper."""
    actor = request.actor
    try:
        paper = following.draft_following_report(actor=actor, year=actor.day.year)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("publicity:example_list")
    messages.success(request, "Đã lập dự thảo báo cáo nhân rộng. Xem lại rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)
